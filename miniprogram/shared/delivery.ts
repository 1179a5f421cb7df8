import type { DeliveryStatus } from './delivery-status';

/** A place in GCJ-02 degrees, the system of WeChat's map and of the delivery companies (docs/getorder-contract.md §1 [I, strong]). */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

export interface Rider {
  /** As the delivery company gave it: it may arrive masked (`谢**`). */
  readonly name: string | null;
  /** Masked; the full number leaves the cloud by a reveal only. */
  readonly phone: string | null;
  /** Whether a reveal can give a number to dial: false when there is none, when the company masked it, or from half an hour after the end on. */
  readonly callable: boolean;
}

export interface Arrival {
  /** Seconds left when it was asked. */
  readonly remainingSeconds: number;
  /** ms since 1970 on the cloud's clock. */
  readonly expectedAt: number;
}

/** One delivery as a delivery company reports it, in the product's own words. Null is "unknown", never a zero. */
export interface Delivery {
  /** The merchant's own order id (订单号), as it was asked for. */
  readonly orderId: string;
  readonly status: DeliveryStatus;
  /** The delivery company's number (运单号): digits are kept to the last one, so it is text. */
  readonly waybillId: string | null;
  readonly rider: Rider | null;
  readonly position: Position | null;
  readonly arrival: Arrival | null;
}

/** How the same order fared at another delivery account before. */
export interface EarlierAttempt {
  /** WeChat's `delivery_id` of the company: SFTC, DADA … */
  readonly company: string;
  readonly status: DeliveryStatus;
  /** When it was first seen to have ended, ms; null when that was never seen. */
  readonly endedAt: number | null;
}

/** Why a delivery counts as stuck (停滞): nobody takes it, the rider waits at the store or does not move, or it is late. */
export type StuckReason = 'no-rider' | 'at-store' | 'not-moving' | 'overdue';

/** A delivery stands longer than its store lets it. */
export interface Stuck {
  readonly reason: StuckReason;
  /** ms since 1970 on the cloud's clock; it may have stood so for longer, unseen. */
  readonly since: number;
}

/** A delivery with when it was asked for and when to ask again: what the function `getOrder` answers. */
export interface DeliveryReport extends Delivery {
  /** When the delivery company answered: ms since 1970 on the cloud's clock. */
  readonly askedAt: number;
  /** Null when nobody need ask again. */
  readonly nextAskInSeconds: number | null;
  /** True when somebody else is asking for a newer answer just now: this is the last one. */
  readonly isBeingAsked?: boolean | undefined;
  /** WeChat's `delivery_id` of the company that delivers; missing where the shop has not said. */
  readonly company?: string | undefined;
  /** Of the store that it is picked up at; missing where the shop has not said, and where several stores share the account. */
  readonly storePosition?: Position | undefined;
  /** Missing while it goes on as it should. */
  readonly stuck?: Stuck | undefined;
  /** The same order at other accounts, the latest first; missing when there was none. */
  readonly earlier?: readonly EarlierAttempt[] | undefined;
}
