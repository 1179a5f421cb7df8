import { literal, nullable, type, union } from 'superstruct';
import { type CallsOf, createAnswerParser } from './cloud-api';
import {
  type DarkMap,
  type Invite,
  type Role,
  type Store,
  type StoreScope,
  member,
  membership,
  newInvite,
  people,
  role,
  store,
} from './shop';
import {
  type MiniProgram,
  miniProgram,
  miniProgramAtWeChat,
  paidComparison,
} from './mini-programs';
import { type StoreRobot, noticeSetup, storeRobot } from './notices';
import { type FilledPlace, messageSetup, messageTemplates } from './messages';
import { type RegisterKey, newRegisterKey, registerKey } from './register-key';
import { type Of, amount, amountOrNull, flag, list, nothing, text, textOrNull } from './schema';
import { position } from './delivery';
import { checkedLines } from './self-check';
import { type Account, type Retention, account, shopSettings } from './shop-settings';
import { auditLine } from './audit';

export type ShopCalls = CallsOf<typeof SHOP_DATA, ShopInputs>;

export type ShopAction = keyof ShopCalls;

export type InviteOffer = Of<typeof inviteOffer>;
const inviteOffer = type({
  role,
  /** Names of the offered stores: `all`, or a list. The list is empty for roles without stores. */
  storeNames: union([literal('all'), list(text)]),
  inviterName: text,
});

/** Store of the mini-program at 同城配送. The owner binds it to a store of the shop. */
export type WeChatStore = Of<typeof weChatStore>;
const weChatStore = type({
  /** WeChat's number of the store: 19 digits. */
  wxStoreId: text,
  /** The merchant's own number of the store; null when there is none. */
  ownNumber: textOrNull,
  name: text,
  address: text,
  position: nullable(position),
});

/** Kinds of entries for 同城配送: three kinds of keys, and a key's number. */
export type KeyKind = (typeof KEY_KINDS)[number];
export const KEY_KINDS = ['symmetric', 'private', 'certificate', 'number'] as const;

/** Result of reading a pasted key or number. It does not contain the pasted text. */
export type KeyReading = Of<typeof keyReading>;
const keyReading = type({
  isRight: flag,
  /** Words for the owner: the key's kind, or what is wrong; empty for a correct number. */
  words: text,
  /** Time (ms) when a certificate expires; null for other keys and for numbers. */
  expiresAt: amountOrNull,
});

const SHOP_DATA = {
  me: membership,
  /** Makes the caller the owner, if they send the cloud's set-up code. Each code works once. */
  claim: membership,
  'see-invite': inviteOffer,
  'accept-invite': membership,
  leave: nothing,

  'list-people': people,
  invite: newInvite,
  'revoke-invite': nothing,
  /** Makes a joiner a member. `name`: what the inviter read; the call fails if it has changed. */
  'confirm-joiner': member,
  'change-member': member,
  'remove-member': nothing,

  'list-stores': type({ stores: list(store) }),
  'save-store': store,
  'remove-store': nothing,

  'list-mini-programs': type({ miniPrograms: list(miniProgram) }),
  'save-mini-program': miniProgram,
  'read-mini-program': miniProgramAtWeChat,
  /** Removes a mini-program, its secret and its token; fails while delivery accounts use it. */
  'remove-mini-program': nothing,

  'compare-paid-orders': paidComparison,
  /** Switches paid orders on the board on or off. Switching on fails if too few numbers match. */
  'switch-paid-orders': miniProgram,

  'list-accounts': type({ accounts: list(account) }),
  'save-account': account,
  /** Checks a pasted key of 同城配送, or a key's number, without asking WeChat or storing it. */
  'read-key': keyReading,
  /** Lists a mini-program's stores at WeChat, which the cloud asks with stored or new keys. */
  'list-wechat-stores': type({ stores: list(weChatStore) }),
  /** Saves an account of 同城配送, after the cloud has tested its keys in a call to WeChat. */
  'save-intracity-account': account,
  'remove-account': nothing,

  'list-robots': noticeSetup,
  /** Sends a test message by the robot whose address is pasted, or by the store's stored robot. */
  'try-robot': nothing,
  'save-robot': storeRobot,
  'remove-robot': storeRobot,
  'save-quiet-hours': storeRobot,

  /** Returns the subscribe messages of the caller, and of the people whom the caller manages. */
  'message-door': messageSetup,
  /** Lists the message templates of the staff's mini-program, by asking WeChat. */
  'list-message-templates': messageTemplates,
  /** Chooses a template; null stops all messages. Fails if a place cannot hold its part. */
  'save-message-template': messageSetup,
  /** Records that the caller accepted one more message. `left`: how many the caller can get. */
  'accept-message': type({ left: amount }),
  'save-own-quiet-hours': messageSetup,

  'list-register-keys': type({ keys: list(registerKey) }),
  'make-register-key': newRegisterKey,
  'revoke-register-key': nothing,

  settings: shopSettings,
  'save-dark-map': shopSettings,
  'save-retention': shopSettings,

  /**
   * Returns the newest lines written before `before` (ms; null: now). For the next page, pass
   * `older` as `before`; a null `older` says that there are no older lines.
   */
  'list-audit': type({ lines: list(auditLine), older: amountOrNull }),
  /** Deletes deliveries, notices and audit lines but its own. `left`: some remain, call again. */
  'purge-now': type({ left: flag }),
  /** Returns what the cloud function `shop` finds about the set-up (`getOrder`: cloud-api.ts). */
  'self-check': checkedLines,
};

/** Inputs by action; none if not listed. To keep the app small, only the cloud has schemas. */
interface ShopInputs {
  readonly claim: { readonly code: string; readonly name: string };
  readonly 'see-invite': { readonly secret: string };
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
  readonly 'save-mini-program': Pick<MiniProgram, 'appId' | 'name'> & {
    readonly secret: string | null;
  };
  readonly 'read-mini-program': Pick<MiniProgram, 'appId'>;
  readonly 'remove-mini-program': Pick<MiniProgram, 'appId' | 'version'>;
  readonly 'compare-paid-orders': Pick<MiniProgram, 'appId'>;
  readonly 'switch-paid-orders': Pick<MiniProgram, 'appId'> & { readonly isOn: boolean };
  readonly 'save-account': AccountDraft;
  readonly 'read-key': { readonly kind: KeyKind; readonly text: string };
  readonly 'list-wechat-stores': Pick<IntracityDraft, 'accountId' | 'appId' | 'keys'>;
  readonly 'save-intracity-account': IntracityDraft;
  readonly 'remove-account': Pick<Account, 'accountId' | 'version'>;
  readonly 'try-robot': RobotDraft | { readonly storeId: string };
  readonly 'save-robot': RobotDraft;
  readonly 'remove-robot': Pick<StoreRobot, 'storeId'>;
  readonly 'save-quiet-hours': Pick<StoreRobot, 'storeId' | 'quiet'>;
  readonly 'save-message-template': {
    readonly templateId: string | null;
    readonly filled: readonly FilledPlace[];
  };
  readonly 'accept-message': { readonly templateId: string };
  readonly 'save-own-quiet-hours': Pick<StoreRobot, 'quiet'>;
  readonly 'make-register-key': Pick<RegisterKey, 'label' | 'stores'>;
  readonly 'revoke-register-key': Pick<RegisterKey, 'keyId'>;
  readonly 'save-dark-map': { readonly darkMap: DarkMap | null };
  readonly 'save-retention': Retention;
  /** `before`: time, ms since 1970, before which the lines were written; null for the newest. */
  readonly 'list-audit': { readonly before: number | null };
}

/** Robot as the owner entered it: address, and secret to sign its messages (null: unsigned). */
export interface RobotDraft extends Pick<StoreRobot, 'storeId'> {
  readonly address: string;
  readonly signSecret: string | null;
}

export interface StoreDraft extends Omit<Store, 'storeId'> {
  /** Id of the store; null for a new store, whose `version` is 0. */
  readonly storeId: string | null;
}

export interface AccountDraft extends Omit<
  Account,
  'accountId' | 'provider' | 'secret' | 'certificates' | 'sharing'
> {
  readonly provider: 'wechat-instant';
  /** Id of the account; null for a new account, whose `version` is 0. */
  readonly accountId: string | null;
  /** Company's secret; null keeps the stored one, which must be readable, of the same `shopId`. */
  readonly secret: string | null;
}

/** Account of 同城配送 as its form sends it to be saved. */
export interface IntracityDraft extends Pick<Account, 'version' | 'appId' | 'label' | 'bindings'> {
  /** Id of the account; null for a new account, whose `version` is 0. */
  readonly accountId: string | null;
  /** New keys; null keeps all stored ones. */
  readonly keys: KeysDraft | null;
}

/** Entered keys (docs/intracity-contract.md §4). Null keeps a stored key; new accounts need all. */
export interface KeysDraft {
  /** Symmetric key: 32 bytes in base64. */
  readonly symmetricKey: string | null;
  readonly symmetricKeyNumber: string | null;
  readonly privateKey: string | null;
  /** WeChat's certificates: usually one; two while a new one replaces the old one. */
  readonly certificates: readonly CertificateDraft[] | null;
}

/** Certificate as entered. A null `certificate` keeps the stored one with the same `number`. */
export interface CertificateDraft {
  readonly number: string;
  readonly certificate: string | null;
}

export const parseShopAnswer = createAnswerParser<ShopCalls>(SHOP_DATA);
