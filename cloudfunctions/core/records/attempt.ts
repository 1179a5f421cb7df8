import {
  defaulted,
  define,
  enums,
  is,
  nullable,
  number,
  optional,
  string,
  type,
} from 'superstruct';
import { ageMs, isAhead } from '../../../miniprogram/contract/age';
import type { Delivery } from '../../../miniprogram/contract/delivery';
import { delivery } from '../../../miniprogram/contract/delivery';
import type { DeliveryHistory } from '../../../miniprogram/contract/delivery-history';
import {
  deliveryHistory,
  emptyHistory,
  observe,
  seenBy,
  withoutRider,
} from '../../../miniprogram/contract/delivery-history';
import { lifeTimesOf } from '../../../miniprogram/contract/delivery-life';
import { STATUS_NAMES, statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Of } from '../../../miniprogram/contract/schema';
import { list } from '../../../miniprogram/contract/schema';
import { only, usually } from '../storage/read-fields';
import type { LookedUp } from '../providers/wechat/looked-up';
import { serves } from '../shop/look-up-targets';

const status = enums(STATUS_NAMES);
const { waybillId, rider, position, arrival } = delivery.schema;
const { provider, company, receiverPosition, routeMetres, handover } = delivery.schema;

/**
 * Attempt to deliver an order, as one look-up target (delivery account and store number) reported
 * it. Times are ms since 1970.
 */
export type Attempt = Of<typeof attempt>;
export const attempt = type({
  /**
   * Key of the look-up target; `pair` is its name in stored documents. It has no default, because
   * it decides who may see the attempt.
   */
  pair: string(),
  company: usually(string(), ''),
  /** Ids of the stores that the target served when it was last asked. */
  storeIds: usually(list(string()), []),
  /** Ids of the stores on whose board the order stands: of those, the ones of who asked first. */
  boardStoreIds: usually(list(string()), []),
  /** Latest status that the target reported. */
  status: usually(status, 'unknown'),
  /** Delivery company's own code, kept when `status` is unknown; else null. */
  detail: usually(nullable(string()), null),
  askedAt: usually(number(), 0),
  /** Other fields of the target's latest answer. The rider's phone number is masked in it. */
  answer: defaulted(
    only(
      type({
        waybillId: usually(waybillId, null),
        rider: usually(rider, null),
        position: usually(position, null),
        arrival: usually(arrival, null),
        // Of 同城配送 only.
        provider,
        company: usually(company, undefined),
        receiverPosition: usually(receiverPosition, undefined),
        routeMetres: usually(routeMetres, undefined),
        handover: usually(handover, undefined),
      }),
    ),
    {},
  ),
  /** Number by which the next question asks for the order, see `LookedUp`. Of 同城配送 only. */
  storeOrderId: usually(optional(string()), undefined),
  /** Time when the delivery was last seen in progress; null when it never was. */
  liveAt: usually(nullable(number()), null),
  /** Time when it was first seen in progress, after its previous end; null when it never was. */
  beganAt: usually(nullable(number()), null),
  /** Time when the delivery was first seen ended, after `liveAt`; null when it has not been. */
  endedAt: usually(nullable(number()), null),
  /**
   * Statuses and positions that all callers have seen. An unreadable history gets no default,
   * because no other source has these data. Riders' data are removed later (withoutOldRiders).
   */
  history: define<DeliveryHistory>('history', (value) => is(value, deliveryHistory)),
});

/** Delivery found at a look-up target, with the company and the stores of the target's account. */
export interface FoundAtTarget {
  readonly targetKey: string;
  readonly company: string;
  readonly storeIds: readonly string[];
  /** Those of these stores that whoever asked belongs to. */
  readonly actorStoreIds: readonly string[];
  readonly found: LookedUp;
}

/** Time (ms) after a delivery's end for which the rider's name and positions are kept. */
export const RIDERS_KEPT_MS = 24 * 60 * 60_000;
/** Time (ms) after the last answer for which 取货码 and the receiver's point are kept. */
export const RECEIVER_KEPT_MS = 2 * 60 * 60_000;

/**
 * Tells whether an attempt ended without delivery. The shop may then have placed the order again at
 * another account.
 */
export function hasFailed({ status }: Pick<Attempt, 'status'>): boolean {
  return statusOf(status).outcome === 'failed';
}

/** Converts an attempt to a delivery, as the target last reported it. */
export function deliveryIn({ status, detail, answer }: Attempt, orderId: string): Delivery {
  return { orderId, status: statusOf(status, detail), ...answer };
}

/** Selects the fields of a delivery that its document keeps beside status and history. */
function answerOf(given: Delivery): Attempt['answer'] {
  const { waybillId, rider, position, arrival } = given;
  const { provider, company, receiverPosition, routeMetres, handover } = given;
  return {
    waybillId,
    rider,
    position,
    arrival,
    ...(provider === undefined ? {} : { provider }),
    ...(company === undefined ? {} : { company }),
    ...(receiverPosition === undefined ? {} : { receiverPosition }),
    ...(routeMetres === undefined ? {} : { routeMetres }),
    ...(handover === undefined ? {} : { handover }),
  };
}

/** Drops the receiver's point and 取货码, which are told only while a delivery goes on. */
function withoutReceiver({
  receiverPosition: _point,
  handover: _handover,
  ...rest
}: Attempt['answer']): Attempt['answer'] {
  return rest;
}

/**
 * Converts an attempt to the answer of a target that says of its order only that it is over
 * (`order-over`). An end that was seen before stays the end.
 *
 * @param askedAt time of the target's answer, ms since 1970
 */
export function overAfter(attempt: Attempt, orderId: string, askedAt: number): LookedUp {
  const {
    receiverPosition: _point,
    handover: _handover,
    ...delivery
  } = deliveryIn(attempt, orderId);
  const status = delivery.status.isFinal ? delivery.status : statusOf('over');
  return {
    delivery: { ...delivery, status, position: null, arrival: null },
    contact: null,
    askedAt,
  };
}

/**
 * Updates the attempt at a target with a new answer. If the stored answer is later, only the
 * history is extended. Times ahead of `now`, stored by a wrong clock, give way. At worst an
 * instance that is behind, and cannot learn the time, drops what others have seen since.
 *
 * The order stays on the board of the stores of who asked first, as long as the target serves them.
 */
export function attemptAfter(
  before: Attempt | undefined,
  { targetKey, company, storeIds, actorStoreIds, found }: FoundAtTarget,
  now: number,
): Attempt {
  const { status } = found.delivery;
  const history = observe(seenBy(before?.history ?? emptyHistory(), now), {
    ...found.delivery,
    askedAt: found.askedAt,
    told: found.told,
  });
  const latest =
    before !== undefined && before.askedAt > found.askedAt && !isAhead(before.askedAt, now)
      ? before
      : {
          company,
          storeIds,
          status: status.name,
          detail: status.detail,
          askedAt: found.askedAt,
          answer: answerOf(found.delivery),
          ...(found.storeOrderId === undefined ? {} : { storeOrderId: found.storeOrderId }),
        };
  const kept = before?.boardStoreIds.filter((storeId) => serves(storeIds, storeId)) ?? [];
  const boardStoreIds = kept.length > 0 ? kept : actorStoreIds;
  const own = { pair: targetKey, boardStoreIds, ...lifeTimesOf(history), history };
  return withoutOldRiders({ ...latest, ...own }, latest.askedAt);
}

/**
 * Removes the rider's data from an attempt that ended at least a day ago. For an attempt without
 * an end the day begins with its last look-up. 取货码 and the receiver's point go two hours after
 * the last answer.
 *
 * @param now ms since 1970
 */
export function withoutOldRiders(attempt: Attempt, now: number): Attempt {
  const isOver = ageMs(ridersNeededUntil(attempt), now) >= RIDERS_KEPT_MS;
  if (!isOver && ageMs(attempt.askedAt, now) < RECEIVER_KEPT_MS) return attempt;
  const answer = withoutReceiver(attempt.answer);
  if (!isOver) return { ...attempt, answer };
  return {
    ...attempt,
    answer: { ...answer, rider: null, position: null },
    history: withoutRider(attempt.history),
  };
}

/**
 * Finds the time from which a day is counted until the sweep has data of an order to remove: the
 * earliest time at which an attempt with rider data ended or, without an end, was last looked up.
 * For 取货码 and the receiver's point, kept for two hours, it lies 22 hours before the answer.
 *
 * @param until times at which stores stop to await the order, which the sweep then notes
 * @returns ms since 1970; null when there is nothing to do
 */
export function ridersNeededAt(attempts: readonly Attempt[], until: number[] = []): number | null {
  const times = attempts.flatMap((attempt) => [
    ...(hasReceiver(attempt) ? [attempt.askedAt - RIDERS_KEPT_MS + RECEIVER_KEPT_MS] : []),
    ...(hasRider(attempt) ? [ridersNeededUntil(attempt)] : []),
  ]);
  times.push(...until.map((time) => time - RIDERS_KEPT_MS));
  return times.length === 0 ? null : Math.min(...times);
}

function hasReceiver({ answer }: Attempt): boolean {
  return answer.receiverPosition !== undefined || answer.handover !== undefined;
}

function hasRider({ answer, history }: Attempt): boolean {
  const isSeen = history.sightings.some((one) => one.riderName !== null || one.position !== null);
  return answer.rider !== null || answer.position !== null || isSeen;
}

function ridersNeededUntil({ endedAt, askedAt }: Attempt): number {
  return endedAt ?? askedAt;
}
