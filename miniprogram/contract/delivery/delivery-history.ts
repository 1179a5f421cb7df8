import { optional, type } from 'superstruct';
import { isAheadOfNow } from '../age';
import type { DeliveryReport, Position } from '../delivery';
import { type StatusName, STATUS_NAMES, STATUSES, statusRank, statusOf } from '../delivery-status';
import { type Of, list } from '../schema';
import {
  type Sighting,
  type HistoryEntry,
  type EventTime,
  sighting,
  thinSightings,
  mergeEventTimes,
  eventTime,
  addEventTimes,
} from './sightings';

export type { HistoryEntry } from './sightings';

/** Results of look-ups (sightings) of one delivery; equal ones are thinned (see thinSightings). */
export type DeliveryHistory = Of<typeof deliveryHistory>;
export const deliveryHistory = type({
  sightings: list(sighting),
  /** Times of events that 同城配送 reported, the earliest first; missing if it reported none. */
  eventTimes: optional(list(eventTime)),
});

export function emptyHistory(): DeliveryHistory {
  return { sightings: [] };
}

export type ObservedReport = Pick<
  DeliveryReport,
  'askedAt' | 'status' | 'rider' | 'position' | 'arrival'
> & { readonly eventTimes?: readonly Omit<EventTime, 'seenAt'>[] | undefined };

export function addReport(history: DeliveryHistory, report: ObservedReport): DeliveryHistory {
  const { name, detail } = report.status;
  const sighting: Sighting = {
    at: report.askedAt,
    status: name,
    ...(detail === null ? {} : { detail }),
    riderName: report.rider?.name ?? null,
    position: report.position,
    expectedAt: report.arrival?.expectedAt ?? null,
  };
  const eventTimes = report.eventTimes?.map((one) => ({ ...one, seenAt: sighting.at })) ?? [];
  return mergeHistories(history, { sightings: [sighting], eventTimes });
}

export function mergeHistories(one: DeliveryHistory, other: DeliveryHistory): DeliveryHistory {
  return createHistory(
    thinSightings([...one.sightings, ...other.sightings]),
    mergeEventTimes([...(one.eventTimes ?? []), ...(other.eventTimes ?? [])]),
  );
}

function createHistory(sightings: readonly Sighting[], eventTimes: readonly EventTime[] = []) {
  return eventTimes.length === 0 ? { sightings } : { sightings, eventTimes };
}

/** Selects the sightings and event times that look-ups first showed after a time (ms). */
export function historyAfter(history: DeliveryHistory, timeMs: number): DeliveryHistory {
  return createHistory(
    history.sightings.filter(({ at }) => at > timeMs),
    (history.eventTimes ?? []).filter(({ seenAt }) => seenAt > timeMs),
  );
}

/** Drops sightings and event times that lie in the future (see isAheadOfNow). `now` is in ms. */
export function historyUntil(history: DeliveryHistory, now: number): DeliveryHistory {
  return createHistory(
    history.sightings.filter(({ at }) => !isAheadOfNow(at, now)),
    (history.eventTimes ?? []).filter(({ at, seenAt }) => !isAheadOfNow(Math.max(at, seenAt), now)),
  );
}

/** Entries of each history, cached because a page reads them every second. */
const CACHED_ENTRIES = new WeakMap<DeliveryHistory, readonly HistoryEntry[]>();

/** Lists all statuses of a delivery, oldest first: seen, inferred, and reported by the company. */
export function entriesOf(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries =
    CACHED_ENTRIES.get(history) ?? addEventTimes(buildEntries(history), history.eventTimes);
  CACHED_ENTRIES.set(history, entries);
  return entries;
}

function buildEntries(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  let lastEntry: HistoryEntry | undefined;
  let lastSightingAt: number | null = null;
  for (const { at, status: name, detail = null, riderName } of history.sightings) {
    const status = statusOf(name, detail);
    const isSame = lastEntry?.status.name === name && lastEntry.status.detail === detail;
    if (lastEntry !== undefined && isSame && !isAnotherRider(lastEntry.riderName, riderName)) {
      lastEntry = { ...lastEntry, riderName: lastEntry.riderName ?? riderName };
      entries[entries.length - 1] = lastEntry;
    } else {
      if (lastEntry !== undefined) entries.push(...inferEntries(lastEntry.status.name, name));
      lastEntry = { status, riderName, seenAt: at, notBefore: lastSightingAt, inferred: false };
      entries.push(lastEntry);
    }
    lastSightingAt = at;
  }
  return entries;
}

/** Finds when (ms) the rider came to his last position (`atLeast`: or earlier); null if unknown. */
export function findPositionChange(history: DeliveryHistory) {
  const latestSighting = history.sightings[history.sightings.length - 1];
  if (latestSighting === undefined || latestSighting.position === null) return null;
  let changedAt = latestSighting.at;
  for (const { at, position } of [...history.sightings].reverse()) {
    if (position === null) continue;
    if (!isSamePosition(position, latestSighting.position)) return { changedAt, atLeast: false };
    changedAt = at;
  }
  return { changedAt, atLeast: true };
}

/** Finds the arrival time (ms since 1970) that was promised first; null without a promise. */
export function firstPromisedArrivalOf({ sightings }: DeliveryHistory): number | null {
  return sightings.find(({ expectedAt }) => expectedAt !== null)?.expectedAt ?? null;
}

export interface TrailPoint {
  readonly position: Position;
  /** Time (ms) of the first look-up that showed the rider at this position. */
  readonly seenAt: number;
  /** Time (ms) of the last look-up that showed the rider at this position before he moved on. */
  readonly seenUntil: number;
}

/** Lists the positions of the current rider, the oldest first, without consecutive duplicates. */
export function trailOf(history: DeliveryHistory): readonly TrailPoint[] {
  const trail: TrailPoint[] = [];
  let currentRider: string | null = null;
  for (const { at, riderName, position } of history.sightings) {
    if (isAnotherRider(currentRider, riderName)) trail.length = 0;
    currentRider = riderName ?? currentRider;
    if (position === null) continue;
    const lastPoint = trail[trail.length - 1];
    if (lastPoint !== undefined && isSamePosition(lastPoint.position, position)) {
      trail[trail.length - 1] = { ...lastPoint, seenUntil: at };
    } else trail.push({ position, seenAt: at, seenUntil: at });
  }
  return trail;
}

export function withoutRider(history: DeliveryHistory): DeliveryHistory {
  return createHistory(
    thinSightings(
      history.sightings.map((sighting) => ({ ...sighting, riderName: null, position: null })),
    ),
    history.eventTimes,
  );
}

/** Lists the usual statuses between two statuses, as entries that look-ups missed. */
function inferEntries(earlier: StatusName, later: StatusName): readonly HistoryEntry[] {
  const [fromRank, toRank] = [statusRank(earlier), statusRank(later)];
  if (fromRank === null || toRank === null) return [];
  return STATUS_NAMES.filter((name) => {
    const { isOnMainLine, rank } = STATUSES[name];
    return isOnMainLine && rank > fromRank && rank < toRank;
  }).map((name) => ({
    status: statusOf(name),
    riderName: null,
    seenAt: null,
    notBefore: null,
    inferred: true,
  }));
}

/** Tells whether two names are of different riders; false when a name is unknown (null). */
export function isAnotherRider(rider: string | null, other: string | null): boolean {
  return rider !== null && other !== null && rider !== other;
}

export function isSamePosition(one: Position, other: Position): boolean {
  return one.longitude === other.longitude && one.latitude === other.latitude;
}
