import { nextAskInSeconds } from '../../cloudfunctions/core/asking/next-ask';
import { freshForMs, FRESH_BEFORE_END_MS } from '../../cloudfunctions/core/records/cached-answer';
import { statusOfCode } from './delivery-status';
import type { ShownDelivery } from './host-state';

/** Seconds by which an action of the console moves the clock, so that pages get a new answer. */
export const SERVING_SECONDS = FRESH_BEFORE_END_MS / 1000;

/**
 * Returns the longest time in ms for which the cloud repeats a cached answer before it asks WeChat
 * again. That answer may belong to an earlier status, unless the delivery has ended.
 */
export function servingTimeMs(status: number): number {
  return Math.max(FRESH_BEFORE_END_MS, freshForMs(statusOfCode(status)));
}

/**
 * Returns the seconds after which a phone that shows the delivery or the board has asked again, at
 * the latest.
 *
 * @param now current time, in ms since 1970 on the simulated clock
 */
export function askedEverySeconds(
  { status, storeOrderId, changedAt }: Pick<ShownDelivery, 'status' | 'storeOrderId' | 'changedAt'>,
  now: number,
): number {
  const provider = storeOrderId === null ? 'wechat-instant' : 'wechat-intracity';
  const shown = { status: statusOfCode(status), arrival: null, provider } as const;
  return Math.max(SERVING_SECONDS, nextAskInSeconds(shown, now - changedAt) ?? 0);
}
