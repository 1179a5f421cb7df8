import type { Struct } from 'superstruct';
import { boolean, type } from 'superstruct';
import type { Answer, CallsOf } from './cloud-api';
import { parseAnswer } from './cloud-api';
import { list, nothing } from './schema';
import { checkedLines } from './self-check';
import type { Account, Invite, Retention, Role, Store, StoreScope } from './shop';
import {
  account,
  auditLine,
  member,
  membership,
  newInvite,
  people,
  shopSettings,
  store,
} from './shop';

/** Everything that can be asked of the function `shop`. */
export type ShopCalls = CallsOf<typeof SHOP_DATA, ShopInputs>;

export type ShopAction = keyof ShopCalls;

const SHOP_DATA = {
  /** Who am I here? */
  me: membership,
  /** Makes the caller the owner, by the set-up code of the cloud's settings; each code once. */
  claim: membership,
  'accept-invite': membership,
  leave: nothing,

  /** The people and open invites of the caller's stores. */
  'list-people': people,
  invite: newInvite,
  'revoke-invite': nothing,
  /** Lets a joiner in; `name` as it was read, so that nobody is let in under another. */
  'confirm-joiner': member,
  'change-member': member,
  'remove-member': nothing,

  /** The caller's stores. */
  'list-stores': type({ stores: list(store) }),
  'save-store': store,
  'remove-store': nothing,

  'list-accounts': type({ accounts: list(account) }),
  'save-account': account,
  'remove-account': nothing,

  settings: shopSettings,
  'save-app-secret': shopSettings,
  'save-retention': shopSettings,

  /** The latest lines, newest first; `before` asks for older ones. */
  'list-audit': type({ lines: list(auditLine) }),
  /** Forgets every delivery and every audit line but that of this very act. `left`: there is more, ask again. */
  'purge-now': type({ left: boolean() }),
  /** Whether all is set up, as far as the cloud can tell; what the function `getOrder` alone can tell is asked of it (cloud-api.ts). */
  'self-check': checkedLines,
};

/**
 * What has to be told with an action; with all others, nothing. The schemas of inputs stand in the
 * cloud, which alone checks them: here they would travel to the phones.
 */
interface ShopInputs {
  readonly claim: { readonly code: string; readonly name: string };
  readonly 'accept-invite': { readonly secret: string; readonly name: string };
  readonly invite: Pick<Invite, 'role' | 'stores'>;
  readonly 'revoke-invite': Pick<Invite, 'inviteId'>;
  readonly 'confirm-joiner': { readonly inviteId: string; readonly name: string };
  readonly 'change-member': {
    readonly staffId: string;
    readonly role: Exclude<Role, 'reviewer'>;
    readonly stores: StoreScope;
  };
  readonly 'remove-member': { readonly staffId: string };
  readonly 'save-store': StoreDraft;
  readonly 'remove-store': Pick<Store, 'storeId' | 'version'>;
  readonly 'save-account': AccountDraft;
  readonly 'remove-account': Pick<Account, 'accountId' | 'version'>;
  readonly 'save-app-secret': { readonly appSecret: string };
  readonly 'save-retention': Retention;
  readonly 'list-audit': { readonly before: number | null };
}

/** A store as it is to be. */
export interface StoreDraft extends Omit<Store, 'storeId'> {
  /** Null makes a new one, whose version is 0. */
  readonly storeId: string | null;
}

/** An account as it is to be. */
export interface AccountDraft extends Omit<Account, 'accountId' | 'secret' | 'sharing'> {
  /** Null makes a new one, whose version is 0. */
  readonly accountId: string | null;
  /** Null keeps the one that is stored; a new account, another shopId and a lost secret need one. */
  readonly secret: string | null;
}

const ANSWERS: { readonly [Action in ShopAction]: Struct<ShopCalls[Action]['data']> } = SHOP_DATA;

/** Checks what `shop` answered to an action; null when it is not of the agreed shape. */
export function parseShopAnswer<Action extends ShopAction>(
  action: Action,
  value: unknown,
): Answer<ShopCalls[Action]['data']> | null {
  return parseAnswer(value, ANSWERS[action]);
}
