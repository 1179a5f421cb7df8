import { type Struct, literal, nullable, refine, type } from 'superstruct';
import { type ProviderName, factsOf } from '../../../miniprogram/contract/providers';
import type { Account, StoreBinding } from '../../../miniprogram/contract/shop-settings';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import type { AccountDraft, ShopCalls } from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type StoredAccount,
  accountFields,
  accountOf,
  accountView,
  decryptSecret,
  encryptSecret,
  listAccounts,
} from './accounts';
import { type Actor, type Subject, OWNER_ONLY, staffAction } from '../access/access';
import { id, listOf, nothing, typedText, version } from '../access/input-shapes';
import { checkEntryLimit, newId, saveEntry } from '../storage/change-document';
import { type Found, listAll } from '../storage/documents';
import { addOneAtATime } from '../storage/one-at-a-time';
import type { ShopParts } from '../access/shop-context';
import { findMiniProgram } from './mini-programs';
import { listStores } from './stores';

/** `shopNo` has no blanks, because the company gets it unchanged. */
export const bindingSchema: Struct<StoreBinding> = type({
  storeId: id,
  shopNo: nullable(refine(typedText(SHOP_BOUNDS.shopNo), 'no blanks', (text) => !/\s/.test(text))),
});
const draftInput: Struct<AccountDraft> = type({
  accountId: nullable(id),
  version,
  appId: id,
  provider: literal('wechat-instant'),
  company: typedText(SHOP_BOUNDS.company),
  label: typedText(SHOP_BOUNDS.accountLabel),
  shopId: typedText(SHOP_BOUNDS.shopId),
  secret: nullable(typedText(SHOP_BOUNDS.secret)),
  bindings: listOf(bindingSchema, 1, SHOP_BOUNDS.entries),
});

/** Creates the owner's actions on delivery accounts. A secret can be set, but is never returned. */
export function accountActions(parts: ShopParts) {
  const { collections, encryption } = parts;
  return {
    'list-accounts': staffAction({
      ...OWNER_ONLY,
      input: nothing,
      handle: async () => ({
        accounts: (await listAccounts(collections.accounts)).map((one) =>
          accountView(one, encryption()),
        ),
      }),
    }),
    'save-account': staffAction({
      ...OWNER_ONLY,
      input: draftInput,
      about: ({ accountId }) => accountSubject(parts, accountId, 'wechat-instant'),
      handle: (wanted, { known }, actor) => {
        if ((wanted.accountId === null) !== (wanted.version === 0))
          throw new CloudFailure('bad-request');
        return saveAccount(parts, wanted, known, actor);
      },
    }),
    'remove-account': staffAction({
      ...OWNER_ONLY,
      input: type({ accountId: id, version }),
      about: ({ accountId }) => accountSubject(parts, accountId),
      handle: (input, { known }, actor) => removeAccount(parts, input, known, actor),
    }),
  };
}

type StoredAccounts = readonly StoredAccount[];

/** Subject of an action on an account (null: a new one); null when `provider` has no such one. */
export async function accountSubject(
  { collections }: ShopParts,
  accountId: string | null,
  provider?: ProviderName,
): Promise<(Subject & { readonly known: StoredAccounts }) | null> {
  const known = await listAccounts(collections.accounts);
  const isIt = (one: StoredAccount): boolean =>
    one.accountId === accountId && (provider ?? one.provider) === one.provider;
  return accountId === null || known.some(isIt) ? { stores: 'all', known } : null;
}

function saveAccount(
  parts: ShopParts,
  wanted: AccountDraft,
  known: StoredAccounts,
  { staff }: Actor,
): Promise<Account> {
  const about = wanted.label.trim();
  return parts.audit.logAround({ by: staff, act: 'save-account', about }, async () => {
    const { appId, version, provider, bindings } = wanted;
    const ids = { accountId: wanted.accountId ?? newId(), appId, shopId: wanted.shopId.trim() };
    const secret = wanted.secret?.trim() ?? storedSecretOf(parts, known, ids);
    const company = wanted.company.trim();
    const account = { ...ids, version, provider, company, label: about, secret, bindings };
    return storeAccount(parts, { ...account, certificates: undefined });
  });
}

/**
 * Stores an account with its plain `secret`, one for each mini-program, service and shopid; throws
 * `no-such-entry` (store, mini-program), `account-exists`, `limit-reached`, `changed-meanwhile`.
 */
export async function storeAccount(parts: ShopParts, wanted: StoredAccount): Promise<Account> {
  const { accountId, version: read, appId, provider, shopId, secret, bindings } = wanted;
  const { accounts, stores: documents } = parts.collections;
  const stores = await listStores(documents);
  const isKnown = ({ storeId }: StoreBinding): boolean =>
    stores.some((store) => store.storeId === storeId);
  if (!bindings.every(isKnown)) throw new CloudFailure('no-such-entry');
  const encrypted = encryptSecret(parts.encryption(), secret, wanted);
  const check = async (): Promise<void> => {
    if ((await findMiniProgram(parts, appId)) === null) throw new CloudFailure('no-such-entry');
    const found = await listAll(accounts);
    const others = found.filter(({ _id }) => _id !== accountId);
    const isSame = (other: Found): boolean =>
      other['appId'] === appId && other['shopId'] === shopId && other['provider'] === provider;
    if (others.some(isSame))
      throw new CloudFailure('account-exists', accountExistsDetails(provider));
    const before = found.find(({ _id }) => _id === accountId);
    if (before !== undefined && before['appId'] !== appId) throw new CloudFailure('bad-request');
    if (read === 0) checkEntryLimit(found.length);
  };
  const saved = await addOneAtATime(parts, 'accounts', check, () =>
    saveEntry(accounts, accountId, read, accountFields(wanted, encrypted)),
  );
  return accountView(accountOf({ ...saved, _id: accountId }), parts.encryption());
}

function accountExistsDetails(provider: ProviderName): { readonly message?: string } {
  const { hasOneAccount, title } = factsOf(provider);
  return hasOneAccount ? { message: `这个小程序已经有一个${title}的账号了。` } : {};
}

/** Throws `secret-needed` when no stored secret can be decrypted for this shopid. */
function storedSecretOf(
  { encryption }: ShopParts,
  known: StoredAccounts,
  { accountId, appId, shopId }: Pick<StoredAccount, 'accountId' | 'appId' | 'shopId'>,
): string {
  const before = known.find((one) => one.accountId === accountId);
  const isSame = before?.shopId === shopId && before.appId === appId;
  const decrypted = isSame ? decryptSecret(encryption(), before) : null;
  if (decrypted === null) throw new CloudFailure('secret-needed');
  return decrypted.secret;
}

async function removeAccount(
  { collections, audit }: ShopParts,
  { accountId, version: read }: ShopCalls['remove-account']['input'],
  known: StoredAccounts,
  { staff }: Actor,
): Promise<object> {
  const about = known.find((one) => one.accountId === accountId)?.label ?? '';
  await audit.logAround({ by: staff, act: 'remove-account', about }, async () => {
    if (!(await collections.accounts.remove(accountId, read)))
      throw new CloudFailure('changed-meanwhile');
  });
  return {};
}
