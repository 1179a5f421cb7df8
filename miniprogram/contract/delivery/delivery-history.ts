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

/** Sightings of one delivery. A time slot keeps the first and the last of equal sightings only. */
export type DeliveryHistory = Of<typeof deliveryHistory>;
export const deliveryHistory = type({
  sightings: list(sighting),
  /** Times at which events happened, as 同城配送 tells them, the earliest first; may be missing. */
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

/** Selects the sightings and event times that look-ups showed first after a time (ms). */
export function sightingsAfter(history: DeliveryHistory, time: number): DeliveryHistory {
  return historyOf(
    history.sightings.filter(({ at }) => at > time),
    (history.eventTimes ?? []).filter(({ seenAt }) => seenAt > time),
  );
}

/** Drops sightings and event times that are ahead of `now` (ms since 1970), see isAheadOfNow. */
export function sightingsUntil(history: DeliveryHistory, now: number): DeliveryHistory {
  return historyOf(
    history.sightings.filter(({ at }) => !isAheadOfNow(at, now)),
    (history.eventTimes ?? []).filter(({ at, seenAt }) => !isAheadOfNow(Math.max(at, seenAt), now)),
  );
}

/** Entries of each history, cached because a page reads them every second. */
const CACHED_ENTRIES = new WeakMap<DeliveryHistory, readonly HistoryEntry[]>();

/** Lists the statuses of a delivery, oldest first, with implied ones, and reported times first. */
export function entriesOf(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries =
    CACHED_ENTRIES.get(history) ?? withEventTimes(readEntries(history), history.eventTimes);
  CACHED_ENTRIES.set(history, entries);
  return entries;
}

function readEntries(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  let last: HistoryEntry | undefined;
  let lastAt: number | null = null;
  for (const { at, status: name, detail = null, riderName } of history.sightings) {
    const status = statusOf(name, detail);
    const isSame = last?.status.name === name && last.status.detail === detail;
    if (last !== undefined && isSame && !isOther(last.riderName, riderName)) {
      last = { ...last, riderName: last.riderName ?? riderName };
      entries[entries.length - 1] = last;
    } else {
      if (last !== undefined) entries.push(...skippedStatuses(last.status.name, name));
      last = { status, riderName, seenAt: at, notBefore: lastAt, inferred: false };
      entries.push(last);
    }
    lastAt = at;
  }
  return entries;
}

/** Finds since when (ms) the rider's position is unchanged; `atLeast`: no other was seen before. */
export function positionChangeOf(history: DeliveryHistory) {
  const latest = history.sightings[history.sightings.length - 1];
  if (latest === undefined || latest.position === null) return null;
  let changedAt = latest.at;
  for (const { at, position } of [...history.sightings].reverse()) {
    if (position === null) continue;
    if (!samePlace(position, latest.position)) return { changedAt, atLeast: false };
    changedAt = at;
  }
  return { changedAt, atLeast: true };
}

/** Finds the arrival time that was promised first, in ms since 1970; null when none was. */
export function firstPromiseOf({ sightings }: DeliveryHistory): number | null {
  return sightings.find(({ expectedAt }) => expectedAt !== null)?.expectedAt ?? null;
}

export interface TrailPoint {
  readonly position: Position;
  /** Time (ms) of the first look-up that showed the rider there. */
  readonly seenAt: number;
  /** Time (ms) of the last look-up that showed the rider there before he moved on. */
  readonly seenUntil: number;
}

/** Lists the positions of the current rider, the oldest first, without consecutive duplicates. */
export function trailOf(history: DeliveryHistory): readonly TrailPoint[] {
  const trail: TrailPoint[] = [];
  let rider: string | null = null;
  for (const { at, riderName, position } of history.sightings) {
    if (isOther(rider, riderName)) trail.length = 0;
    rider = riderName ?? rider;
    if (position === null) continue;
    const last = trail[trail.length - 1];
    if (last !== undefined && samePlace(last.position, position)) {
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

/** Lists the main-line statuses between two statuses, as entries that no look-up showed. */
function skippedStatuses(before: StatusName, after: StatusName): readonly HistoryEntry[] {
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

/** Tells whether two names belong to different riders; false while a name is unknown (null). */
export function isOther(rider: string | null, other: string | null): boolean {
  return rider !== null && other !== null && rider !== other;
}

function samePlace(one: Position, other: Position): boolean {
  return one.longitude === other.longitude && one.latitude === other.latitude;
}
