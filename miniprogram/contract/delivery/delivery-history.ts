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
  thinnedSightings,
  mergedEventTimes,
  eventTime,
  withEventTimes,
} from './sightings';

export type { HistoryEntry } from './sightings';

/** Sightings of one delivery. Of equal sightings in a time slot, only first and last are kept. */
export type DeliveryHistory = Of<typeof deliveryHistory>;
export const deliveryHistory = type({
  sightings: list(sighting),
  /** Times at which events happened, as 同城配送 reports them, the earliest first; may be missing. */
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
  return historyOf(
    thinnedSightings([...one.sightings, ...other.sightings]),
    mergedEventTimes([...(one.eventTimes ?? []), ...(other.eventTimes ?? [])]),
  );
}

function historyOf(
  sightings: readonly Sighting[],
  eventTimes: readonly EventTime[] = [],
): DeliveryHistory {
  return eventTimes.length === 0 ? { sightings } : { sightings, eventTimes };
}

/** Selects the sightings and event times that look-ups first showed after a time (ms). */
export function sightingsAfter(history: DeliveryHistory, time: number): DeliveryHistory {
  return historyOf(
    history.sightings.filter(({ at }) => at > time),
    (history.eventTimes ?? []).filter(({ seenAt }) => seenAt > time),
  );
}

/** Drops sightings and event times that are in the future (see isAheadOfNow). `now` in ms. */
export function sightingsUntil(history: DeliveryHistory, now: number): DeliveryHistory {
  return historyOf(
    history.sightings.filter(({ at }) => !isAheadOfNow(at, now)),
    (history.eventTimes ?? []).filter(({ at, seenAt }) => !isAheadOfNow(Math.max(at, seenAt), now)),
  );
}

/** Entries of each history, cached because a page reads them every second. */
const CACHED_ENTRIES = new WeakMap<DeliveryHistory, readonly HistoryEntry[]>();

/** Lists a delivery's statuses, oldest first, with inferred ones, and reported times if any. */
export function entriesOf(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries =
    CACHED_ENTRIES.get(history) ?? withEventTimes(buildEntries(history), history.eventTimes);
  CACHED_ENTRIES.set(history, entries);
  return entries;
}

function buildEntries(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  let last: HistoryEntry | undefined;
  let lastAt: number | null = null;
  for (const { at, status: name, detail = null, riderName } of history.sightings) {
    const status = statusOf(name, detail);
    const isSame = last?.status.name === name && last.status.detail === detail;
    if (last !== undefined && isSame && !isAnotherRider(last.riderName, riderName)) {
      last = { ...last, riderName: last.riderName ?? riderName };
      entries[entries.length - 1] = last;
    } else {
      if (last !== undefined) entries.push(...impliedEntries(last.status.name, name));
      last = { status, riderName, seenAt: at, notBefore: lastAt, inferred: false };
      entries.push(last);
    }
    lastAt = at;
  }
  return entries;
}

/** Finds since when (ms) the position is unchanged. `atLeast`: no other position was seen. */
export function positionChangeOf(history: DeliveryHistory) {
  const latest = history.sightings[history.sightings.length - 1];
  if (latest === undefined || latest.position === null) return null;
  let changedAt = latest.at;
  for (const { at, position } of [...history.sightings].reverse()) {
    if (position === null) continue;
    if (!isSamePosition(position, latest.position)) return { changedAt, atLeast: false };
    changedAt = at;
  }
  return { changedAt, atLeast: true };
}

/** Finds the arrival time (ms since 1970) that was promised first; null without a promise. */
export function firstPromiseOf({ sightings }: DeliveryHistory): number | null {
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
  let rider: string | null = null;
  for (const { at, riderName, position } of history.sightings) {
    if (isAnotherRider(rider, riderName)) trail.length = 0;
    rider = riderName ?? rider;
    if (position === null) continue;
    const last = trail[trail.length - 1];
    if (last !== undefined && isSamePosition(last.position, position)) {
      trail[trail.length - 1] = { ...last, seenUntil: at };
    } else trail.push({ position, seenAt: at, seenUntil: at });
  }
  return trail;
}

export function withoutRider(history: DeliveryHistory): DeliveryHistory {
  return historyOf(
    thinnedSightings(
      history.sightings.map((sighting) => ({ ...sighting, riderName: null, position: null })),
    ),
    history.eventTimes,
  );
}

/** Lists the statuses between two steps of a smooth delivery, as entries that look-ups missed. */
function impliedEntries(before: StatusName, after: StatusName): readonly HistoryEntry[] {
  const [from, to] = [statusRank(before), statusRank(after)];
  if (from === null || to === null) return [];
  return STATUS_NAMES.filter((name) => {
    const { isOnMainLine, rank } = STATUSES[name];
    return isOnMainLine && rank > from && rank < to;
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
