import {
  boolean,
  enums,
  literal,
  nullable,
  number,
  optional,
  string,
  type,
  union,
} from 'superstruct';
import { position } from './delivery';
import type { Of, OneOf } from './schema';
import { list } from './schema';

/** The shop in the product's own words: its people, stores and delivery accounts, as the function `shop` tells of them (shop-api.ts). Times are ms since 1970. */

/** 店主, 店长, 店员; and WeChat's reviewer, who sees recorded stories only. */
export type Role = (typeof ROLES)[number];
/** By rank. */
export const ROLES = ['owner', 'manager', 'clerk', 'reviewer'] as const;
export const role = enums(ROLES);

/** The stores that somebody belongs to: all that there are and will be, or some by id. */
export type StoreScope = OneOf<typeof storeScope>;
const storeScope = union([literal('all'), list(string())]);

/** What the function `shop` knows of whoever asks it. */
export type Membership = OneOf<typeof membership>;
export const membership = union([
  type({
    kind: literal('stranger'),
    /** Whether there is a set-up code that nobody has used yet. */
    claimable: boolean(),
  }),
  type({
    /** Has accepted an invite whose inviter has not confirmed the name yet. */
    kind: literal('waiting'),
    name: string(),
    role,
    /** When the invite lapses. */
    expiresAt: number(),
  }),
  type({
    kind: literal('member'),
    staffId: string(),
    name: string(),
    role,
    stores: storeScope,
    /** Of reviewers; null for everybody else. */
    expiresAt: nullable(number()),
  }),
]);

/** Somebody of the staff. Openids stay in the cloud: people are told apart by `staffId`. */
export type Member = Of<typeof member>;
export const member = type({
  staffId: string(),
  name: string(),
  role,
  stores: storeScope,
  joinedAt: number(),
  expiresAt: nullable(number()),
  isMe: boolean(),
});

/** Somebody of the staff whose document cannot be read: what they may do is not known. */
export type UnreadableMember = Of<typeof unreadableMember>;
const unreadableMember = type({
  staffId: string(),
  /** Empty when that cannot be read either. */
  name: string(),
});

/** An invite that is not over. Its secret was shown once, to the inviter. */
export type Invite = Of<typeof invite>;
const invite = type({
  inviteId: string(),
  role,
  stores: storeScope,
  /** `waiting`: somebody has accepted it and waits until the inviter confirms the name. */
  state: enums(['open', 'waiting']),
  /** As the joiner gave it; null while it is open. */
  joinerName: nullable(string()),
  inviterName: string(),
  /** Whether the asker made it, so that it is theirs to confirm. */
  isMine: boolean(),
  createdAt: number(),
  expiresAt: number(),
});

/** People and open invites; `unreadable`: told to owners only, where there are any. */
export type People = Of<typeof people>;
export const people = type({
  members: list(member),
  invites: list(invite),
  unreadable: optional(list(unreadableMember)),
});

/** An invite just made. `secret` fits into the scene of a mini-program code and is not told again. */
export type NewInvite = Of<typeof newInvite>;
export const newInvite = type({ inviteId: string(), secret: string(), expiresAt: number() });

/** After how many minutes a delivery counts as stuck (停滞). */
export type StuckThresholds = Of<typeof stuckThresholds>;
const stuckThresholds = type({
  noRiderMinutes: number(),
  atStoreMinutes: number(),
  notMovingMinutes: number(),
  overdueMinutes: number(),
});

export const DEFAULT_THRESHOLDS: StuckThresholds = {
  noRiderMinutes: 10,
  atStoreMinutes: 15,
  notMovingMinutes: 8,
  overdueMinutes: 10,
};

export type Store = Of<typeof store>;
export const store = type({
  storeId: string(),
  /** Counts the changes: what is saved must name the version that was read. */
  version: number(),
  name: string(),
  position: nullable(position),
  thresholds: stuckThresholds,
});

/** By which of WeChat's services an account's orders are delivered; 同城配送 will be another. */
const provider = enums(['wechat-instant']);

/** A store at a delivery account: its number there (`shop_no`), null where it has none. */
export type Binding = Of<typeof binding>;
export const binding = type({ storeId: string(), shopNo: nullable(string()) });

/**
 * Whose an account's deliveries are: of its one store; of all its stores, since nothing tells them apart; or of all its stores unless the delivery
 * company checks `shop_no`, which not every company does.
 */
export type Sharing = OneOf<typeof sharing>;
const sharing = enums(['one-store', 'shared', 'shared-unless-checked']);

export function sharingOf(bindings: readonly Binding[]): Sharing {
  if (bindings.length <= 1) return 'one-store';
  const numbers = new Set(bindings.map(({ shopNo }) => shopNo));
  return numbers.size < bindings.length || numbers.has(null) ? 'shared' : 'shared-unless-checked';
}

/** A secret as far as it is told: set; lost with the key that encrypted it, so that it has to be entered again; or never entered. */
export type SecretState = (typeof SECRET_STATES)[number];
const SECRET_STATES = ['set', 'lost', 'missing'] as const;

/** An account at a delivery company. */
export type Account = Of<typeof account>;
export const account = type({
  accountId: string(),
  version: number(),
  provider,
  /** WeChat's `delivery_id`: SFTC, DADA, SS … (docs/getorder-contract.md §6). */
  company: string(),
  label: string(),
  /** `shopid`, the appkey that the company gave the merchant. */
  shopId: string(),
  secret: enums(SECRET_STATES),
  bindings: list(binding),
  sharing,
});

/** How long is kept what: at most this long, and at least one. */
export type Retention = Of<typeof retention>;
const retention = type({
  /** What is known of a delivery, without anything personal, after it was last asked for. */
  historyDays: number(),
  /** Who did what. */
  auditDays: number(),
});

/** The longest that may be set, and what is in force until something is. */
export const MAX_RETENTION: Retention = { historyDays: 90, auditDays: 180 };

export type ShopSettings = Of<typeof shopSettings>;
export const shopSettings = type({
  version: number(),
  appId: string(),
  /** The mini-program's AppSecret; `environment` where the cloud's own settings hold it. */
  appSecret: enums([...SECRET_STATES, 'environment']),
  retention,
});

/** What is written down of what people do. */
export type AuditAct = (typeof AUDIT_ACTS)[number];
export const AUDIT_ACTS = [
  'claim',
  'join',
  'change-member',
  'remove-member',
  'leave',
  'save-account',
  'remove-account',
  'save-app-secret',
  'save-retention',
  'reveal-phone',
  'purge',
] as const;

export type AuditLine = Of<typeof auditLine>;
export const auditLine = type({
  at: number(),
  /** The name of whoever did it, as it was then. */
  who: string(),
  act: enums(AUDIT_ACTS),
  /** What it was about: an order id, a name, an account's label; may be empty. */
  about: string(),
});

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

/** The delivery companies that WeChat names, by their `delivery_id` [O] (docs/getorder-contract.md §6). */
export const COMPANY_NAMES: Readonly<Record<string, string>> = {
  SFTC: '顺丰同城',
  SS: '闪送',
  MTPS: '美团配送',
  DADA: '达达',
  UU: 'UU跑腿',
  TEST: '微信的测试公司',
};

/** As people call it; a company that is not known goes by its id. */
export function companyName(company: string): string {
  return COMPANY_NAMES[company] ?? company;
}

/** Who of the staff may do what with whom: by these rules the cloud refuses, and pages offer only what it will not refuse. */

/** Whether all stores of one scope belong to another. */
export function isWithin(inner: StoreScope, outer: StoreScope): boolean {
  if (outer === 'all') return true;
  return inner !== 'all' && inner.every((storeId) => outer.includes(storeId));
}

/** Whether somebody may invite and remove such a person: the owner anybody, a manager clerks of their own stores. */
export function mayManage(
  { role, stores }: { readonly role: Role; readonly stores: StoreScope },
  other: { readonly role: Role; readonly stores: StoreScope },
): boolean {
  if (role === 'owner') return true;
  return role === 'manager' && other.role === 'clerk' && isWithin(other.stores, stores);
}

/** Roles that are let in only when the inviter has confirmed the joiner's name. */
export function needsConfirmation(role: Role): boolean {
  return role === 'owner' || role === 'manager';
}
