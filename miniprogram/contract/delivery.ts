import { enums, nullable, optional, type } from 'superstruct';
import { deliveryStatus } from './delivery-status';
import { PROVIDER_NAMES, USUAL_PROVIDER } from './providers';
import { type Of, amount, amountOrNull, flag, enumOr, list, text, textOrNull } from './schema';

// Schemas use superstruct's `type`, which accepts unknown fields (`object` rejects them): a newer
// cloud may send fields that this phone does not know.

/** GCJ-02 degrees, as WeChat and the companies use (docs/getorder-contract.md §1 [I, strong]). */
export type Position = Of<typeof position>;
export const position = type({ longitude: amount, latitude: amount });

export type Rider = Of<typeof rider>;
const rider = type({
  /** Name as the delivery company gave it, perhaps masked (`谢**`). */
  name: textOrNull,
  /** Masked phone number. The full number leaves the cloud only in answers to `reveal-phone`. */
  phone: textOrNull,
  /** True while `reveal-phone` gives the full number: at most until half an hour after the end. */
  callable: flag,
});

export type Arrival = Of<typeof arrival>;
const arrival = type({
  /** Seconds until the arrival, counted from the look-up. */
  remainingSeconds: amount,
  /** Expected time of arrival: ms since 1970 on the cloud's clock. */
  expectedAt: amount,
});

/** Codes that the rider tells the shop at the store; null for one that the company did not give. */
const handover = type({
  /** Code (取货码) by which the shop checks that this rider is to get the goods. */
  code: textOrNull,
  serial: textOrNull,
});

/** Delivery as the company reports it, in this project's terms. Null means unknown, never zero. */
export type Delivery = Of<typeof delivery>;
export const delivery = type({
  /** Merchant's order id (订单号), as it was looked up. */
  orderId: text,
  /** Service that reports the delivery; missing for 即时配送. */
  provider: optional(enumOr(USUAL_PROVIDER, PROVIDER_NAMES)),
  status: deliveryStatus,
  /** Waybill id of the delivery company (运单号), as text, so that no digit is lost. */
  waybillId: textOrNull,
  rider: nullable(rider),
  position: nullable(position),
  arrival: nullable(arrival),
  /** WeChat's `delivery_id` of the company that delivers; missing when it is not known. */
  company: optional(text),
  /** Receiver's position, rounded to 3 decimals; missing if unknown, and for an ended delivery. */
  receiverPosition: optional(position),
  /** Length of the company's route from store to receiver in metres; missing when unknown. */
  routeMetres: optional(amount),
  /** Codes for the pick-up; missing once the rider has the goods, and in what the phone stores. */
  handover: optional(handover),
});

export type EarlierAttempt = Of<typeof earlierAttempt>;
const earlierAttempt = type({
  company: text,
  status: deliveryStatus,
  /** Time (ms) of the first look-up that showed the attempt's end; null if no look-up showed it. */
  endedAt: amountOrNull,
});

/** Delivery that makes no progress for longer than its store allows (停滞). */
export type Stuck = Of<typeof stuck>;
export const stuck = type({
  reason: enums(['no-rider', 'not-arrived', 'at-store', 'not-departed', 'not-moving', 'overdue']),
  /** Time (ms) since which there was no progress; for `overdue`: the first promised arrival. */
  since: amount,
  /** Time (ms) at which the delivery reached the limit for the reason, and so became stuck. */
  dueAt: optional(amount),
});

/** Report of `getOrder`: the delivery, when it was looked up, and when to look it up again. */
export type DeliveryReport = Of<typeof deliveryReport>;
export const deliveryReport = type({
  ...delivery.schema,
  /** Time of the delivery company's answer: ms since 1970 on the cloud's clock. */
  askedAt: amount,
  /** Seconds until the next look-up; null when none is needed. */
  nextAskInSeconds: amountOrNull,
  /** True if another call was just asking WeChat, so that this report is the last one on record. */
  isBeingAsked: optional(flag),
  /** Least seconds between look-ups when the caller has used up their quota share; else missing. */
  slowedToSeconds: optional(amount),
  /** Store's position; missing if the owner entered none, or if several stores are possible. */
  storePosition: optional(position),
  storeName: optional(text),
  stuck: optional(stuck),
  earlier: optional(list(earlierAttempt)),
});

export const EARTH_RADIUS_M = 6_371_000;

/** Computes the metres between two places in a straight line; exact enough within a city. */
export function distanceMetres(from: Position, to: Position): number {
  const { east, north } = offsetMetres(from, to);
  return Math.hypot(east, north);
}

/** Computes how many metres `to` is east and north of `from`, on a flat map at mean latitude. */
export function offsetMetres(from: Position, to: Position) {
  const latitude = toRadians((from.latitude + to.latitude) / 2);
  return {
    east: toRadians(to.longitude - from.longitude) * Math.cos(latitude) * EARTH_RADIUS_M,
    north: toRadians(to.latitude - from.latitude) * EARTH_RADIUS_M,
  };
}

export function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
