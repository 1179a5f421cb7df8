import type { StoreScope } from '../../../miniprogram/shared/shop';
import { isWithin } from '../../../miniprogram/shared/staff-rules';
import type { UsableAccount } from '../shop/account-book';

/** One way to ask for an order: an account, by the number that a store has there. Stores without numbers of their own share a pair. */
export interface Pair {
  /** The same for everybody, and over time. */
  readonly key: string;
  readonly account: UsableAccount;
  readonly shopNo: string | null;
}

/** The pairs that somebody may ask: those of their own stores. */
export function pairsOf(accounts: readonly UsableAccount[], stores: StoreScope): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const account of accounts) {
    const bindings = account.bindings ?? [{ storeId: null, shopNo: account.shopNo }];
    for (const { storeId, shopNo } of bindings) {
      if (storeId !== null && !isWithin([storeId], stores)) continue;
      const key = `${account.accountId} ${shopNo ?? ''}`;
      pairs.set(key, { key, account, shopNo });
    }
  }
  return [...pairs.values()];
}

/** The account in a pair's key. */
export function accountIn(key: string): string {
  return pairIn(key).accountId;
}

/** What a pair's key is made of. */
export function pairIn(key: string): {
  readonly accountId: string;
  readonly shopNo: string | null;
} {
  const end = key.indexOf(' ');
  const shopNo = key.slice(end + 1);
  return { accountId: key.slice(0, end), shopNo: shopNo === '' ? null : shopNo };
}

/** The stores that a pair serves; null: all of them. */
export function storesOf({ account, shopNo }: Pair): readonly string[] | null {
  const bindings = account.bindings?.filter((binding) => binding.shopNo === shopNo);
  return bindings?.map(({ storeId }) => storeId) ?? null;
}
