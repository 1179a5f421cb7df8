import { optional, type } from 'superstruct';
import type { DeliveryReport } from '../delivery';
import {
  type DeliveryHistory,
  type ObservedReport,
  entriesOf,
  firstPromisedArrivalOf,
  findPositionChange,
} from './delivery-history';
import {
  currentLife,
  entriesOfLife,
  lifeTimesOf,
  stageSince,
  currentStatusEntry,
  momentsOf,
} from './delivery-life';
import { type StatusName, isUnderWayWithGoods, riderAt } from '../delivery-status';
import { type Of, amountOrNull, flag, textOrNull } from '../schema';

/** Facts that only the whole history shows. Times in ms; null: unknown; missing: not computed. */
export type OrderFacts = Of<typeof orderFacts>;
export const orderFacts = type({
  riderName: optional(textOrNull),
  /** Arrival time that was promised first in the current life. */
  promisedAt: optional(amountOrNull),
  /** Time when this status with this rider was first seen. For goods on the way: the departure. */
  statusSince: optional(amountOrNull),
  /** Time since which the rider's position is unchanged; null unless he drives with the goods. */
  stillSince: optional(amountOrNull),
  /** True if look-ups showed the rider move until `stillSince`; false if they do not tell. */
  hasMoved: optional(flag),
  /** Time when a rider accepted the delivery; null unless it is known to the minute. */
  acceptedAt: optional(amountOrNull),
  /** Time of the last look-up that showed the delivery under way. */
  liveAt: optional(amountOrNull),
  /** Time of the first look-up that showed the end of the delivery. */
  endedAt: optional(amountOrNull),
});

export type OrderSummary = OrderFacts & Omit<ReturnType<typeof summarize>, keyof OrderFacts>;

/** Summarizes a delivery, for cloud and phone alike. `history` must contain the report, too. */
export function summarize(report: ObservedReport, history: DeliveryHistory) {
  const { status, rider, position, askedAt } = report;
  const { liveAt, endedAt } = lifeTimesOf(history);
  return {
    status: status.name,
    detail: status.detail,
    askedAt,
    expectedAt: expectedArrivalOf(report, history),
    position: status.isFinal ? null : position,
    riderName: status.isFinal ? null : (rider?.name ?? null),
    promisedAt: firstPromisedArrivalOf(currentLife(history)),
    statusSince: statusSinceOf(status.name, history),
    ...(isUnderWayWithGoods(status.name) ? standstillOf(history) : NO_STANDSTILL),
    acceptedAt: acceptedAtOf(history),
    liveAt,
    endedAt,
  };
}

function statusSinceOf(status: StatusName, history: DeliveryHistory): number | null {
  if (status === 'unknown') return entriesOf(history).slice(-1)[0]?.seenAt ?? null;
  return currentStatusEntry(momentsOf(history), status)?.seenAt ?? null;
}

/** Returns the expected arrival (ms) or null; near the customer, if none is sent, the last one. */
export function expectedArrivalOf(
  { status, arrival }: Pick<DeliveryReport, 'status' | 'arrival'>,
  { sightings }: DeliveryHistory,
): number | null {
  if (status.isFinal) return null;
  if (arrival !== null) return arrival.expectedAt;
  if (riderAt(status.name) !== 'to-customer') return null;
  for (const { status: name, expectedAt } of [...sightings].reverse()) {
    if (name !== status.name) return null;
    if (expectedAt !== null) return expectedAt;
  }
  return null;
}

/** Shortest standstill (ms) that is shown. A rider who stands for less is shown as moving. */
export const STILL_FROM_MS = 60_000;

const NO_STANDSTILL = { stillSince: null, hasMoved: false };

/** Finds since when a rider on his way has not moved, and whether he was seen to move before. */
function standstillOf(history: DeliveryHistory): Pick<OrderFacts, 'stillSince' | 'hasMoved'> {
  const positionChange = findPositionChange(currentLife(history));
  const since = stageSince(history);
  if (positionChange === null || since === null) return NO_STANDSTILL;
  const { changedAt, atLeast } = positionChange;
  return { stillSince: Math.max(changedAt, since), hasMoved: !atLeast && changedAt >= since };
}

/** Longest time (ms) between the look-ups around a change whose time then counts as exact. */
export const LONGEST_GAP_OF_EXACT_TIME_MS = 60_000;

function acceptedAtOf(history: DeliveryHistory): number | null {
  const acceptedEntries = entriesOfLife(history).filter(({ status }) => status.name === 'assigned');
  const { seenAt = null, notBefore = null } = acceptedEntries[acceptedEntries.length - 1] ?? {};
  if (seenAt === null || notBefore === null) return null;
  return seenAt - notBefore <= LONGEST_GAP_OF_EXACT_TIME_MS ? seenAt : null;
}
