import { floorMs, UNDER_WAY_FLOOR_MS } from '../../cloudfunctions/core/deliveries/next-ask';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';

/** As `servingTimeMs` says of a delivery under way: what the console tells of its buttons. */
export const SERVING_SECONDS = UNDER_WAY_FLOOR_MS / 1000;

/**
 * How long, at most, the cloud goes on telling what it was told of a delivery before it asks WeChat again, in ms. What was told may be of an earlier
 * status than the delivery's own, but for its end.
 */
export function servingTimeMs(status: number): number {
  return Math.max(UNDER_WAY_FLOOR_MS, floorMs(statusOfCode(status)));
}
