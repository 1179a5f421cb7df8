import type { Position } from './delivery';

/** The shop in the product's own words: its people, stores and delivery accounts, as the function `shop` tells of them (shop-api.ts). Times are ms since 1970. */

/** 店主, 店长, 店员; and WeChat's reviewer, who sees recorded stories only. */
export type Role = 'owner' | 'manager' | 'clerk' | 'reviewer';

/** The stores that somebody belongs to: all that there are and will be, or some by id. */
export type StoreScope = 'all' | readonly string[];

/** What the function `shop` knows of whoever asks it. */
export type Membership =
  | {
      readonly kind: 'stranger';
      /** Whether there is a set-up code that nobody has used yet. */
      readonly claimable: boolean;
    }
  | {
      /** Has accepted an invite whose inviter has not confirmed the name yet. */
      readonly kind: 'waiting';
      readonly name: string;
      readonly role: Role;
      /** When the invite lapses. */
      readonly expiresAt: number;
    }
  | {
      readonly kind: 'member';
      readonly staffId: string;
      readonly name: string;
      readonly role: Role;
      readonly stores: StoreScope;
      /** Of reviewers; null for everybody else. */
      readonly expiresAt: number | null;
    };

/** Somebody of the staff. Openids stay in the cloud: people are told apart by `staffId`. */
export interface Member {
  readonly staffId: string;
  readonly name: string;
  readonly role: Role;
  readonly stores: StoreScope;
  readonly joinedAt: number;
  readonly expiresAt: number | null;
  readonly isMe: boolean;
}

/** Somebody of the staff whose document cannot be read: what they may do is not known. */
export interface UnreadableMember {
  readonly staffId: string;
  /** Empty when that cannot be read either. */
  readonly name: string;
}

/** An invite that is not over. Its secret was shown once, to the inviter. */
export interface Invite {
  readonly inviteId: string;
  readonly role: Role;
  readonly stores: StoreScope;
  /** `waiting`: somebody has accepted it and waits until the inviter confirms the name. */
  readonly state: 'open' | 'waiting';
  /** As the joiner gave it; null while it is open. */
  readonly joinerName: string | null;
  readonly inviterName: string;
  /** Whether the asker made it, so that it is theirs to confirm. */
  readonly isMine: boolean;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** An invite just made. `secret` fits into the scene of a mini-program code and is not told again. */
export interface NewInvite {
  readonly inviteId: string;
  readonly secret: string;
  readonly expiresAt: number;
}

/** After how many minutes a delivery counts as stuck (停滞). */
export interface StuckThresholds {
  readonly noRiderMinutes: number;
  readonly atStoreMinutes: number;
  readonly notMovingMinutes: number;
  readonly overdueMinutes: number;
}

export const DEFAULT_THRESHOLDS: StuckThresholds = {
  noRiderMinutes: 10,
  atStoreMinutes: 15,
  notMovingMinutes: 8,
  overdueMinutes: 10,
};

export interface Store {
  readonly storeId: string;
  /** Counts the changes: what is saved must name the version that was read. */
  readonly version: number;
  readonly name: string;
  readonly position: Position | null;
  readonly thresholds: StuckThresholds;
}

/** By which of WeChat's services an account's orders are delivered; 同城配送 will be another. */
export type Provider = 'wechat-instant';

/** A store at a delivery account: its number there (`shop_no`), null where it has none. */
export interface Binding {
  readonly storeId: string;
  readonly shopNo: string | null;
}

/**
 * Whose an account's deliveries are: of its one store; of all its stores, since nothing tells them apart; or of all its stores unless the delivery
 * company checks `shop_no`, which not every company does.
 */
export type Sharing = 'one-store' | 'shared' | 'shared-unless-checked';

export function sharingOf(bindings: readonly Binding[]): Sharing {
  if (bindings.length <= 1) return 'one-store';
  const numbers = new Set(bindings.map(({ shopNo }) => shopNo));
  return numbers.size < bindings.length || numbers.has(null) ? 'shared' : 'shared-unless-checked';
}

/** A secret as far as it is told: set; lost with the key that encrypted it, so that it has to be entered again; or never entered. */
export type SecretState = 'set' | 'lost' | 'missing';

/** An account at a delivery company. */
export interface Account {
  readonly accountId: string;
  readonly version: number;
  readonly provider: Provider;
  /** WeChat's `delivery_id`: SFTC, DADA, SS … (docs/getorder-contract.md §6). */
  readonly company: string;
  readonly label: string;
  /** `shopid`, the appkey that the company gave the merchant. */
  readonly shopId: string;
  readonly secret: SecretState;
  readonly bindings: readonly Binding[];
  readonly sharing: Sharing;
}

/** How long is kept what: at most this long, and at least one. */
export interface Retention {
  /** What is known of a delivery, without anything personal, after it was last asked for. */
  readonly historyDays: number;
  /** Who did what. */
  readonly auditDays: number;
}

/** The longest that may be set, and what is in force until something is. */
export const MAX_RETENTION: Retention = { historyDays: 90, auditDays: 180 };

export interface ShopSettings {
  readonly version: number;
  readonly appId: string;
  /** The mini-program's AppSecret; `environment` where the cloud's own settings hold it. */
  readonly appSecret: SecretState | 'environment';
  readonly retention: Retention;
}

/** What is written down of what people do. */
export type AuditAct =
  | 'claim'
  | 'join'
  | 'change-member'
  | 'remove-member'
  | 'leave'
  | 'save-account'
  | 'remove-account'
  | 'save-app-secret'
  | 'save-retention'
  | 'reveal-phone'
  | 'purge';

export interface AuditLine {
  readonly at: number;
  /** The name of whoever did it, as it was then. */
  readonly who: string;
  readonly act: AuditAct;
  /** What it was about: an order id, a name, an account's label; may be empty. */
  readonly about: string;
}

/** What people type is bounded so, in characters; the cloud refuses more. */
export const SHOP_BOUNDS = {
  personName: 20,
  storeName: 30,
  accountLabel: 30,
  company: 20,
  shopId: 128,
  shopNo: 64,
  secret: 256,
  setupCode: 256,
  /** People, stores, accounts and invites: of each at most so many. */
  entries: 100,
  /** Audit lines in one answer. */
  auditLines: 100,
  minutes: 600,
} as const;

/** Controls, halves of characters, and what is not seen: no name needs them, and they may make one look like another. */
export const UNSEEN = /[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The recorded deliveries that a reviewer may look up; the cloud plays them by the clock. */
export const RECORDED_ORDER_IDS = ['DEMO-1001', 'DEMO-1002', 'DEMO-1003'] as const;
export type RecordedOrderId = (typeof RECORDED_ORDER_IDS)[number];
