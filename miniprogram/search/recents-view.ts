import type { Tone } from '../shared/delivery-status';
import { statusOf, toneOf } from '../shared/delivery-status';
import { age, clockTime } from '../shared/clock-time';
import { statusWording } from '../shared/status-wording';
import type { RecentOrder } from './recent-orders';

/** One line of 最近查过. */
export interface RecentRow {
  readonly orderId: string;
  readonly tag: string;
  readonly tone: Tone;
  readonly detail: string;
  /** How old what is told is: `25 秒`. */
  readonly age: string;
}

/** @param now ms on the cloud's clock */
export function recentRows(recents: readonly RecentOrder[], now: number): readonly RecentRow[] {
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
      age: age(now - recent.askedAt),
    };
  });
}
