import { floorMs, UNDER_WAY_FLOOR_MS } from '../../cloudfunctions/core/deliveries/next-ask';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';

/** `servingTimeMs` of a delivery under way, which the console mentions at its buttons. */
export const SERVING_SECONDS = UNDER_WAY_FLOOR_MS / 1000;

/**
 * Returns the longest time, in ms, for which the cloud repeats an answer before it asks WeChat
 * again. The answer may be of an earlier status, unless the delivery has ended.
 */
export function servingTimeMs(status: number): number {
  return Math.max(UNDER_WAY_FLOOR_MS, floorMs(statusOfCode(status)));
}
