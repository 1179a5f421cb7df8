import type { StoreScope } from '../../../miniprogram/contract/shop';
import { accountName } from '../../../miniprogram/contract/shop-settings';
import { createCache } from '../storage/cached';
import { type StoredAccount, encryptSecret, decryptSecret, readAccounts } from './accounts';
import type { ShopContext } from '../access/shop-context';

export interface UsableAccount extends Omit<StoredAccount, 'secret'> {
  /** Decrypted secret of the company, or keys of 同城配送 as JSON; null when it cannot be decrypted. */
  readonly secret: string | null;
}

/** Accounts with decrypted secrets, which each instance of a function caches for a minute. */
export type AccountBook = ReturnType<typeof createAccountBook>;

export function createAccountBook(context: ShopContext) {
  const { collections, now } = context;
  const damageCheck = createCache(() => collections.accounts.hasUnversioned('bindings'), now);
  const usableAccounts = createCache(() => readUsableAccounts(context), now);
  return {
    /** Lists the accounts with secrets. The list may be `maxAgeMs` old; default: a minute. */
    accounts: async (maxAgeMs?: number): Promise<readonly UsableAccount[]> =>
      (await usableAccounts.get(maxAgeMs)).accounts,
    /** Tells whether an unreadable account may serve these stores. The data may be a minute old. */
    mayLackAccountOf: async (stores: StoreScope): Promise<boolean> => {
      const reading = Promise.all([usableAccounts.get(), damageCheck.get()]);
      const [{ damagedStores }, hasDamaged] = await reading;
      if (hasDamaged) return true;
      if (damagedStores === 'all' || stores === 'all') return damagedStores.length > 0;
      return damagedStores.some((storeId) => stores.includes(storeId));
    },
  };
}

async function readUsableAccounts(context: ShopContext) {
  const { accounts: stored, damagedStores } = await readAccounts(context.collections.accounts);
  const named = stored.map((account) => ({ ...account, label: accountName(account, stored) }));
  const accounts = await Promise.all(named.map((account) => decryptAccount(context, account)));
  return { accounts, damagedStores };
}

async function decryptAccount({ collections, encryption }: ShopContext, account: StoredAccount) {
  const { accountId, version } = account;
  const decryptedSecret = decryptSecret(encryption(), account);
  if (decryptedSecret?.isOld === true) {
    const encryptedSecret = encryptSecret(encryption(), decryptedSecret.secret, account);
    // A failed write is ignored: another instance was faster, or the next call tries again.
    await collections.accounts
      .replace(accountId, version, { secret: encryptedSecret, version: version + 1 })
      .catch(() => false);
  }
  return { ...account, secret: decryptedSecret?.secret ?? null };
}
