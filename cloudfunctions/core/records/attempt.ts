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
import type { LookUp } from '../providers/wechat/looked-up';
import { dropUnknownFields, withDefault } from '../storage/read-fields';

const statusSchema = enums(STATUS_NAMES);
const { waybillId, rider, position, arrival } = delivery.schema;
const { provider, company, receiverPosition, routeMetres, handover } = delivery.schema;

/** Attempt to deliver an order, as one look-up target reported it. Times are ms since 1970. */
export type DeliveryAttempt = Of<typeof attemptSchema>;
export const attemptSchema = type({
  /** Key of the look-up target. It decides who may see the attempt, so it has no default. */
  targetKey: string(),
  company: withDefault(string(), ''),
  /** Ids of the stores that the target served when it was last asked. */
  storeIds: withDefault(list(string()), []),
  /** Ids of the stores whose boards list the order: those of the person who looked it up first. */
  boardStoreIds: withDefault(list(string()), []),
  status: withDefault(statusSchema, 'unknown'),
  /** Delivery company's own status code, kept only while `status` is `unknown`; otherwise null. */
  detail: withDefault(nullable(string()), null),
  askedAt: withDefault(number(), 0),
  /** Other fields of the latest answer from WeChat, with the rider's phone number masked. */
  answer: defaulted(
    dropUnknownFields(
      type({
        waybillId: withDefault(waybillId, null),
        rider: withDefault(rider, null),
        position: withDefault(position, null),
        arrival: withDefault(arrival, null),
        // Only orders of 同城配送 have the fields below.
        provider,
        company: withDefault(company, undefined),
        receiverPosition: withDefault(receiverPosition, undefined),
        routeMetres: withDefault(routeMetres, undefined),
        handover: withDefault(handover, undefined),
      }),
    ),
    {},
  ),
  /** Store's own order number, which the next question needs. Only orders of 同城配送 have one. */
  storeOrderId: withDefault(optional(string()), undefined),
  /** Time when the delivery was last seen in progress; null when it never was. */
  liveAt: withDefault(nullable(number()), null),
  /** Time when the order's latest delivery was first seen in progress; null when it never was. */
  beganAt: withDefault(nullable(number()), null),
  /** Time when the end was first seen, after `liveAt`; null while no end has been seen. */
  endedAt: withDefault(nullable(number()), null),
  /** History from all look-ups. No default may replace it, because no other source has it. */
  history: define<DeliveryHistory>('history', (value) => is(value, deliveryHistory)),
});

/** Tells whether a delivery attempt failed. The order may then be placed at another account. */
export function hasFailed({ status }: Pick<DeliveryAttempt, 'status'>): boolean {
  return statusOf(status).outcome === 'failed';
}

export function deliveryIn({ status, detail, answer }: DeliveryAttempt, orderId: string): Delivery {
  return { orderId, status: statusOf(status, detail), ...answer };
}

/** Makes an answer when WeChat tells only `order-over`; its status: the stored end, or `over`. */
export function overAnswerOf(attempt: DeliveryAttempt, orderId: string, askedAt: number): LookUp {
  const last = deliveryIn({ ...attempt, answer: withoutReceiver(attempt.answer) }, orderId);
  const status = last.status.isFinal ? last.status : statusOf('over');
  return { delivery: { ...last, status, position: null, arrival: null }, contact: null, askedAt };
}

/** Drops the receiver's position and 取货码, which phones get only while a delivery is in progress. */
export function withoutReceiver(answer: DeliveryAttempt['answer']): DeliveryAttempt['answer'] {
  const { receiverPosition: _point, handover: _handover, ...otherFields } = answer;
  return otherFields;
}

/** Time (ms) after the end of a delivery during which its rider may still be called. */
const CALLABLE_MS = 30 * 60_000;
/** Longest gap (ms) in look-ups around a delivery's end; if longer, nobody may call the rider. */
const MAX_UNSEEN_MS = 60 * 60_000;

/** Tells whether people may call the rider: before the end, and until CALLABLE_MS after it. */
export function mayBeCalled(
  { status, liveAt, endedAt }: Pick<DeliveryAttempt, 'status' | 'liveAt' | 'endedAt'>,
  now: number,
): boolean {
  if (!statusOf(status).isFinal) return true;
  const [liveAgeMs, endAgeMs] = [ageMs(liveAt ?? 0, now), ageMs(endedAt ?? 0, now)];
  return endAgeMs <= CALLABLE_MS && liveAgeMs <= MAX_UNSEEN_MS + CALLABLE_MS;
}
