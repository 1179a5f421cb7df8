import type { Struct } from 'superstruct';
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
import type { Answer } from './cloud-api';
import { list, parseAnswer } from './cloud-api';
import type { Position } from './delivery';
import type { CheckedLines } from './self-check';
import { checkedLines } from './self-check';
import type {
  Account,
  AuditAct,
  AuditLine,
  Binding,
  Invite,
  Member,
  Membership,
  NewInvite,
  Provider,
  Retention,
  Role,
  SecretState,
  Sharing,
  ShopSettings,
  Store,
  StoreScope,
  StuckThresholds,
  UnreadableMember,
} from './shop';

type Nothing = Readonly<Record<string, never>>;

/** Everything that can be asked of the function `shop`, and what it answers. A request is `{ action, ...input }`. */
export interface ShopCalls {
  /** Who am I here? */
  readonly me: { readonly input: Nothing; readonly data: Membership };
  /** Makes the caller the owner, by the set-up code of the cloud's settings; each code once. */
  readonly claim: {
    readonly input: { readonly code: string; readonly name: string };
    readonly data: Membership;
  };
  readonly 'accept-invite': {
    readonly input: { readonly secret: string; readonly name: string };
    readonly data: Membership;
  };
  readonly leave: { readonly input: Nothing; readonly data: Nothing };

  /** The people and open invites of the caller's stores; `unreadable`: told to owners only, where there are any. */
  readonly 'list-people': {
    readonly input: Nothing;
    readonly data: {
      readonly members: readonly Member[];
      readonly invites: readonly Invite[];
      readonly unreadable?: readonly UnreadableMember[] | undefined;
    };
  };
  readonly invite: {
    readonly input: { readonly role: Role; readonly stores: StoreScope };
    readonly data: NewInvite;
  };
  readonly 'revoke-invite': {
    readonly input: { readonly inviteId: string };
    readonly data: Nothing;
  };
  /** Lets a joiner in; `name` as it was read, so that nobody is let in under another. */
  readonly 'confirm-joiner': {
    readonly input: { readonly inviteId: string; readonly name: string };
    readonly data: Member;
  };
  readonly 'change-member': {
    readonly input: {
      readonly staffId: string;
      readonly role: Exclude<Role, 'reviewer'>;
      readonly stores: StoreScope;
    };
    readonly data: Member;
  };
  readonly 'remove-member': {
    readonly input: { readonly staffId: string };
    readonly data: Nothing;
  };

  /** The caller's stores. */
  readonly 'list-stores': {
    readonly input: Nothing;
    readonly data: { readonly stores: readonly Store[] };
  };
  readonly 'save-store': { readonly input: StoreDraft; readonly data: Store };
  readonly 'remove-store': {
    readonly input: { readonly storeId: string; readonly version: number };
    readonly data: Nothing;
  };

  readonly 'list-accounts': {
    readonly input: Nothing;
    readonly data: { readonly accounts: readonly Account[] };
  };
  readonly 'save-account': { readonly input: AccountDraft; readonly data: Account };
  readonly 'remove-account': {
    readonly input: { readonly accountId: string; readonly version: number };
    readonly data: Nothing;
  };

  readonly settings: { readonly input: Nothing; readonly data: ShopSettings };
  readonly 'save-app-secret': {
    readonly input: { readonly appSecret: string };
    readonly data: ShopSettings;
  };
  readonly 'save-retention': { readonly input: Retention; readonly data: ShopSettings };

  /** The latest lines, newest first; `before` asks for older ones. */
  readonly 'list-audit': {
    readonly input: { readonly before: number | null };
    readonly data: { readonly lines: readonly AuditLine[] };
  };
  /** Forgets every delivery and every audit line but that of this very act. `left`: there is more, ask again. */
  readonly 'purge-now': { readonly input: Nothing; readonly data: { readonly left: boolean } };
  /** Whether all is set up, as far as the cloud can tell; what the function `getOrder` alone can tell is asked of it (cloud-api.ts). */
  readonly 'self-check': { readonly input: Nothing; readonly data: CheckedLines };
}

export type ShopAction = keyof ShopCalls;

/** A store as it is to be. */
export interface StoreDraft {
  /** Null makes a new one. */
  readonly storeId: string | null;
  /** The version that was read; 0 for a new one. */
  readonly version: number;
  readonly name: string;
  readonly position: Position | null;
  readonly thresholds: StuckThresholds;
}

/** An account as it is to be. */
export interface AccountDraft {
  /** Null makes a new one. */
  readonly accountId: string | null;
  /** The version that was read; 0 for a new one. */
  readonly version: number;
  readonly provider: Provider;
  readonly company: string;
  readonly label: string;
  readonly shopId: string;
  /** Null keeps the one that is stored; a new account, another shopId and a lost secret need one. */
  readonly secret: string | null;
  readonly bindings: readonly Binding[];
}

/** By rank. */
export const ROLES: readonly Role[] = ['owner', 'manager', 'clerk', 'reviewer'];
export const PROVIDERS: readonly Provider[] = ['wechat-instant'];
const SECRET_STATES: readonly SecretState[] = ['set', 'lost', 'missing'];
const SHARINGS: readonly Sharing[] = ['one-store', 'shared', 'shared-unless-checked'];
export const AUDIT_ACTS: readonly AuditAct[] = [
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
];

const nothing = type({}) as Struct<Nothing>;
const storeScope: Struct<StoreScope> = union([literal('all'), list(string())]);
const role: Struct<Role> = enums(ROLES);

const member: Struct<Member> = type({
  staffId: string(),
  name: string(),
  role,
  stores: storeScope,
  joinedAt: number(),
  expiresAt: nullable(number()),
  isMe: boolean(),
});

const membership: Struct<Membership> = union([
  type({ kind: literal('stranger'), claimable: boolean() }),
  type({ kind: literal('waiting'), name: string(), role, expiresAt: number() }),
  type({
    kind: literal('member'),
    staffId: string(),
    name: string(),
    role,
    stores: storeScope,
    expiresAt: nullable(number()),
  }),
]);

const invite: Struct<Invite> = type({
  inviteId: string(),
  role,
  stores: storeScope,
  state: enums(['open', 'waiting']),
  joinerName: nullable(string()),
  inviterName: string(),
  isMine: boolean(),
  createdAt: number(),
  expiresAt: number(),
});

const store: Struct<Store> = type({
  storeId: string(),
  version: number(),
  name: string(),
  position: nullable(type({ longitude: number(), latitude: number() })),
  thresholds: type({
    noRiderMinutes: number(),
    atStoreMinutes: number(),
    notMovingMinutes: number(),
    overdueMinutes: number(),
  }),
});

const account: Struct<Account> = type({
  accountId: string(),
  version: number(),
  provider: enums(PROVIDERS),
  company: string(),
  label: string(),
  shopId: string(),
  secret: enums(SECRET_STATES),
  bindings: list(type({ storeId: string(), shopNo: nullable(string()) })),
  sharing: enums(SHARINGS),
});

const settings: Struct<ShopSettings> = type({
  version: number(),
  appId: string(),
  appSecret: enums([...SECRET_STATES, 'environment']),
  retention: type({ historyDays: number(), auditDays: number() }),
});

const auditLine: Struct<AuditLine> = type({
  at: number(),
  who: string(),
  act: enums(AUDIT_ACTS),
  about: string(),
});

const ANSWERS: { readonly [Action in ShopAction]: Struct<ShopCalls[Action]['data']> } = {
  me: membership,
  claim: membership,
  'accept-invite': membership,
  leave: nothing,
  'list-people': type({
    members: list(member),
    invites: list(invite),
    unreadable: optional(list(type({ staffId: string(), name: string() }))),
  }),
  invite: type({ inviteId: string(), secret: string(), expiresAt: number() }),
  'revoke-invite': nothing,
  'confirm-joiner': member,
  'change-member': member,
  'remove-member': nothing,
  'list-stores': type({ stores: list(store) }),
  'save-store': store,
  'remove-store': nothing,
  'list-accounts': type({ accounts: list(account) }),
  'save-account': account,
  'remove-account': nothing,
  settings,
  'save-app-secret': settings,
  'save-retention': settings,
  'list-audit': type({ lines: list(auditLine) }),
  'purge-now': type({ left: boolean() }),
  'self-check': checkedLines,
};

/** Checks what `shop` answered to an action; null when it is not of the agreed shape. */
export function parseShopAnswer<Action extends ShopAction>(
  action: Action,
  value: unknown,
): Answer<ShopCalls[Action]['data']> | null {
  return parseAnswer(value, ANSWERS[action]);
}
