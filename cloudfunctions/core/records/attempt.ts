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
import { ageMs } from '../../../miniprogram/contract/age';
import { type Delivery, delivery } from '../../../miniprogram/contract/delivery';
import {
  type DeliveryHistory,
  deliveryHistory,
} from '../../../miniprogram/contract/delivery/delivery-history';
import { STATUS_NAMES, statusOf } from '../../../miniprogram/contract/delivery-status';
import { type Of, list } from '../../../miniprogram/contract/schema';
import type { LookedUp } from '../providers/wechat/looked-up';
import { knownFieldsOnly, withDefault } from '../storage/read-fields';

const status = enums(STATUS_NAMES);
const { waybillId, rider, position, arrival } = delivery.schema;
const { provider, company, receiverPosition, routeMetres, handover } = delivery.schema;

/** Attempt to deliver an order, as one look-up target reported it. Times are ms since 1970. */
export type Attempt = Of<typeof attempt>;
export const attempt = type({
  /** Key of the look-up target. It has no default, because it decides who may see the attempt. */
  targetKey: string(),
  company: withDefault(string(), ''),
  /** Ids of the stores that the target served when it was last asked. */
  storeIds: withDefault(list(string()), []),
  /** Ids of the stores on whose board the order is: those of the person who asked first. */
  boardStoreIds: withDefault(list(string()), []),
  status: withDefault(status, 'unknown'),
  /** Delivery company's own code, kept when `status` is unknown; else null. */
  detail: withDefault(nullable(string()), null),
  askedAt: withDefault(number(), 0),
  /** Other fields of the target's latest answer. The rider's phone number is masked in it. */
  answer: defaulted(
    knownFieldsOnly(
      type({
        waybillId: withDefault(waybillId, null),
        rider: withDefault(rider, null),
        position: withDefault(position, null),
        arrival: withDefault(arrival, null),
        // Of 同城配送 only.
        provider,
        company: withDefault(company, undefined),
        receiverPosition: withDefault(receiverPosition, undefined),
        routeMetres: withDefault(routeMetres, undefined),
        handover: withDefault(handover, undefined),
      }),
    ),
    {},
  ),
  /** Order number for the next question, see `LookedUp`. Of 同城配送 only. */
  storeOrderId: withDefault(optional(string()), undefined),
  /** Time when the delivery was last seen in progress; null when it never was. */
  liveAt: withDefault(nullable(number()), null),
  /** Time when it was first seen in progress, after its previous end; null when it never was. */
  beganAt: withDefault(nullable(number()), null),
  /** Time when the delivery was first seen ended, after `liveAt`; null when it has not been. */
  endedAt: withDefault(nullable(number()), null),
  /**
   * Statuses and positions of all callers. It has no default, since no other source has these data;
   * riders' data are removed later (withoutOldRiders).
   */
  history: define<DeliveryHistory>('history', (value) => is(value, deliveryHistory)),
});

/** Tells whether an attempt failed. The shop may have placed the order at another account. */
export function hasFailed({ status }: Pick<Attempt, 'status'>): boolean {
  return statusOf(status).outcome === 'failed';
}

/** Converts an attempt to a delivery, as the target last reported it. */
export function deliveryIn({ status, detail, answer }: Attempt, orderId: string): Delivery {
  return { orderId, status: statusOf(status, detail), ...answerFields(answer) };
}

/** Lists the fields of a delivery that its document keeps beside status and history. */
export function answerFields(given: Attempt['answer']): Attempt['answer'] {
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

/**
 * Converts an attempt to the answer of a target that only says that its order is over
 * (`order-over`). An end that was seen before stays the end.
 *
 * @param askedAt time of the target's answer, ms since 1970
 */
export function overAnswerOf(attempt: Attempt, orderId: string, askedAt: number): LookedUp {
  const { detail, answer } = attempt;
  const known = statusOf(attempt.status, detail);
  const status = known.isFinal ? known : statusOf('over');
  const fields = { ...withoutReceiver(answer), position: null, arrival: null };
  return { delivery: { orderId, status, ...fields }, contact: null, askedAt };
}

/** Drops the receiver's point and 取货码, which phones get only while a delivery goes on. */
export function withoutReceiver({
  receiverPosition: _point,
  handover: _handover,
  ...rest
}: Attempt['answer']): Attempt['answer'] {
  return rest;
}

/** Time (ms) after the end of a delivery for which its rider may be called. */
const CALLABLE_MS = 30 * 60_000;
/**
 * Maximum time (ms) between the last look-up in progress and the first that saw the end. After a
 * longer gap the delivery may have ended much earlier than was seen.
 */
const UNSEEN_MS = 60 * 60_000;

/**
 * Tells whether the rider may be called: while in progress, and for 30 minutes after the end was
 * first seen; not if nobody saw it in progress within 90 minutes, because it may have ended much
 * earlier.
 */
export function mayBeCalled(
  { status, liveAt, endedAt }: Pick<Attempt, 'status' | 'liveAt' | 'endedAt'>,
  now: number,
): boolean {
  if (!statusOf(status).isFinal) return true;
  if (liveAt === null || endedAt === null) return false;
  return ageMs(endedAt, now) <= CALLABLE_MS && ageMs(liveAt, now) <= UNSEEN_MS + CALLABLE_MS;
}
