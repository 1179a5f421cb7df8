import { type Struct, enums, nullable, size, string, type } from 'superstruct';
import type { Account, Binding } from '../../../miniprogram/contract/shop-settings';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import {
  type CertificateDraft,
  type IntracityDraft,
  type KeysDraft,
  type ShopAction,
  type ShopCalls,
  type WeChatStore,
  KEY_KINDS,
} from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { type Action, type Actor, ownStores, staffAction } from '../access/access';
import { id, listOf, typedText, version } from '../access/input-shapes';
import { consumeLimit, lookUpsTooFrequent } from '../access/rate-limits';
import type { ShopParts } from '../access/shop-context';
import { certificatesOf, keysIn } from '../providers/wechat-intracity/api-keys';
import { cleanedKeys, readPastedKey } from '../providers/wechat-intracity/pasted-keys';
import { queryStores } from '../providers/wechat-intracity/query-stores';
import type { ConnectWeChat, WeChat } from '../providers/wechat/wechat';
import { newId } from '../storage/change-document';
import { accountBy, bindingSchema, storeAccount } from './account-actions';
import { type StoredAccount, decryptSecret } from './accounts';

type IntracityAction = Extract<
  ShopAction,
  'read-key' | 'list-wechat-stores' | 'save-intracity-account'
>;

const PROVIDER = 'wechat-intracity';
/** Maximum number of certificates: one, and the next one while WeChat replaces the first. */
const MOST_CERTIFICATES = 2;

/** Schema of a pasted text, which may have other text around the key. */
const pastedText: Struct<string> = size(string(), 1, SHOP_BOUNDS.pasted);
const keyInput: Struct<ShopCalls['read-key']['input']> = type({
  kind: enums(KEY_KINDS),
  text: pastedText,
});
const certificateInput: Struct<CertificateDraft> = type({
  number: typedText(SHOP_BOUNDS.shopNo),
  certificate: nullable(pastedText),
});
const keysInput: Struct<KeysDraft> = type({
  symmetricKey: nullable(pastedText),
  symmetricKeyNumber: nullable(typedText(SHOP_BOUNDS.shopNo)),
  privateKey: nullable(pastedText),
  certificates: nullable(listOf(certificateInput, 1, MOST_CERTIFICATES)),
});
const draftInput: Struct<IntracityDraft> = type({
  accountId: nullable(id),
  version,
  appId: id,
  label: typedText(SHOP_BOUNDS.accountLabel),
  keys: nullable(keysInput),
  bindings: listOf(bindingSchema, 1, SHOP_BOUNDS.entries),
});
const storesInput: Struct<ShopCalls['list-wechat-stores']['input']> = type({
  accountId: nullable(id),
  appId: id,
  keys: nullable(keysInput),
});

/**
 * Creates the owner's actions on accounts of 同城配送. WeChat must accept keys before they are stored.
 * Keys are never returned.
 */
export function intracityActions(
  parts: ShopParts,
  wechat: ConnectWeChat,
): Readonly<Record<IntracityAction, Action>> {
  const owner = { sources: CLIENT_SOURCES, grants: { owner: 'all' } } as const;
  return {
    'read-key': staffAction({
      ...owner,
      input: keyInput,
      about: ownStores,
      handle: ({ kind, text }) => {
        const key = readPastedKey(kind, text);
        const words = key.ok ? key.words : key.problem;
        const expiresAt = key.ok ? (key.expiresAt ?? null) : null;
        return Promise.resolve({ isRight: key.ok, words, expiresAt });
      },
    }),
    'list-wechat-stores': staffAction({
      ...owner,
      input: storesInput,
      about: ({ accountId }) => accountBy(parts, accountId, PROVIDER),
      handle: async (wanted, { known }, actor) => {
        const secret = secretOf(parts, wanted, known);
        return { stores: await triedStores(parts, wechat(wanted.appId), secret, actor) };
      },
    }),
    'save-intracity-account': staffAction({
      ...owner,
      input: draftInput,
      about: ({ accountId }) => accountBy(parts, accountId, PROVIDER),
      handle: (wanted, { known }, actor) => saveIntracity(parts, wechat, wanted, known, actor),
    }),
  };
}

async function saveIntracity(
  parts: ShopParts,
  wechat: ConnectWeChat,
  wanted: IntracityDraft,
  known: readonly StoredAccount[],
  actor: Actor,
): Promise<Account> {
  const { appId, label, bindings } = wanted;
  if ((wanted.accountId === null) !== (wanted.version === 0)) throw new CloudFailure('bad-request');
  const act = { by: actor.staff, act: 'save-account', about: label.trim() } as const;
  return parts.audit.logAround(act, async () => {
    const secret = secretOf(parts, wanted, known);
    const stores = await triedStores(parts, wechat(appId), secret, actor);
    // A binding without a number is refused, too, because WeChat's list has no such store.
    const isListed = ({ shopNo }: Binding): boolean =>
      stores.some(({ wxStoreId }) => wxStoreId === shopNo);
    if (!bindings.every(isListed)) throw new CloudFailure('wechat-store-wrong');
    return storeAccount(parts, {
      accountId: wanted.accountId ?? newId(),
      version: wanted.version,
      appId,
      provider: PROVIDER,
      company: '',
      label: label.trim(),
      shopId: '',
      secret,
      bindings,
      certificates: certificatesOf(secret),
    });
  });
}

/**
 * Makes the secret of an account from the entered keys. A key that was not entered stays as stored.
 *
 * @returns keys as JSON (core/providers/wechat-intracity/api-keys.ts)
 * @throws CloudFailure `secret-needed` when a key is neither entered nor stored, `keys-malformed`
 */
function secretOf(
  { encryption }: ShopParts,
  { accountId, appId, keys: entered }: Pick<IntracityDraft, 'accountId' | 'appId' | 'keys'>,
  known: readonly StoredAccount[],
): string {
  const before = known.find((one) => one.accountId === accountId && one.appId === appId);
  const decrypted = before === undefined ? null : decryptSecret(encryption(), before);
  const stored = decrypted === null ? null : keysIn(decrypted.secret);
  const symmetricKey = entered?.symmetricKey ?? stored?.symmetricKey;
  const symmetricKeyNumber = entered?.symmetricKeyNumber ?? stored?.symmetricKeyNumber;
  const privateKey = entered?.privateKey ?? stored?.privateKey;
  const certificates =
    entered?.certificates?.map(({ number, certificate: text }) => ({
      number,
      certificate:
        text ?? stored?.certificates.find((one) => one.number === number.trim())?.certificate,
    })) ?? stored?.certificates;
  if (
    symmetricKey === undefined ||
    symmetricKeyNumber === undefined ||
    privateKey === undefined ||
    !certificates?.every(isWhole)
  )
    throw new CloudFailure('secret-needed');
  const cleaned = cleanedKeys({ symmetricKey, symmetricKeyNumber, privateKey, certificates });
  return JSON.stringify(cleaned);
}

/** Tells whether a certificate has its text, either entered or stored. */
function isWhole<One extends { readonly certificate?: string | undefined }>(
  one: One,
): one is One & { readonly certificate: string } {
  return one.certificate !== undefined;
}

/** Tries keys with the cheapest signed question: it lists the stores. This counts as a look-up. */
async function triedStores(
  { collections, now }: ShopParts,
  wechat: WeChat,
  secret: string,
  { staff, call }: Actor,
): Promise<readonly WeChatStore[]> {
  if (!(await consumeLimit(collections.staff, staff, 'look-up', now()))) throw lookUpsTooFrequent();
  return queryStores(wechat, secret, call);
}
