import { nullable, optional, type } from 'superstruct';
import { position } from '../delivery';
import { type DeliveryStatus, type StatusName, statusName, statusOf } from '../delivery-status';
import { type Of, amount, amountOrNull, text, textOrNull } from '../schema';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

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

/** Length (ms) of a recent time slot. With a look-up every 8 s, it keeps all of its sightings. */
const FINE_SLOT_MS = 15 * SECOND_MS;
const FINE_SLOTS_SPAN_MS = 30 * MINUTE_MS;
const COARSE_SLOT_MS = 2 * MINUTE_MS;
const MAX_COARSE_SLOTS = 300;

/** Finds the time (ms) since which time slots are short. Earlier slots are long, to save space. */
export function fineSlotsSince({ sightings }: { readonly sightings: readonly Sighting[] }): number {
  const latestAt = sightings[sightings.length - 1]?.at ?? 0;
  return Math.floor((latestAt - FINE_SLOTS_SPAN_MS) / COARSE_SLOT_MS) * COARSE_SLOT_MS;
}

/** Sorts sightings by time. Each time slot keeps the first and the last sighting of a state. */
export function thinnedSightings(sightings: readonly Sighting[]): readonly Sighting[] {
  const ordered = [...sightings].sort(compareByTime);
  const fineFrom = fineSlotsSince({ sightings: ordered });

  const kept = new Map<string, { readonly first: Sighting; last: Sighting }>();
  const coarse = new Set<number>();
  for (const sighting of ordered) {
    const isFine = sighting.at >= fineFrom;
    const slot = Math.floor(sighting.at / (isFine ? FINE_SLOT_MS : COARSE_SLOT_MS));
    if (!isFine) coarse.add(slot);
    const { status, detail = '', riderName } = sighting;
    const key = JSON.stringify([isFine, slot, status, detail, riderName]);
    const seen = kept.get(key);
    if (seen === undefined) kept.set(key, { first: sighting, last: sighting });
    else seen.last = sighting;
  }

  const oldestSlot = [...coarse].slice(-MAX_COARSE_SLOTS)[0] ?? 0;
  return [...kept.values()]
    .flatMap(({ first, last }) => [first, last])
    .filter(({ at }) => at >= fineFrom || at >= oldestSlot * COARSE_SLOT_MS)
    .sort(compareByTime)
    .filter((sighting, index, all) => {
      const before = all[index - 1];
      return before === undefined || compareByTime(before, sighting) !== 0;
    });
}

/** Exact time when a status began, as the delivery company reports it. */
export type EventTime = Of<typeof eventTime>;
export const eventTime = type({
  status: statusName,
  at: amount,
  /** Time of the first look-up that showed this event. */
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
  /** True when the company has reported the time. `seenAt` and `notBefore` are then that time. */
  readonly isReported?: true;
}

/** Largest number of event times that are kept: enough for eight lives with five events each. */
const MAX_EVENT_TIMES = 40;

/** Entry with the time (ms) of the look-up that first showed it, or a later entry if inferred. */
interface EntryRow {
  readonly entry: HistoryEntry;
  readonly shownFrom: number;
}

/** Sets the reported times. A status that look-ups missed gets an entry before the current one. */
export function withEventTimes(
  entries: readonly HistoryEntry[],
  eventTimes: readonly EventTime[] = [],
): readonly HistoryEntry[] {
  const rows = entries.map((entry, index): EntryRow => {
    const seen = entries.slice(index).find(({ seenAt }) => seenAt !== null);
    return { entry, shownFrom: seen?.seenAt ?? Infinity };
  });
  const inOrderSeen = eventTimes.slice().sort((one, other) => one.seenAt - other.seenAt);
  for (const time of inOrderSeen) insertEventTime(rows, time);
  return rows.map(({ entry }) => entry);
}

function insertEventTime(rows: EntryRow[], { status: name, at, seenAt }: EventTime): void {
  const time = { seenAt: at, notBefore: at, inferred: false, isReported: true } as const;
  const status = statusOf(name);
  const current = rows.filter(({ shownFrom }) => shownFrom <= seenAt).length - 1;
  const index = rowIndexForEvent(name, rows.slice(0, current + 1));
  const [row, shown] = [rows[index], rows[current]];
  if (row !== undefined) rows[index] = { ...row, entry: { ...row.entry, status, ...time } };
  else if (shown !== undefined)
    rows.splice(current, 0, { ...shown, entry: { riderName: null, status, ...time } });
}

/** Finds the row for a reported time of the status `name`; -1 when look-ups missed the status. */
function rowIndexForEvent(name: StatusName, rows: readonly EntryRow[]): number {
  const last = rows.length - 1;
  if (rows[last]?.entry.status.name === name) return last;
  const isOpen = ({ entry }: EntryRow): boolean => entry.status.name === name && !entry.isReported;
  return rows.map(isOpen).lastIndexOf(true);
}

/** Removes repeated event times, of which the first seen stays. Keeps only the latest ones. */
export function mergedEventTimes(eventTimes: readonly EventTime[]): readonly EventTime[] {
  return eventTimes
    .slice()
    .sort((one, other) => one.seenAt - other.seenAt)
    .filter((one, index, all) => {
      const isSame = ({ status, at }: EventTime): boolean => status === one.status && at === one.at;
      return all.findIndex(isSame) === index;
    })
    .sort(compareByTime)
    .slice(-MAX_EVENT_TIMES);
}

/** Compares two items by their times; items of the same millisecond by their content. */
function compareByTime<Timed extends { readonly at: number }>(one: Timed, other: Timed): number {
  if (one === other || one.at !== other.at) return one.at - other.at;
  const [text, otherText] = [JSON.stringify(one), JSON.stringify(other)];
  return text < otherText ? -1 : text > otherText ? 1 : 0;
}
