import { nullable, optional, type } from 'superstruct';
import { position } from '../delivery';
import { type DeliveryStatus, type StatusName, statusName, statusOf } from '../delivery-status';
import { type Of, amount, amountOrNull, text, textOrNull } from '../schema';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** Facts that one look-up showed of a delivery. */
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

/** Length (ms) of a recent time slot. It keeps two sightings: all, at one look-up every 8 s. */
const FINE_SLOT_MS = 15 * SECOND_MS;
const FINE_SLOTS_SPAN_MS = 30 * MINUTE_MS;
const COARSE_SLOT_MS = 2 * MINUTE_MS;
const MAX_COARSE_SLOTS = 300;

/** Finds the time (ms) from which time slots are short. Earlier slots are long, to save space. */
export function fineSlotsSince({ sightings }: { readonly sightings: readonly Sighting[] }): number {
  const latestAt = sightings[sightings.length - 1]?.at ?? 0;
  return Math.floor((latestAt - FINE_SLOTS_SPAN_MS) / COARSE_SLOT_MS) * COARSE_SLOT_MS;
}

/** Sorts sightings by time. A slot keeps the first and last of each status with the same rider. */
export function thinSightings(sightings: readonly Sighting[]): readonly Sighting[] {
  const sortedSightings = [...sightings].sort(compareByTime);
  const fineSince = fineSlotsSince({ sightings: sortedSightings });

  const keptByKey = new Map<string, { readonly first: Sighting; last: Sighting }>();
  const coarseSlots = new Set<number>();
  for (const sighting of sortedSightings) {
    const isFine = sighting.at >= fineSince;
    const slot = Math.floor(sighting.at / (isFine ? FINE_SLOT_MS : COARSE_SLOT_MS));
    if (!isFine) coarseSlots.add(slot);
    const { status, detail = '', riderName } = sighting;
    const key = JSON.stringify([isFine, slot, status, detail, riderName]);
    const keptPair = keptByKey.get(key);
    if (keptPair === undefined) keptByKey.set(key, { first: sighting, last: sighting });
    else keptPair.last = sighting;
  }

  const oldestSlot = [...coarseSlots].slice(-MAX_COARSE_SLOTS)[0] ?? 0;
  return [...keptByKey.values()]
    .flatMap(({ first, last }) => [first, last])
    .filter(({ at }) => at >= fineSince || at >= oldestSlot * COARSE_SLOT_MS)
    .sort(compareByTime)
    .filter((sighting, index, all) => {
      const previous = all[index - 1];
      return previous === undefined || compareByTime(previous, sighting) !== 0;
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

/** Status of a delivery, with the times between which it began. */
export interface HistoryEntry {
  readonly status: DeliveryStatus;
  readonly riderName: string | null;
  /** Time (ms) of the first look-up that showed the status; null when the status is inferred. */
  readonly seenAt: number | null;
  /** Time (ms) of the last look-up before the status began; null if there was none. */
  readonly notBefore: number | null;
  readonly inferred: boolean;
  /** True if the company reported when the status began: `seenAt` and `notBefore` are that time. */
  readonly isReported?: true;
}

/** Largest number of event times to keep: enough for eight runs of an order, five events each. */
const MAX_EVENT_TIMES = 40;

/** Entry, and when (ms) a look-up first showed it or, if it is inferred, the next seen entry. */
interface EntryRow {
  readonly entry: HistoryEntry;
  readonly shownFrom: number;
}

/** Adds the reported times to entries. A status that look-ups missed gets a new entry. */
export function addEventTimes(
  entries: readonly HistoryEntry[],
  eventTimes: readonly EventTime[] = [],
): readonly HistoryEntry[] {
  const rows = entries.map((entry, index): EntryRow => {
    const seenEntry = entries.slice(index).find(({ seenAt }) => seenAt !== null);
    return { entry, shownFrom: seenEntry?.seenAt ?? Infinity };
  });
  const sortedEventTimes = eventTimes.slice().sort((one, other) => one.seenAt - other.seenAt);
  for (const time of sortedEventTimes) insertEventTime(rows, time);
  return rows.map(({ entry }) => entry);
}

function insertEventTime(rows: EntryRow[], { status: name, at, seenAt }: EventTime): void {
  const time = { seenAt: at, notBefore: at, inferred: false, isReported: true } as const;
  const status = statusOf(name);
  const currentIndex = rows.filter(({ shownFrom }) => shownFrom <= seenAt).length - 1;
  const index = rowIndexForEvent(name, rows.slice(0, currentIndex + 1));
  const [row, currentRow] = [rows[index], rows[currentIndex]];
  if (row !== undefined) rows[index] = { ...row, entry: { ...row.entry, status, ...time } };
  else if (currentRow !== undefined)
    rows.splice(currentIndex, 0, { ...currentRow, entry: { riderName: null, status, ...time } });
}

/** Finds the row to which a reported time of `name` belongs; -1 if look-ups missed the status. */
function rowIndexForEvent(name: StatusName, rows: readonly EntryRow[]): number {
  const lastIndex = rows.length - 1;
  if (rows[lastIndex]?.entry.status.name === name) return lastIndex;
  const isOpen = ({ entry }: EntryRow): boolean => entry.status.name === name && !entry.isReported;
  return rows.map(isOpen).lastIndexOf(true);
}

/** Removes repeated event times, except the first seen. Keeps only the latest MAX_EVENT_TIMES. */
export function mergeEventTimes(eventTimes: readonly EventTime[]): readonly EventTime[] {
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
