import { enums, nullable, optional, type } from 'superstruct';
import { deliveryStatus } from './delivery-status';
import { PROVIDER_NAMES, USUAL_PROVIDER } from './providers';
import { type Of, amount, amountOrNull, flag, knownOr, list, text, textOrNull } from './schema';

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
  /** True when `reveal-phone` has the whole number; at most until half an hour after the end. */
  callable: flag,
});

export type Arrival = Of<typeof arrival>;
const arrival = type({
  /** Seconds until the arrival, counted from the look-up. */
  remainingSeconds: amount,
  /** Expected time of arrival: ms since 1970 on the cloud's clock. */
  expectedAt: amount,
});

/** Codes that rider and shop show each other at the store; null when the company gave none. */
const handover = type({
  /** Code (取货码) by which the shop checks that it is the right rider. */
  code: textOrNull,
  serial: textOrNull,
});

/** Delivery as the company reports it, in this project's terms. Null means unknown, never zero. */
export type Delivery = Of<typeof delivery>;
export const delivery = type({
  /** Merchant's order id (订单号), as it was looked up. */
  orderId: text,
  /** Service that reports the delivery; missing for 即时配送. */
  provider: optional(knownOr(USUAL_PROVIDER, PROVIDER_NAMES)),
  status: deliveryStatus,
  /** Waybill id of the delivery company (运单号), as text, so that no digit is lost. */
  waybillId: textOrNull,
  rider: nullable(rider),
  position: nullable(position),
  arrival: nullable(arrival),
  /** WeChat's `delivery_id` of the company that delivers; missing when it is not known. */
  company: optional(text),
  /** Receiver's position, rounded to 3 decimals; missing when unknown, and after the end. */
  receiverPosition: optional(position),
  /** Length of the company's route from store to receiver in metres; missing when unknown. */
  routeMetres: optional(amount),
  /** Only in the answer to a look-up, until the rider has picked up. It is never stored. */
  handover: optional(handover),
});

export type EarlierAttempt = Of<typeof earlierAttempt>;
const earlierAttempt = type({
  company: text,
  status: deliveryStatus,
  /** Time (ms) when the attempt was first seen ended; null when nobody saw its end. */
  endedAt: amountOrNull,
});

/** Delivery that makes no progress for longer than its store allows (停滞). */
export type Stuck = Of<typeof stuck>;
export const stuck = type({
  reason: enums(['no-rider', 'not-arrived', 'at-store', 'not-departed', 'not-moving', 'overdue']),
  /** Time (ms) by which the delay had begun; for `overdue`: the arrival that was promised first. */
  since: amount,
  /** Time (ms) at which the store's limit for the reason passes. */
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
  /** True when another call is fetching a newer answer. This report is the last one on record. */
  isBeingAsked: optional(flag),
  /** Least seconds between two look-ups once the caller has used their share of the day's quota. */
  slowedToSeconds: optional(amount),
  /** Store's position; missing when not entered, or when the order may be of several stores. */
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

/** Computes the metres to the east and north, as on a flat map at the mean latitude. */
export function offsetMetres(from: Position, to: Position) {
  const latitude = radians((from.latitude + to.latitude) / 2);
  return {
    east: radians(to.longitude - from.longitude) * Math.cos(latitude) * EARTH_RADIUS_M,
    north: radians(to.latitude - from.latitude) * EARTH_RADIUS_M,
  };
}

export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
