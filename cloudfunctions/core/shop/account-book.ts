import type { Binding, StoreScope } from '../../../miniprogram/contract/shop';
import type { Held } from '../storage/held';
import { held } from '../storage/held';
import { readEnvironmentAccount } from '../runtime/settings';
import type { StoredAccount } from './accounts';
import { encryptSecret, decryptSecret, readAccounts } from './accounts';
import type { ShopParts } from '../access/shop-context';

/** Delivery account for look-ups. `company` is empty for the account in environment variables. */
export interface UsableAccount extends Omit<StoredAccount, 'secret' | 'bindings' | 'certificates'> {
  /**
   * Decrypted secret: of the company, or the keys of 同城配送 as JSON. Null when the key that
   * encrypted it is lost.
   */
  readonly secret: string | null;
  /** Stores that the account serves, with their numbers; null when it serves every store. */
  readonly bindings: readonly Binding[] | null;
  /** Store number to use when `bindings` is null. */
  readonly shopNo: string | null;
}

export interface AccountBook {
  /** Lists all accounts. The list may be up to `maxAgeMs` old; by default one minute. */
  readonly accounts: (maxAgeMs?: number) => Promise<readonly UsableAccount[]>;
  /**
   * Tells whether an account with an unreadable document may serve one of these stores, so that an
   * order may exist although no account finds it. The answer may be up to a minute old.
   */
  readonly mayLack: (stores: StoreScope) => Promise<boolean>;
}

/**
 * Creates a cached reader of the owner's delivery accounts. While there are none, it returns the
 * account in the environment variables.
 */
export function createAccountBook(parts: ShopParts): AccountBook {
  const { collections, now } = parts;
  const lost = held(() => collections.accounts.hasLost('bindings'), now);
  const book = held(() => read(parts, lost), now);
  return {
    accounts: async (maxAgeMs) => (await book.get(maxAgeMs)).accounts,
    mayLack: async (stores) => {
      const [{ damagedStores }, hasLost] = await Promise.all([book.get(), lost.get()]);
      if (hasLost) return true;
      if (damagedStores === 'all' || stores === 'all') return damagedStores.length > 0;
      return damagedStores.some((storeId) => stores.includes(storeId));
    },
  };
}

async function read(parts: ShopParts, lost: Held<boolean>): Promise<Accounts> {
  const { accounts: stored, damagedStores } = await readAccounts(parts.collections.accounts);
  const accounts = await Promise.all(stored.map((account) => usableAccount(parts, account)));
  // The environment's account serves every store, so it must not replace a damaged account.
  if (accounts.length > 0 || damagedStores.length > 0 || (await lost.get(0)))
    return { accounts, damagedStores };
  return { accounts: environmentAccounts(parts), damagedStores };
}

interface Accounts {
  readonly accounts: readonly UsableAccount[];
  readonly damagedStores: StoreScope;
}

function environmentAccounts({ environment }: ShopParts): readonly UsableAccount[] {
  const account = readEnvironmentAccount(environment);
  if (account === null) return [];
  const provider = 'wechat-instant';
  return [
    { ...account, provider, accountId: '', version: 0, company: '', label: '', bindings: null },
  ];
}

async function usableAccount(
  { collections, encryption }: ShopParts,
  account: StoredAccount,
): Promise<UsableAccount> {
  const { accountId, version, provider, company, label, shopId, bindings } = account;
  const secret = decryptSecret(encryption(), account);
  if (secret?.isOld === true) {
    const encrypted = encryptSecret(encryption(), secret.secret, accountId, shopId);
    // Fails when another instance has done this first. After any error the next call tries again.
    await collections.accounts
      .replace(accountId, version, { secret: encrypted, version: version + 1 })
      .catch(() => false);
  }
  return {
    accountId,
    version,
    provider,
    company,
    label,
    shopId,
    secret: secret?.secret ?? null,
    bindings,
    shopNo: null,
  };
}
