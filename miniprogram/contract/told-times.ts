import { type } from 'superstruct';
import type { DeliveryStatus } from './delivery-status';
import { statusName, statusOf } from './delivery-status';
import type { Of } from './schema';
import { amount } from './schema';

/** Exact time of an event, as the delivery company tells it: when a status began. */
export type ToldTime = Of<typeof toldTime>;
export const toldTime = type({
  status: statusName,
  /** Time of the event, ms since 1970. */
  at: amount,
  /** Time of the first look-up that told it. */
  seenAt: amount,
});

/** Status that a delivery went through, as one line of its history. */
export interface HistoryEntry {
  readonly status: DeliveryStatus;
  readonly riderName: string | null;
  /** Time (ms) of the first look-up that showed the status; null when the status is inferred. */
  readonly seenAt: number | null;
  /** Time (ms) of the last look-up before `seenAt`: the status began after it. Null without one. */
  readonly notBefore: number | null;
  /** True for a status that no look-up showed, but that a later status implies. */
  readonly inferred: boolean;
  /** True when the company has told the time: it stands in `seenAt`, and in `notBefore`. */
  readonly told?: true;
}

/** Largest number of told times that are kept: eight lives of five events. */
const TOLD_KEPT = 40;

/**
 * Puts told times into entries. A time belongs to the status that was current when it was told, or
 * else to the latest one of its name before that has no told time yet; where there is none, the
 * status was missed, and gets an entry before the current one.
 */
export function withTimes(
  entries: readonly HistoryEntry[],
  told: readonly ToldTime[] = [],
): readonly HistoryEntry[] {
  const rows = entries.slice();
  // When a status, or of an inferred one the next that was seen, was first seen.
  const froms: number[] = [];
  rows.reduceRight((from, { seenAt }, index) => (froms[index] = seenAt ?? from), Infinity);
  told
    .slice()
    .sort((one, other) => one.seenAt - other.seenAt)
    .forEach(({ status: name, at, seenAt }) => {
      const current = froms.filter((from) => from <= seenAt).length - 1;
      const status = statusOf(name);
      const time = { status, seenAt: at, notBefore: at, inferred: false, told: true } as const;
      let index = current;
      if (rows[current]?.status.name !== name)
        while (index >= 0 && (rows[index]?.status.name !== name || rows[index]?.told)) index -= 1;
      const row = rows[index];
      if (row !== undefined) rows[index] = Object.assign({}, row, time);
      else if (current >= 0) {
        rows.splice(current, 0, Object.assign({ riderName: null }, time));
        froms.splice(current, 0, froms[current] ?? at);
      }
    });
  return rows;
}

/** Keeps each told time once, with the first look-up that told it; the latest are kept. */
export function mergedTimes(told: readonly ToldTime[]): readonly ToldTime[] {
  return told
    .slice()
    .sort((one, other) => one.seenAt - other.seenAt)
    .filter((one, index, all) => {
      const isSame = ({ status, at }: ToldTime): boolean => status === one.status && at === one.at;
      return all.findIndex(isSame) === index;
    })
    .sort(byTime)
    .slice(-TOLD_KEPT);
}

/** Orders what has a time by it, and those of the same millisecond by their content. */
export function byTime<Timed extends { readonly at: number }>(one: Timed, other: Timed): number {
  if (one === other || one.at !== other.at) return one.at - other.at;
  const [text, otherText] = [JSON.stringify(one), JSON.stringify(other)];
  return text < otherText ? -1 : text > otherText ? 1 : 0;
}
