import { enums, literal, nullable, optional, type, union } from 'superstruct';
import { position } from './delivery';
import { type Of, type OneOf, amount, amountOrNull, flag, list, text, textOrNull } from './schema';

/** Shop as the function `shop` returns it (shop-api.ts). Times are ms since 1970. */

/** Role of a person: 店主, 店长, 店员, or WeChat's reviewer, who only sees recorded deliveries. */
export type Role = (typeof ROLES)[number];
export const ROLES = ['owner', 'manager', 'clerk', 'reviewer'] as const;
export const role = enums(ROLES);

/** Stores of a person: `all` (also those added later), or a list of store ids. */
export type StoreScope = OneOf<typeof storeScope>;
export const storeScope = union([literal('all'), list(text)]);

/** Caller's relation to the shop: stranger, joiner who waits for confirmation, or member. */
export type Membership = OneOf<typeof membership>;
export const membership = union([
  type({
    kind: literal('stranger'),
    /** True when the cloud has an unused set-up code. A person who enters it becomes the owner. */
    claimable: flag,
  }),
  type({ kind: literal('waiting'), name: text, role, expiresAt: amount }),
  type({
    kind: literal('member'),
    staffId: text,
    name: text,
    role,
    stores: storeScope,
    /** Time when a reviewer's access ends; null for everybody else. */
    expiresAt: amountOrNull,
  }),
]);

/** Person of the staff. `staffId` stands for the openid, which never leaves the cloud. */
export type Member = Of<typeof member>;
export const member = type({
  staffId: text,
  name: text,
  role,
  stores: storeScope,
  joinedAt: amount,
  expiresAt: amountOrNull,
  isMe: flag,
});

/** Characters of a person's mark (see below): letters and digits not easily confused. */
const NAME_MARK_CHARACTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Returns a person's mark: four characters that never change. It tells equal names apart. */
export function nameMark(staffId: string): string {
  return Array.from(staffId.slice(0, 4), (character) =>
    NAME_MARK_CHARACTERS.charAt(character.charCodeAt(0) % NAME_MARK_CHARACTERS.length),
  ).join('');
}

/** Returns a person's name and mark, such as `小王（3f9a）`. */
export function nameAndMark({ name, staffId }: Pick<Member, 'name' | 'staffId'>): string {
  return `${name}（${nameMark(staffId)}）`;
}

/** Person of the staff with an unreadable document, so that the role is not known. */
const unreadableMember = type({
  staffId: text,
  /** Name; empty when it is unreadable, too. */
  name: text,
});

/** Invite that is not completed yet. Only the inviter saw its secret, once. */
export type Invite = Of<typeof invite>;
const invite = type({
  inviteId: text,
  role,
  stores: storeScope,
  /** State. `open`: nobody has accepted; `waiting`: the inviter must confirm the joiner's name. */
  state: enums(['open', 'waiting']),
  joinerName: textOrNull,
  inviterName: text,
  isMine: flag,
  createdAt: amount,
  expiresAt: amount,
});

/** People and open invites. Only owners get `unreadable`; it is missing when it would be empty. */
export type People = Of<typeof people>;
export const people = type({
  members: list(member),
  invites: list(invite),
  unreadable: optional(list(unreadableMember)),
});

/** New invite. Its `secret`, which is sent only once, is short enough for a mini-program code. */
export type NewInvite = Of<typeof newInvite>;
export const newInvite = type({ inviteId: text, secret: text, expiresAt: amount });

/** Minutes after which a delivery counts as stuck (停滞), one limit for each reason. */
export type StuckThresholds = Of<typeof stuckThresholds>;
const stuckThresholds = type({
  noRiderMinutes: amount,
  atStoreMinutes: amount,
  notMovingMinutes: amount,
  overdueMinutes: amount,
});

export const DEFAULT_THRESHOLDS: StuckThresholds = {
  noRiderMinutes: 10,
  atStoreMinutes: 15,
  notMovingMinutes: 8,
  overdueMinutes: 10,
};

export type Store = Of<typeof store>;
export const store = type({
  storeId: text,
  /** Number of changes so far. A save sends the version that it changes; it fails if outdated. */
  version: amount,
  name: text,
  position: nullable(position),
  thresholds: stuckThresholds,
});

/** Upper limits, above which the cloud refuses values; for texts, in characters. */
export const SHOP_BOUNDS = {
  personName: 20,
  storeName: 30,
  accountLabel: 30,
  company: 20,
  shopId: 128,
  shopNo: 64,
  secret: 256,
  pem: 8192,
  pasted: 32768,
  setupCode: 256,
  /** Largest number of people, of stores, of accounts, and of one owner's invites. */
  entries: 100,
  managerInvites: 20,
  auditLines: 100,
  minutes: 600,
} as const;

/** Order ids of made-up deliveries for WeChat's reviewers. Each delivery repeats in 20 minutes. */
export const RECORDED_ORDER_IDS = ['DEMO-1001', 'DEMO-1002', 'DEMO-1003'] as const;
export type RecordedOrderId = (typeof RECORDED_ORDER_IDS)[number];

/** Names of delivery companies by WeChat's `delivery_id` [O] (docs/getorder-contract.md §6). */
export const COMPANY_NAMES: Readonly<Record<string, string>> = {
  SFTC: '顺丰同城',
  SS: '闪送',
  MTPS: '美团配送',
  DADA: '达达',
  UU: 'UU跑腿',
  TEST: '微信的测试公司',
};

/** Returns a company's name as people use it, or its id if the company is unknown. */
export function companyName(company: string): string {
  return COMPANY_NAMES[company] ?? company;
}

export function isScopeWithin(innerScope: StoreScope, outerScope: StoreScope): boolean {
  if (outerScope === 'all') return true;
  return innerScope !== 'all' && innerScope.every((storeId) => outerScope.includes(storeId));
}

type Rights = Pick<Member, 'role' | 'stores'>;

/** Tells whether a person may invite or remove another: owners all, managers own stores' clerks. */
export function mayManage({ role, stores }: Rights, other: Rights): boolean {
  if (role === 'owner') return true;
  return role === 'manager' && other.role === 'clerk' && isScopeWithin(other.stores, stores);
}

export function needsConfirmation(role: Role): boolean {
  return role === 'owner' || role === 'manager';
}

/** Dark style for the map. WeChat's map has none, so the owner buys one from 腾讯位置服务. */
export type DarkMap = Of<typeof darkMap>;
export const darkMap = type({
  /** Key of the location service (`subkey` of `<map>`). It works in this mini-program only. */
  key: text,
  /** Number of the dark style among the styles of the key (`layer-style` of `<map>`). */
  style: amount,
});

export const MAX_MAP_KEY_LENGTH = 64;
export const MAX_MAP_STYLE = 99;
