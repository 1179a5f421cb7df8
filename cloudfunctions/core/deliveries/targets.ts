import type { StoreScope } from '../../../miniprogram/contract/shop';
import { isWithin } from '../../../miniprogram/contract/shop';
import type { UsableAccount } from '../shop/account-book';

/**
 * What may be asked for an order: an account, by the number that a store has there. Stores without
 * numbers of their own share a target.
 */
export interface LookUpTarget {
  /** The same for everybody, and over time. */
  readonly key: string;
  readonly account: UsableAccount;
  readonly shopNo: string | null;
}

/** The targets that somebody may ask: those of their own stores. */
export function targetsOf(
  accounts: readonly UsableAccount[],
  stores: StoreScope,
): readonly LookUpTarget[] {
  const targets = new Map<string, LookUpTarget>();
  for (const account of accounts) {
    const bindings = account.bindings ?? [{ storeId: null, shopNo: account.shopNo }];
    for (const { storeId, shopNo } of bindings) {
      if (storeId !== null && !isWithin([storeId], stores)) continue;
      const key = `${account.accountId} ${shopNo ?? ''}`;
      targets.set(key, { key, account, shopNo });
    }
  }
  return [...targets.values()];
}

/** What a target's key is made of. */
export function readTargetKey(key: string): {
  readonly accountId: string;
  readonly shopNo: string | null;
} {
  const end = key.indexOf(' ');
  const shopNo = key.slice(end + 1);
  return { accountId: key.slice(0, end), shopNo: shopNo === '' ? null : shopNo };
}

/** The stores that a target serves; null: all of them. */
export function storesOf({ account, shopNo }: LookUpTarget): readonly string[] | null {
  const bindings = account.bindings?.filter((binding) => binding.shopNo === shopNo);
  return bindings?.map(({ storeId }) => storeId) ?? null;
}
