import type { StoreScope } from '../../../miniprogram/contract/shop';
import { accountName } from '../../../miniprogram/contract/shop-settings';
import { cached } from '../storage/cached';
import { type StoredAccount, encryptSecret, decryptSecret, readAccounts } from './accounts';
import type { ShopParts } from '../access/shop-context';

export interface UsableAccount extends Omit<StoredAccount, 'secret'> {
  /** Decrypted secret of the company, or keys of 同城配送 as JSON; null when it cannot be decrypted. */
  readonly secret: string | null;
}

export type AccountBook = ReturnType<typeof createAccountBook>;

export function createAccountBook(parts: ShopParts) {
  const { collections, now } = parts;
  const lost = cached(() => collections.accounts.hasUnversioned('bindings'), now);
  const book = cached(() => readAccountBook(parts), now);
  return {
    /** Lists the accounts with secrets. The list may be `maxAgeMs` old; default: a minute. */
    accounts: async (maxAgeMs?: number): Promise<readonly UsableAccount[]> =>
      (await book.get(maxAgeMs)).accounts,
    /** Tells whether an unreadable account may serve these stores; may be a minute old. */
    mayLackAccountOf: async (stores: StoreScope): Promise<boolean> => {
      const [{ damagedStores }, hasLost] = await Promise.all([book.get(), lost.get()]);
      if (hasLost) return true;
      if (damagedStores === 'all' || stores === 'all') return damagedStores.length > 0;
      return damagedStores.some((storeId) => stores.includes(storeId));
    },
  };
}

async function readAccountBook(parts: ShopParts) {
  const { accounts: stored, damagedStores } = await readAccounts(parts.collections.accounts);
  const accounts = await Promise.all(
    stored.map((account) =>
      usableAccount(parts, { ...account, label: accountName(account, stored) }),
    ),
  );
  return { accounts, damagedStores };
}

async function usableAccount(
  { collections, encryption }: ShopParts,
  account: StoredAccount,
): Promise<UsableAccount> {
  const { accountId, version } = account;
  const secret = decryptSecret(encryption(), account);
  if (secret?.isOld === true) {
    const encrypted = encryptSecret(encryption(), secret.secret, account);
    // A failure is ignored: another instance has done this first, or the next call does.
    await collections.accounts
      .replace(accountId, version, { secret: encrypted, version: version + 1 })
      .catch(() => false);
  }
  return { ...account, secret: secret?.secret ?? null };
}
