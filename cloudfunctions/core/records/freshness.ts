import type { Provider } from '../../../miniprogram/contract/delivery';
import type { DeliveryStatus } from '../../../miniprogram/contract/delivery-status';

/**
 * Maximum age (ms) of an answer that is used again while delivering. It is not greater than the
 * shortest interval of look-ups (asking/next-ask.ts), so that a page which asks alone gets a new
 * answer each time.
 */
const DELIVERING_FLOOR_MS = 8_000;
/** Maximum age of an answer that is used again in every other stage before the end. */
export const UNDER_WAY_FLOOR_MS = 20_000;
/** Maximum age of an answer that is used again after the end: the order may be placed once more. */
const ENDED_FLOOR_MS = 60_000;

/**
 * Returns the floor of a status: the age (ms) up to which a cached answer is used again without
 * asking WeChat.
 */
export function floorMs({ stage, isFinal }: DeliveryStatus, provider?: Provider): number {
  if (isFinal) return ENDED_FLOOR_MS;
  return stage === 'delivering' && provider !== 'wechat-intracity'
    ? DELIVERING_FLOOR_MS
    : UNDER_WAY_FLOOR_MS;
}
