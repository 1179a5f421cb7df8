import { type Store, type StoreScope, isScopeWithin } from '../../../miniprogram/contract/shop';
import type { UsableAccount } from './account-book';

/** Account and store number for a look-up. An account's stores without a number share a target. */
export interface LookUpTarget {
  /** Identifies the target in stored records, so it must not depend on the person who asks. */
  readonly key: string;
  readonly account: UsableAccount;
  readonly shopNo: string | null;
}

/** Lists the look-up targets that serve at least one of the stores. */
export function targetsOf(
  accounts: readonly UsableAccount[],
  stores: StoreScope,
): readonly LookUpTarget[] {
  const targets = new Map<string, LookUpTarget>();
  for (const account of accounts) {
    for (const { storeId, shopNo } of account.bindings) {
      if (!isScopeWithin([storeId], stores)) continue;
      const key = `${account.accountId} ${shopNo ?? ''}`;
      targets.set(key, { key, account, shopNo });
    }
  }
  return [...targets.values()];
}

export function targetsByKey(
  accounts: readonly UsableAccount[],
  stores: StoreScope,
): ReadonlyMap<string, LookUpTarget> {
  return new Map(targetsOf(accounts, stores).map((target) => [target.key, target]));
}

export function readTargetKey(key: string): {
  readonly accountId: string;
  readonly shopNo: string | null;
} {
  const spaceIndex = key.indexOf(' ');
  const shopNo = key.slice(spaceIndex + 1);
  return { accountId: key.slice(0, spaceIndex), shopNo: shopNo === '' ? null : shopNo };
}

/** Lists the ids of the stores that a look-up target serves. */
export function storesOf({ account, shopNo }: LookUpTarget): readonly string[] {
  const bindings = account.bindings.filter((binding) => binding.shopNo === shopNo);
  return bindings.map(({ storeId }) => storeId);
}

/** Lists the stores in `storeIds` that are also among a person's `stores`. */
export function commonStoreIds(storeIds: readonly string[], stores: StoreScope): readonly string[] {
  if (stores === 'all') return storeIds;
  return stores.filter((storeId) => storeIds.includes(storeId));
}

/** Finds the store of a delivery whose possible stores are `ids`; undefined unless exactly one. */
export function onlyStoreOf(ids: readonly string[], stores: readonly Store[]): Store | undefined {
  const [storeId, secondId] = ids;
  return secondId === undefined ? stores.find((store) => store.storeId === storeId) : undefined;
}
