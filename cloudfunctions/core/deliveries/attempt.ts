import { defaulted, define, enums, is, nullable, number, string, type } from 'superstruct';
import type { Delivery } from '../../../miniprogram/contract/delivery';
import { delivery } from '../../../miniprogram/contract/delivery';
import type { DeliveryHistory } from '../../../miniprogram/contract/delivery-history';
import {
  deliveryHistory,
  emptyHistory,
  observe,
  withoutRider,
} from '../../../miniprogram/contract/delivery-history';
import { STATUS_NAMES, statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Of } from '../../../miniprogram/contract/schema';
import { list } from '../../../miniprogram/contract/schema';
import { only, usually } from '../storage/read-fields';
import type { LookedUp } from '../providers/wechat-instant/get-order';

const status = enums(STATUS_NAMES);
const { waybillId, rider, position, arrival } = delivery.schema;

/** Attempt to deliver an order, as one look-up target told it. Times are ms since 1970. */
export type Attempt = Of<typeof attempt>;
export const attempt = type({
  /**
   * Key of the look-up target, under its stored name. Without it nobody can say who may see the
   * attempt.
   */
  pair: string(),
  company: usually(string(), ''),
  /** Stores that the target served when it was last asked. */
  storeIds: usually(list(string()), []),
  /** Status that was last seen. */
  status: usually(status, 'unknown'),
  /** Company's own term for an unknown status. */
  detail: usually(nullable(string()), null),
  askedAt: usually(number(), 0),
  /** Rest of the target's latest answer. No full phone number is in it. */
  answer: defaulted(
    only(
      type({
        waybillId: usually(waybillId, null),
        rider: usually(rider, null),
        position: usually(position, null),
        arrival: usually(arrival, null),
      }),
    ),
    {},
  ),
  /** Time of the last sighting under way; null when there was none. */
  liveAt: usually(nullable(number()), null),
  /** Time of the first sighting of its end; null without one. */
  endedAt: usually(nullable(number()), null),
  /**
   * Sightings by all callers. No other source has them, so a damaged history is never replaced by a
   * default. Its riders are forgotten a while after the end (withoutOldRiders).
   */
  history: define<DeliveryHistory>('history', (value) => is(value, deliveryHistory)),
});

/** Delivery that a target has found. `company` and `storeIds` come from the target's account. */
export interface FoundAtTarget {
  readonly targetKey: string;
  readonly company: string;
  readonly storeIds: readonly string[];
  readonly found: LookedUp;
}

/** Time after a delivery's end for which its rider and positions are kept. */
export const RIDERS_KEPT_MS = 24 * 60 * 60_000;

/**
 * Tells whether an attempt ended elsewhere than at the customer's door. The order may live on at
 * another account.
 */
export function hasFailed({ status }: Pick<Attempt, 'status'>): boolean {
  return statusOf(status).outcome === 'failed';
}

/**
 * Picks the current attempt: the first that has not failed, else the first.
 *
 * @param attempts the latest first
 */
export function currentAttempt<One>(
  attempts: readonly One[],
  isFailed: (attempt: One) => boolean,
): One | undefined {
  return attempts.find((attempt) => !isFailed(attempt)) ?? attempts[0];
}

/** Makes a delivery of the target's last answer. */
export function deliveryIn({ status, detail, answer }: Attempt, orderId: string): Delivery {
  return { orderId, status: statusOf(status, detail), ...answer };
}

/**
 * Makes the attempt at a target after its answer. When the answer before is later, only the history
 * grows.
 */
export function attemptAfter(
  before: Attempt | undefined,
  { targetKey, company, storeIds, found }: FoundAtTarget,
): Attempt {
  const { status, waybillId, rider, position, arrival } = found.delivery;
  const history = observe(before?.history ?? emptyHistory(), {
    ...found.delivery,
    askedAt: found.askedAt,
  });
  const latest =
    before !== undefined && before.askedAt > found.askedAt
      ? before
      : {
          company,
          storeIds,
          status: status.name,
          detail: status.detail,
          askedAt: found.askedAt,
          answer: { waybillId, rider, position, arrival },
        };
  const { liveAt, endedAt } = endOf(history);
  return withoutOldRiders({ ...latest, pair: targetKey, liveAt, endedAt, history }, latest.askedAt);
}

/** Finds the last sighting under way, and the first sighting of the end after it. */
function endOf({ sightings }: DeliveryHistory): Pick<Attempt, 'liveAt' | 'endedAt'> {
  const isLive = sightings.map(({ status }) => !statusOf(status).isFinal);
  const lastLive = isLive.lastIndexOf(true);
  return {
    liveAt: sightings[lastLive]?.at ?? null,
    endedAt: sightings[lastLive + 1]?.at ?? null,
  };
}

/**
 * Removes the riders of an attempt a day after its end or, without an end, after it was last asked
 * for.
 *
 * @param now ms since 1970
 */
export function withoutOldRiders(attempt: Attempt, now: number): Attempt {
  if (now - ridersNeededUntil(attempt) < RIDERS_KEPT_MS) return attempt;
  return {
    ...attempt,
    answer: { ...attempt.answer, rider: null, position: null },
    history: withoutRider(attempt.history),
  };
}

/**
 * Finds until when the riders of an order were needed: the earliest time of all attempts with a
 * rider.
 *
 * @returns ms since 1970; null without riders
 */
export function ridersNeededAt(attempts: readonly Attempt[]): number | null {
  const withRiders = attempts.filter(
    ({ answer, history }) =>
      answer.rider !== null ||
      answer.position !== null ||
      history.sightings.some(({ riderName, position }) => riderName !== null || position !== null),
  );
  return withRiders.length === 0 ? null : Math.min(...withRiders.map(ridersNeededUntil));
}

function ridersNeededUntil({ endedAt, askedAt }: Attempt): number {
  return endedAt ?? askedAt;
}
