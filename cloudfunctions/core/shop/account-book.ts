import type { Binding } from '../../../miniprogram/shared/shop';
import { held } from '../runtime/held';
import { readEnvironmentAccount } from '../runtime/settings';
import type { StoredAccount } from './accounts';
import { closeSecret, listAccounts, openSecret } from './accounts';
import type { ShopParts } from './shop-parts';

/** A delivery account that can be asked. */
export interface UsableAccount {
  readonly accountId: string;
  readonly version: number;
  /** WeChat's `delivery_id`; empty for the environment's account, which does not say. */
  readonly company: string;
  readonly label: string;
  readonly shopId: string;
  /** Null when the key that encrypted it is lost. */
  readonly secret: string | null;
  /** Null: it is every store's. */
  readonly bindings: readonly Binding[] | null;
  /** With `bindings` null. */
  readonly shopNo: string | null;
}

export interface AccountBook {
  /** All accounts, as they were at most `maxAgeMs` ago; a minute when left out. */
  readonly accounts: (maxAgeMs?: number) => Promise<readonly UsableAccount[]>;
}

/** The accounts that the owner has stored; while there are none, that of the environment. */
export function createAccountBook(parts: ShopParts): AccountBook {
  const book = held(() => read(parts), parts.now);
  return { accounts: book.get };
}

async function read(parts: ShopParts): Promise<readonly UsableAccount[]> {
  const stored = await listAccounts(parts.collections.accounts);
  if (stored.length > 0) return Promise.all(stored.map((account) => opened(parts, account)));
  const account = readEnvironmentAccount(parts.environment);
  if (account === null) return [];
  return [{ ...account, accountId: '', version: 0, company: '', label: '', bindings: null }];
}

async function opened(
  { collections, seal }: ShopParts,
  account: StoredAccount,
): Promise<UsableAccount> {
  const { accountId, version, company, label, shopId, bindings } = account;
  const secret = openSecret(seal(), account);
  if (secret?.isOld === true) {
    const sealed = closeSecret(seal(), secret.secret, accountId, shopId);
    // If another instance was faster, it has done the same; if it fails, the next time does it.
    await collections.accounts
      .replace(accountId, version, { secret: sealed, version: version + 1 })
      .catch(() => false);
  }
  return {
    accountId,
    version,
    company,
    label,
    shopId,
    secret: secret?.secret ?? null,
    bindings,
    shopNo: null,
  };
}
