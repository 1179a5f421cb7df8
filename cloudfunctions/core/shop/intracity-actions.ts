import { type Struct, enums, is, nullable, size, string, type } from 'superstruct';
import type { Account, StoreBinding } from '../../../miniprogram/contract/shop-settings';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import {
  type CertificateDraft,
  type IntracityDraft,
  type KeysDraft,
  type WeChatStore,
  KEY_KINDS,
} from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import { type Actor, OWNER_ONLY, staffAction } from '../access/access';
import { id, listOf, typedText, version } from '../access/input-shapes';
import { consumeLimit, tooManyLookUps } from '../access/rate-limits';
import type { ShopParts } from '../access/shop-context';
import { apiKeys, certificatesOf, keysIn } from '../providers/wechat-intracity/api-keys';
import { cleanedKeys, readPastedKey } from '../providers/wechat-intracity/pasted-keys';
import { queryStores } from '../providers/wechat-intracity/query-stores';
import type { ConnectWeChat, WeChat } from '../providers/wechat/wechat';
import { newId } from '../storage/change-document';
import { accountSubject, bindingSchema, storeAccount } from './account-actions';
import { type StoredAccount, decryptSecret } from './accounts';

const PROVIDER = 'wechat-intracity';
/** Maximum number of certificates: one, and its successor while WeChat replaces it. */
const MAX_CERTIFICATES = 2;

/** Pasted key, perhaps with other text around it. */
const pastedText: Struct<string> = size(string(), 1, SHOP_BOUNDS.pasted);
const certificateInput: Struct<CertificateDraft> = type({
  number: typedText(SHOP_BOUNDS.shopNo),
  certificate: nullable(pastedText),
});
const keysInput: Struct<KeysDraft> = type({
  symmetricKey: nullable(pastedText),
  symmetricKeyNumber: nullable(typedText(SHOP_BOUNDS.shopNo)),
  privateKey: nullable(pastedText),
  certificates: nullable(listOf(certificateInput, 1, MAX_CERTIFICATES)),
});
const draftInput: Struct<IntracityDraft> = type({
  accountId: nullable(id),
  version,
  appId: id,
  label: typedText(SHOP_BOUNDS.accountLabel),
  keys: nullable(keysInput),
  bindings: listOf(bindingSchema, 1, SHOP_BOUNDS.entries),
});

/** Creates the actions on keys, which WeChat must accept first, and which are never returned. */
export function intracityActions(parts: ShopParts, wechat: ConnectWeChat) {
  return {
    'read-key': staffAction({
      ...OWNER_ONLY,
      input: type({ kind: enums(KEY_KINDS), text: pastedText }),
      handle: ({ kind, text }) => {
        const key = readPastedKey(kind, text);
        const words = key.ok ? key.words : key.problem;
        const expiresAt = key.ok ? (key.expiresAt ?? null) : null;
        return Promise.resolve({ isRight: key.ok, words, expiresAt });
      },
    }),
    'list-wechat-stores': staffAction({
      ...OWNER_ONLY,
      input: type({ accountId: nullable(id), appId: id, keys: nullable(keysInput) }),
      about: ({ accountId }) => accountSubject(parts, accountId, PROVIDER),
      handle: async (wanted, { known }, actor) => {
        const secret = keysToStore(parts, wanted, known);
        return { stores: await queryStoresAsLookUp(parts, wechat(wanted.appId), secret, actor) };
      },
    }),
    'save-intracity-account': staffAction({
      ...OWNER_ONLY,
      input: draftInput,
      about: ({ accountId }) => accountSubject(parts, accountId, PROVIDER),
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
    const secret = keysToStore(parts, wanted, known);
    const stores = await queryStoresAsLookUp(parts, wechat(appId), secret, actor);
    const isListed = ({ shopNo }: StoreBinding): boolean =>
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

/** Returns all keys: those not entered as stored; throws `secret-needed`, `keys-malformed`. */
function keysToStore(
  { encryption }: ShopParts,
  { accountId, appId, keys: entered }: Pick<IntracityDraft, 'accountId' | 'appId' | 'keys'>,
  known: readonly StoredAccount[],
): string {
  const before = known.find((one) => one.accountId === accountId && one.appId === appId);
  const decrypted = before === undefined ? null : decryptSecret(encryption(), before);
  const stored = decrypted === null ? null : keysIn(decrypted.secret);
  const keyOf = (number: string): string | undefined =>
    stored?.certificates.find((one) => one.number === number.trim())?.certificate;
  const keys = {
    symmetricKey: entered?.symmetricKey ?? stored?.symmetricKey,
    symmetricKeyNumber: entered?.symmetricKeyNumber ?? stored?.symmetricKeyNumber,
    privateKey: entered?.privateKey ?? stored?.privateKey,
    certificates:
      entered?.certificates?.map(({ number, certificate }) => ({
        number,
        certificate: certificate ?? keyOf(number),
      })) ?? stored?.certificates,
  };
  if (!is(keys, apiKeys)) throw new CloudFailure('secret-needed');
  return JSON.stringify(cleanedKeys(keys));
}

/** Asks WeChat for its stores, which also tests the keys. Uses the limit of look-ups. */
async function queryStoresAsLookUp(
  { collections, now }: ShopParts,
  wechat: WeChat,
  secret: string,
  { staff, call }: Actor,
): Promise<readonly WeChatStore[]> {
  if (!(await consumeLimit(collections.staff, staff, 'look-up', now()))) throw tooManyLookUps();
  return queryStores(wechat, secret, call);
}
