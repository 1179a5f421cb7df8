import { floorMs, UNDER_WAY_FLOOR_MS } from '../../cloudfunctions/core/deliveries/next-ask';
import { statusOfCode } from './delivery-status';

/** Seconds by which an action of the console moves the clock, so that pages get a new answer. */
export const SERVING_SECONDS = UNDER_WAY_FLOOR_MS / 1000;

/**
 * Returns the longest time in ms for which the cloud repeats a cached answer before it asks WeChat
 * again. That answer may belong to an earlier status, unless the delivery has ended.
 */
export function servingTimeMs(status: number): number {
  return Math.max(UNDER_WAY_FLOOR_MS, floorMs(statusOfCode(status)));
}
