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
  describeAccount,
  decryptSecret,
  encryptSecret,
  listAccounts,
} from './accounts';
import { type Actor, type Subject, OWNER_ONLY, staffAction } from '../access/access';
import { id, listOf, nothing, typedText, version } from '../access/input-shapes';
import { checkEntryLimit, createId, saveEntry } from '../storage/change-document';
import { type Found, listAll } from '../storage/documents';
import { addOneAtATime } from '../storage/one-at-a-time';
import type { ShopContext } from '../access/shop-context';
import { findMiniProgram } from './mini-programs';
import { listStores } from './stores';

/** Store that an account serves. `shopNo` has no blanks, because the company gets it unchanged. */
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
export function accountActions(context: ShopContext) {
  const { collections, encryption } = context;
  return {
    'list-accounts': staffAction({
      ...OWNER_ONLY,
      input: nothing,
      handle: async () => ({
        accounts: (await listAccounts(collections.accounts)).map((account) =>
          describeAccount(account, encryption()),
        ),
      }),
    }),
    'save-account': staffAction({
      ...OWNER_ONLY,
      input: draftInput,
      findSubject: ({ accountId }) => findAccountSubject(context, accountId, 'wechat-instant'),
      handle: (draft, actor, { accounts }) => {
        if ((draft.accountId === null) !== (draft.version === 0))
          throw new CloudFailure('bad-request');
        return saveAccount(context, draft, accounts, actor);
      },
    }),
    'remove-account': staffAction({
      ...OWNER_ONLY,
      input: type({ accountId: id, version }),
      findSubject: ({ accountId }) => findAccountSubject(context, accountId),
      handle: (input, actor, { accounts }) => removeAccount(context, input, accounts, actor),
    }),
  };
}

type StoredAccounts = readonly StoredAccount[];

/** Reads the accounts, to change one or add one (`accountId` null); null if `provider` lacks it. */
export async function findAccountSubject(
  { collections }: ShopContext,
  accountId: string | null,
  provider?: ProviderName,
): Promise<(Subject & { readonly accounts: StoredAccounts }) | null> {
  const accounts = await listAccounts(collections.accounts);
  const isThisAccount = (account: StoredAccount): boolean =>
    account.accountId === accountId && (provider ?? account.provider) === account.provider;
  return accountId === null || accounts.some(isThisAccount) ? { stores: 'all', accounts } : null;
}

function saveAccount(
  context: ShopContext,
  draft: AccountDraft,
  accounts: StoredAccounts,
  { staff }: Actor,
): Promise<Account> {
  const label = draft.label.trim();
  return context.audit.logAround({ by: staff, act: 'save-account', about: label }, async () => {
    const { appId, version, provider, bindings } = draft;
    const ids = { accountId: draft.accountId ?? createId(), appId, shopId: draft.shopId.trim() };
    const secret = draft.secret?.trim() ?? storedSecretOf(context, accounts, ids);
    const company = draft.company.trim();
    const accountToStore = { ...ids, version, provider, company, label, secret, bindings };
    return storeAccount(context, { ...accountToStore, certificates: undefined });
  });
}

/**
 * Stores an account, given with its plain `secret`. No other may have the same mini-program,
 * service and shopid. Throws `no-such-entry`, `account-exists`, `limit-reached`,
 * `changed-meanwhile`.
 */
export async function storeAccount(context: ShopContext, account: StoredAccount): Promise<Account> {
  const { accountId, version: versionRead, appId, provider, shopId, secret, bindings } = account;
  const { accounts, stores: storeDocuments } = context.collections;
  const stores = await listStores(storeDocuments);
  const isStoreFound = ({ storeId }: StoreBinding): boolean =>
    stores.some((store) => store.storeId === storeId);
  if (!bindings.every(isStoreFound)) throw new CloudFailure('no-such-entry');
  const encryptedSecret = encryptSecret(context.encryption(), secret, account);
  const checkAccount = async (): Promise<void> => {
    if ((await findMiniProgram(context, appId)) === null) throw new CloudFailure('no-such-entry');
    const documents = await listAll(accounts);
    const otherAccounts = documents.filter(({ _id }) => _id !== accountId);
    const isSameAccount = (other: Found): boolean =>
      other['appId'] === appId && other['shopId'] === shopId && other['provider'] === provider;
    if (otherAccounts.some(isSameAccount))
      throw new CloudFailure('account-exists', accountExistsDetails(provider));
    const stored = documents.find(({ _id }) => _id === accountId);
    if (stored !== undefined && stored['appId'] !== appId) throw new CloudFailure('bad-request');
    if (versionRead === 0) checkEntryLimit(documents.length);
  };
  const savedFields = await addOneAtATime(context, 'accounts', checkAccount, () =>
    saveEntry(accounts, accountId, versionRead, accountFields(account, encryptedSecret)),
  );
  return describeAccount(accountOf({ ...savedFields, _id: accountId }), context.encryption());
}

function accountExistsDetails(provider: ProviderName): { readonly message?: string } {
  const { hasOneAccount, title } = factsOf(provider);
  return hasOneAccount ? { message: `这个小程序已经有一个${title}的账号了。` } : {};
}

/** Returns an account's stored secret; throws `secret-needed` if the AppID or shopid changes. */
function storedSecretOf(
  { encryption }: ShopContext,
  accounts: StoredAccounts,
  { accountId, appId, shopId }: Pick<StoredAccount, 'accountId' | 'appId' | 'shopId'>,
): string {
  const oldAccount = accounts.find((account) => account.accountId === accountId);
  const isSameShopId = oldAccount?.shopId === shopId && oldAccount.appId === appId;
  const decrypted = isSameShopId ? decryptSecret(encryption(), oldAccount) : null;
  if (decrypted === null) throw new CloudFailure('secret-needed');
  return decrypted.secret;
}

async function removeAccount(
  { collections, audit }: ShopContext,
  { accountId, version: versionRead }: ShopCalls['remove-account']['input'],
  accounts: StoredAccounts,
  { staff }: Actor,
): Promise<object> {
  const label = accounts.find((account) => account.accountId === accountId)?.label ?? '';
  await audit.logAround({ by: staff, act: 'remove-account', about: label }, async () => {
    if (!(await collections.accounts.remove(accountId, versionRead)))
      throw new CloudFailure('changed-meanwhile');
  });
  return {};
}
