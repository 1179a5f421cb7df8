import { enums, nullable, optional, type } from 'superstruct';
import { deliveryStatus } from './delivery-status';
import { PROVIDER_NAMES, USUAL_PROVIDER } from './providers';
import { type Of, amount, amountOrNull, flag, knownOr, list, text, textOrNull } from './schema';

// Schemas use superstruct's `type`, not `object`, which rejects unknown fields: a newer cloud may
// send fields that this phone does not know.

/** GCJ-02 degrees, as of WeChat and the companies (docs/getorder-contract.md §1 [I, strong]). */
export type Position = Of<typeof position>;
export const position = type({ longitude: amount, latitude: amount });

export type Rider = Of<typeof rider>;
const rider = type({
  /** Name as the delivery company gave it; it may arrive masked (`谢**`). */
  name: textOrNull,
  /** Masked phone number. The full number leaves the cloud only by the action `reveal-phone`. */
  phone: textOrNull,
  /** True when `reveal-phone` has a number: not masked, at most half an hour after the end. */
  callable: flag,
});

export type Arrival = Of<typeof arrival>;
const arrival = type({
  /** Seconds until the arrival, as of the look-up. */
  remainingSeconds: amount,
  /** Expected time of arrival: ms since 1970 on the cloud's clock. */
  expectedAt: amount,
});

/** Codes that rider and shop tell each other at the store; null: the company gave none. */
const handover = type({
  /** Code by which the shop checks the rider (取货码). */
  code: textOrNull,
  serial: textOrNull,
});

/** Delivery as the company reports it, in this project's terms; null is "unknown", never zero. */
export type Delivery = Of<typeof delivery>;
export const delivery = type({
  /** Order id of the merchant (订单号), as it was looked up. */
  orderId: text,
  /** Service that reports it; missing for 即时配送. */
  provider: optional(knownOr(USUAL_PROVIDER, PROVIDER_NAMES)),
  status: deliveryStatus,
  /** Waybill id of the delivery company (运单号). It is text, so that no digit is lost. */
  waybillId: textOrNull,
  rider: nullable(rider),
  position: nullable(position),
  arrival: nullable(arrival),
  /** WeChat's `delivery_id` of the company that delivers; missing where it is not known. */
  company: optional(text),
  /** Receiver's point, rounded to 3 decimals; missing when unknown, and after the end. */
  receiverPosition: optional(position),
  /** Length of the company's route from store to receiver in metres; missing when unknown. */
  routeMetres: optional(amount),
  /** Only in the answer to a look-up, until the rider has picked up. It is kept nowhere. */
  handover: optional(handover),
});

export type EarlierAttempt = Of<typeof earlierAttempt>;
const earlierAttempt = type({
  company: text,
  status: deliveryStatus,
  /** Time (ms) when the attempt was first seen ended; null when nobody saw its end. */
  endedAt: amountOrNull,
});

/** Delivery without progress for longer than its store allows (停滞). */
export type Stuck = Of<typeof stuck>;
export const stuck = type({
  reason: enums(['no-rider', 'not-arrived', 'at-store', 'not-departed', 'not-moving', 'overdue']),
  /** Time (ms) when it was first seen, at the latest; for `overdue`: the arrival promised first. */
  since: amount,
  /** Time (ms) up to which the store lets it last. */
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
  /** True when another call is just fetching a newer answer; this report is the last known one. */
  isBeingAsked: optional(flag),
  /** Least time between two questions, once the caller has used their share of the day's. */
  slowedToSeconds: optional(amount),
  /** Position of the store; missing when it is not entered, or several stores are possible. */
  storePosition: optional(position),
  storeName: optional(text),
  stuck: optional(stuck),
  earlier: optional(list(earlierAttempt)),
});

export const EARTH_RADIUS_M = 6_371_000;

/** Computes the metres between two places as the crow flies; exact enough within a city. */
export function distanceMetres(from: Position, to: Position): number {
  const { east, north } = offsetMetres(from, to);
  return Math.hypot(east, north);
}

/** Computes the metres to the east and to the north, on a flat map at the mean latitude. */
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
