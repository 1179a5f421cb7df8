import type { StoreScope } from '../../../miniprogram/contract/shop';
import { accountName } from '../../../miniprogram/contract/shop-settings';
import { createCache } from '../storage/cached';
import { type StoredAccount, encryptSecret, decryptSecret, readAccounts } from './accounts';
import type { ShopParts } from '../access/shop-context';

export interface UsableAccount extends Omit<StoredAccount, 'secret'> {
  /** Decrypted secret of the company, or keys of 同城配送 as JSON; null when it cannot be decrypted. */
  readonly secret: string | null;
}

/** Accounts with decrypted secrets, which each instance of a function caches for a minute. */
export type AccountBook = ReturnType<typeof createAccountBook>;

export function createAccountBook(parts: ShopParts) {
  const { collections, now } = parts;
  const damageCheck = createCache(() => collections.accounts.hasUnversioned('bindings'), now);
  const usableAccounts = createCache(() => readUsableAccounts(parts), now);
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

async function readUsableAccounts(parts: ShopParts) {
  const { accounts: list, damagedStores } = await readAccounts(parts.collections.accounts);
  const accounts = await Promise.all(
    list.map((account) => decryptAccount(parts, { ...account, label: accountName(account, list) })),
  );
  return { accounts, damagedStores };
}

async function decryptAccount(
  { collections, encryption }: ShopParts,
  account: StoredAccount,
): Promise<UsableAccount> {
  const { accountId, version } = account;
  const decrypted = decryptSecret(encryption(), account);
  if (decrypted?.isOld === true) {
    const encryptedSecret = encryptSecret(encryption(), decrypted.secret, account);
    // A failed write is ignored: another instance was faster, or the next call tries again.
    await collections.accounts
      .replace(accountId, version, { secret: encryptedSecret, version: version + 1 })
      .catch(() => false);
  }
  return { ...account, secret: decrypted?.secret ?? null };
}
