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
import type { ShopContext } from '../access/shop-context';
import { apiKeys, listCertificates, parseKeys } from '../providers/wechat-intracity/api-keys';
import { cleanKeys, readPastedKey } from '../providers/wechat-intracity/pasted-keys';
import { queryStores } from '../providers/wechat-intracity/query-stores';
import type { ConnectWeChat, WeChat } from '../providers/wechat/wechat';
import { createId } from '../storage/change-document';
import { findAccountSubject, bindingSchema, storeAccount } from './account-actions';
import { type StoredAccount, decryptSecret } from './accounts';

const PROVIDER = 'wechat-intracity';
/** Maximum number of certificates: one, and its successor while WeChat replaces it. */
const MAX_CERTIFICATES = 2;

/** Pasted key, perhaps with other text around it. */
const pastedTextInput: Struct<string> = size(string(), 1, SHOP_BOUNDS.pasted);
const certificateInput: Struct<CertificateDraft> = type({
  number: typedText(SHOP_BOUNDS.shopNo),
  certificate: nullable(pastedTextInput),
});
const keysInput: Struct<KeysDraft> = type({
  symmetricKey: nullable(pastedTextInput),
  symmetricKeyNumber: nullable(typedText(SHOP_BOUNDS.shopNo)),
  privateKey: nullable(pastedTextInput),
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

/** Creates the actions on keys of 同城配送: stored once WeChat accepts them, never returned. */
export function intracityActions(context: ShopContext, wechat: ConnectWeChat) {
  return {
    'read-key': staffAction({
      ...OWNER_ONLY,
      input: type({ kind: enums(KEY_KINDS), text: pastedTextInput }),
      handle: ({ kind, text }) => {
        const key = readPastedKey(kind, text);
        const keyText = key.ok ? key.words : key.problem;
        const expiresAt = key.ok ? (key.expiresAt ?? null) : null;
        return Promise.resolve({ isRight: key.ok, words: keyText, expiresAt });
      },
    }),
    'list-wechat-stores': staffAction({
      ...OWNER_ONLY,
      input: type({ accountId: nullable(id), appId: id, keys: nullable(keysInput) }),
      findSubject: ({ accountId }) => findAccountSubject(context, accountId, PROVIDER),
      handle: async (input, actor, { accounts }) => {
        const secret = keysToStore(context, input, accounts);
        return { stores: await queryStoresAsLookUp(context, wechat(input.appId), secret, actor) };
      },
    }),
    'save-intracity-account': staffAction({
      ...OWNER_ONLY,
      input: draftInput,
      findSubject: ({ accountId }) => findAccountSubject(context, accountId, PROVIDER),
      handle: (draft, actor, { accounts }) =>
        saveIntracity(context, wechat, draft, accounts, actor),
    }),
  };
}

async function saveIntracity(
  context: ShopContext,
  wechat: ConnectWeChat,
  draft: IntracityDraft,
  accounts: readonly StoredAccount[],
  actor: Actor,
): Promise<Account> {
  const { appId, label, bindings } = draft;
  if ((draft.accountId === null) !== (draft.version === 0)) throw new CloudFailure('bad-request');
  const auditedAct = { by: actor.staff, act: 'save-account', about: label.trim() } as const;
  return context.audit.logAround(auditedAct, async () => {
    const secret = keysToStore(context, draft, accounts);
    const stores = await queryStoresAsLookUp(context, wechat(appId), secret, actor);
    const isAtWeChat = ({ shopNo }: StoreBinding): boolean =>
      stores.some(({ wxStoreId }) => wxStoreId === shopNo);
    if (!bindings.every(isAtWeChat)) throw new CloudFailure('wechat-store-wrong');
    return storeAccount(context, {
      accountId: draft.accountId ?? createId(),
      version: draft.version,
      appId,
      provider: PROVIDER,
      company: '',
      label: label.trim(),
      shopId: '',
      secret,
      bindings,
      certificates: listCertificates(secret),
    });
  });
}

/** Returns the entered keys, with stored ones for those not entered; throws `secret-needed`. */
function keysToStore(
  { encryption }: ShopContext,
  { accountId, appId, keys: enteredKeys }: Pick<IntracityDraft, 'accountId' | 'appId' | 'keys'>,
  accounts: readonly StoredAccount[],
): string {
  const oldAccount = accounts.find((one) => one.accountId === accountId && one.appId === appId);
  const decrypted = oldAccount === undefined ? null : decryptSecret(encryption(), oldAccount);
  const storedKeys = decrypted === null ? null : parseKeys(decrypted.secret);
  const storedCertificateOf = (number: string): string | undefined =>
    storedKeys?.certificates.find((known) => known.number === number.trim())?.certificate;
  const keysToStore = {
    symmetricKey: enteredKeys?.symmetricKey ?? storedKeys?.symmetricKey,
    symmetricKeyNumber: enteredKeys?.symmetricKeyNumber ?? storedKeys?.symmetricKeyNumber,
    privateKey: enteredKeys?.privateKey ?? storedKeys?.privateKey,
    certificates:
      enteredKeys?.certificates?.map(({ number, certificate }) => ({
        number,
        certificate: certificate ?? storedCertificateOf(number),
      })) ?? storedKeys?.certificates,
  };
  if (!is(keysToStore, apiKeys)) throw new CloudFailure('secret-needed');
  return JSON.stringify(cleanKeys(keysToStore));
}

/** Asks WeChat for its stores, which also tests the keys. Counts as a look-up by the person. */
async function queryStoresAsLookUp(
  { collections, now }: ShopContext,
  wechat: WeChat,
  secret: string,
  { staff, call }: Actor,
): Promise<readonly WeChatStore[]> {
  if (!(await consumeLimit(collections.staff, staff, 'look-up', now()))) throw tooManyLookUps();
  return queryStores(wechat, secret, call);
}
