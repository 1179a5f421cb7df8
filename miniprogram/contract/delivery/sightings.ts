import { nullable, optional, type } from 'superstruct';
import { position } from '../delivery';
import { type DeliveryStatus, type StatusName, statusName, statusOf } from '../delivery-status';
import { type Of, amount, amountOrNull, text, textOrNull } from '../schema';

export type Sighting = Of<typeof sighting>;
export const sighting = type({
  /** Time of the look-up: ms since 1970 on the cloud's clock. */
  at: amount,
  status: statusName,
  detail: optional(text),
  riderName: textOrNull,
  position: nullable(position),
  expectedAt: amountOrNull,
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Length (ms) of a recent time slot. At one look-up per 8 s, a slot keeps both its sightings. */
const FINE_SLOT = 15 * SECOND;
const FINE_SPAN = 30 * MINUTE;
const COARSE_SLOT = 2 * MINUTE;
const COARSE_SLOTS_KEPT = 300;

/** Finds the time (ms) from which time slots are short; before it they are long, to save space. */
export function fineSince({ sightings }: { readonly sightings: readonly Sighting[] }): number {
  const latestAt = sightings[sightings.length - 1]?.at ?? 0;
  return Math.floor((latestAt - FINE_SPAN) / COARSE_SLOT) * COARSE_SLOT;
}

/** Sorts sightings by time. A time slot keeps the first and the last sighting of each state. */
export function thinnedSightings(sightings: readonly Sighting[]): readonly Sighting[] {
  const ordered = [...sightings].sort(byTime);
  const fineFrom = fineSince({ sightings: ordered });

  const kept = new Map<string, { readonly first: Sighting; last: Sighting }>();
  const coarse = new Set<number>();
  for (const sighting of ordered) {
    const isFine = sighting.at >= fineFrom;
    const slot = Math.floor(sighting.at / (isFine ? FINE_SLOT : COARSE_SLOT));
    if (!isFine) coarse.add(slot);
    const { status, detail = '', riderName } = sighting;
    const key = JSON.stringify([isFine, slot, status, detail, riderName]);
    const seen = kept.get(key);
    if (seen === undefined) kept.set(key, { first: sighting, last: sighting });
    else seen.last = sighting;
  }

  const oldestSlot = [...coarse].slice(-COARSE_SLOTS_KEPT)[0] ?? 0;
  return [...kept.values()]
    .flatMap(({ first, last }) => [first, last])
    .filter(({ at }) => at >= fineFrom || at >= oldestSlot * COARSE_SLOT)
    .sort(byTime)
    .filter((sighting, index, all) => {
      const before = all[index - 1];
      return before === undefined || byTime(before, sighting) !== 0;
    });
}

/** Exact time of an event, as the delivery company tells it: when a status began. */
export type EventTime = Of<typeof eventTime>;
export const eventTime = type({
  status: statusName,
  at: amount,
  /** Time of the first look-up that told this event. */
  seenAt: amount,
});

export interface HistoryEntry {
  readonly status: DeliveryStatus;
  readonly riderName: string | null;
  /** Time (ms) of the first look-up that showed the status; null when the status is inferred. */
  readonly seenAt: number | null;
  /** Time (ms) of the last look-up that did not show the status yet; null without one. */
  readonly notBefore: number | null;
  readonly inferred: boolean;
  /** True when the company has reported the time, which is then in `seenAt` and `notBefore`. */
  readonly isReported?: true;
}

/** Largest number of event times that are kept: enough for eight lives of five events each. */
const EVENT_TIMES_KEPT = 40;

/** Entry, with the time (ms) when a look-up first showed it or, if inferred, the next entry. */
interface EntryRow {
  readonly entry: HistoryEntry;
  readonly from: number;
}

/** Puts times into entries of their status; what look-ups missed gets one before the current. */
export function withEventTimes(
  entries: readonly HistoryEntry[],
  eventTimes: readonly EventTime[] = [],
): readonly HistoryEntry[] {
  const rows = entries.map((entry, index): EntryRow => {
    const seen = entries.slice(index).find(({ seenAt }) => seenAt !== null);
    return { entry, from: seen?.seenAt ?? Infinity };
  });
  const inOrderSeen = eventTimes.slice().sort((one, other) => one.seenAt - other.seenAt);
  for (const time of inOrderSeen) putTimeIn(rows, time);
  return rows.map(({ entry }) => entry);
}

function putTimeIn(rows: EntryRow[], { status: name, at, seenAt }: EventTime): void {
  const time = { seenAt: at, notBefore: at, inferred: false, isReported: true } as const;
  const status = statusOf(name);
  const current = rows.filter(({ from }) => from <= seenAt).length - 1;
  const index = indexOf(name, rows.slice(0, current + 1));
  const [row, shown] = [rows[index], rows[current]];
  if (row !== undefined) rows[index] = { ...row, entry: { ...row.entry, status, ...time } };
  else if (shown !== undefined)
    rows.splice(current, 0, { ...shown, entry: { riderName: null, status, ...time } });
}

/** Finds the row for a reported time of the status `name`; -1 when no look-up showed the status. */
function indexOf(name: StatusName, rows: readonly EntryRow[]): number {
  const last = rows.length - 1;
  if (rows[last]?.entry.status.name === name) return last;
  const isOpen = ({ entry }: EntryRow): boolean => entry.status.name === name && !entry.isReported;
  return rows.map(isOpen).lastIndexOf(true);
}

/** Removes repeated event times: the first look-up counts. Keeps only the latest event times. */
export function mergedEventTimes(eventTimes: readonly EventTime[]): readonly EventTime[] {
  return eventTimes
    .slice()
    .sort((one, other) => one.seenAt - other.seenAt)
    .filter((one, index, all) => {
      const isSame = ({ status, at }: EventTime): boolean => status === one.status && at === one.at;
      return all.findIndex(isSame) === index;
    })
    .sort(byTime)
    .slice(-EVENT_TIMES_KEPT);
}

/** Compares two items by their times; items of the same millisecond by their content. */
export function byTime<Timed extends { readonly at: number }>(one: Timed, other: Timed): number {
  if (one === other || one.at !== other.at) return one.at - other.at;
  const [text, otherText] = [JSON.stringify(one), JSON.stringify(other)];
  return text < otherText ? -1 : text > otherText ? 1 : 0;
}
