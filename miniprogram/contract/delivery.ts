import { boolean, enums, nullable, number, optional, string, type } from 'superstruct';
import { deliveryStatus } from './delivery-status';
import type { Of } from './schema';
import { list } from './schema';

// A newer cloud may send more than this phone knows: other fields (hence `type`, not `object`), stages and error codes.

/** A place in GCJ-02 degrees, the system of WeChat's map and of the delivery companies (docs/getorder-contract.md §1 [I, strong]). */
export type Position = Of<typeof position>;
export const position = type({ longitude: number(), latitude: number() });

export type Rider = Of<typeof rider>;
const rider = type({
  /** As the delivery company gave it: it may arrive masked (`谢**`). */
  name: nullable(string()),
  /** Masked; the full number leaves the cloud by a reveal only. */
  phone: nullable(string()),
  /** Whether a reveal can give a number to dial: false when there is none, when the company masked it, or from half an hour after the end on. */
  callable: boolean(),
});

export type Arrival = Of<typeof arrival>;
const arrival = type({
  /** Seconds left when it was asked. */
  remainingSeconds: number(),
  /** ms since 1970 on the cloud's clock. */
  expectedAt: number(),
});

/** One delivery as a delivery company reports it, in the product's own words. Null is "unknown", never a zero. */
export type Delivery = Of<typeof delivery>;
export const delivery = type({
  /** The merchant's own order id (订单号), as it was asked for. */
  orderId: string(),
  status: deliveryStatus,
  /** The delivery company's number (运单号): digits are kept to the last one, so it is text. */
  waybillId: nullable(string()),
  rider: nullable(rider),
  position: nullable(position),
  arrival: nullable(arrival),
});

/** How the same order fared at another delivery account before. */
export type EarlierAttempt = Of<typeof earlierAttempt>;
const earlierAttempt = type({
  /** WeChat's `delivery_id` of the company: SFTC, DADA … */
  company: string(),
  status: deliveryStatus,
  /** When it was first seen to have ended, ms; null when that was never seen. */
  endedAt: nullable(number()),
});

/** A delivery stands longer than its store lets it (停滞). */
export type Stuck = Of<typeof stuck>;
const stuck = type({
  /** Nobody takes it, the rider waits at the store or does not move, or it is late. */
  reason: enums(['no-rider', 'at-store', 'not-moving', 'overdue']),
  /** ms since 1970 on the cloud's clock; it may have stood so for longer, unseen. */
  since: number(),
});
export type StuckReason = Stuck['reason'];

/** A delivery with when it was asked for and when to ask again: what the function `getOrder` answers. */
export type DeliveryReport = Of<typeof deliveryReport>;
export const deliveryReport = type({
  ...delivery.schema,
  /** When the delivery company answered: ms since 1970 on the cloud's clock. */
  askedAt: number(),
  /** Null when nobody need ask again. */
  nextAskInSeconds: nullable(number()),
  /** True when somebody else is asking for a newer answer just now: this is the last one. */
  isBeingAsked: optional(boolean()),
  /** WeChat's `delivery_id` of the company that delivers; missing where the shop has not said. */
  company: optional(string()),
  /** Of the store that it is picked up at; missing where the shop has not said, and where several stores share the account. */
  storePosition: optional(position),
  /** Missing while it goes on as it should. */
  stuck: optional(stuck),
  /** The same order at other accounts, the latest first; missing when there was none. */
  earlier: optional(list(earlierAttempt)),
});
