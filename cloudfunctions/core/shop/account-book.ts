import type { StoreScope } from '../../../miniprogram/contract/shop';
import { accountName } from '../../../miniprogram/contract/shop-settings';
import { cached } from '../storage/cached';
import { type StoredAccount, encryptSecret, decryptSecret, readAccounts } from './accounts';
import type { ShopParts } from '../access/shop-context';

export interface UsableAccount extends Omit<StoredAccount, 'secret' | 'certificates'> {
  /** Decrypted secret of the company, or keys of 同城配送 as JSON; null when it cannot be decrypted. */
  readonly secret: string | null;
}

export interface AccountBook {
  /** Lists all accounts. The list may be up to `maxAgeMs` old; by default one minute. */
  readonly accounts: (maxAgeMs?: number) => Promise<readonly UsableAccount[]>;
  /** Tells whether an unreadable account may serve these stores; the answer may be a minute old. */
  readonly mayLackAccountOf: (stores: StoreScope) => Promise<boolean>;
}

export function createAccountBook(parts: ShopParts): AccountBook {
  const { collections, now } = parts;
  const lost = cached(() => collections.accounts.hasLost('bindings'), now);
  const book = cached(() => read(parts), now);
  return {
    accounts: async (maxAgeMs) => (await book.get(maxAgeMs)).accounts,
    mayLackAccountOf: async (stores) => {
      const [{ damagedStores }, hasLost] = await Promise.all([book.get(), lost.get()]);
      if (hasLost) return true;
      if (damagedStores === 'all' || stores === 'all') return damagedStores.length > 0;
      return damagedStores.some((storeId) => stores.includes(storeId));
    },
  };
}

async function read(parts: ShopParts): Promise<Accounts> {
  const { accounts: stored, damagedStores } = await readAccounts(parts.collections.accounts);
  const accounts = await Promise.all(
    stored.map((account) =>
      usableAccount(parts, { ...account, label: accountName(account, stored) }),
    ),
  );
  return { accounts, damagedStores };
}

interface Accounts {
  readonly accounts: readonly UsableAccount[];
  readonly damagedStores: StoreScope;
}

async function usableAccount(
  { collections, encryption }: ShopParts,
  account: StoredAccount,
): Promise<UsableAccount> {
  const { accountId, version, appId, provider, company, label, shopId, bindings } = account;
  const secret = decryptSecret(encryption(), account);
  if (secret?.isOld === true) {
    const encrypted = encryptSecret(encryption(), secret.secret, account);
    // A failure is ignored: either another instance has done this first, or the next call tries
    // again.
    await collections.accounts
      .replace(accountId, version, { secret: encrypted, version: version + 1 })
      .catch(() => false);
  }
  return {
    accountId,
    version,
    appId,
    provider,
    company,
    label,
    shopId,
    secret: secret?.secret ?? null,
    bindings,
  };
}
