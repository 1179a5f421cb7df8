import type { Tone } from '../shared/delivery-status';
import { statusOf, toneOf } from '../shared/delivery-status';
import { ago, clockTime } from '../shared/clock-time';
import { statusWording } from '../shared/status-wording';
import type { RecentOrder } from './recent-orders';

/** One line of 最近查过. */
export interface RecentRow {
  readonly orderId: string;
  readonly tag: string;
  readonly tone: Tone;
  readonly detail: string;
  /** How old what is told is: `25 秒前`. */
  readonly age: string;
  /** Its delivery is shown beside the list. */
  readonly isOpen: boolean;
}

/**
 * @param now ms on the cloud's clock
 * @param openIds the order ids that the delivery beside the list may have
 */
export function recentRows(
  recents: readonly RecentOrder[],
  now: number,
  openIds: readonly string[] = [],
): readonly RecentRow[] {
  return recents.map((recent) => {
    const status = statusOf(recent.code);
    const { tag, title } = statusWording(status);
    // A promise that has passed says nothing any more.
    const isPromised = !status.isFinal && recent.expectedAt !== null && recent.expectedAt > now;
    const expected = isPromised ? recent.expectedAt : null;
    return {
      orderId: recent.orderId,
      tag,
      tone: toneOf(recent.code),
      detail: expected === null ? title : `预计 ${clockTime(expected, now)} 送达`,
      age: ago(now - recent.askedAt),
      isOpen: openIds.includes(recent.orderId),
    };
  });
}
