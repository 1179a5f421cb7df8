import type { Store, StoreScope } from '../../../miniprogram/contract/shop';
import { isWithin } from '../../../miniprogram/contract/shop';
import type { UsableAccount } from './account-book';

/** Look-up target: delivery account and store number. Stores without a number share a target. */
export interface LookUpTarget {
  /** Key of the target. It must stay the same for all callers, because records store it. */
  readonly key: string;
  readonly account: UsableAccount;
  readonly shopNo: string | null;
}

/** Lists the look-up targets that serve at least one of the given stores. */
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

/** Returns the look-up targets of some stores by their keys. */
export function targetsByKey(
  accounts: readonly UsableAccount[],
  stores: StoreScope,
): ReadonlyMap<string, LookUpTarget> {
  return new Map(targetsOf(accounts, stores).map((target) => [target.key, target]));
}

/** Splits the key of a look-up target into its parts. */
export function readTargetKey(key: string): {
  readonly accountId: string;
  readonly shopNo: string | null;
} {
  const end = key.indexOf(' ');
  const shopNo = key.slice(end + 1);
  return { accountId: key.slice(0, end), shopNo: shopNo === '' ? null : shopNo };
}

/**
 * Lists the stores that a look-up target serves.
 *
 * @returns null when it serves all stores
 */
export function storesOf({ account, shopNo }: LookUpTarget): readonly string[] | null {
  const bindings = account.bindings?.filter((binding) => binding.shopNo === shopNo);
  return bindings?.map(({ storeId }) => storeId) ?? null;
}

/** Store id that means all stores, for the account in the environment variables. */
export const EVERY_STORE = '*';

/** Tells whether a target that serves these stores serves one of them. */
export function serves(storeIds: readonly string[], storeId: string): boolean {
  return storeIds.includes(storeId) || storeIds.includes(EVERY_STORE);
}

/** Lists those of the stores that a target serves to which a person belongs. */
export function commonStores(storeIds: readonly string[], stores: StoreScope): readonly string[] {
  if (stores === 'all') return storeIds;
  return stores.filter((storeId) => serves(storeIds, storeId));
}

/**
 * Finds the store of a delivery by the stores that its look-up target serves.
 *
 * @returns undefined unless exactly one store is possible
 */
export function onlyStoreOf(
  storeIds: readonly string[] | null,
  stores: readonly Store[],
): Store | undefined {
  const [storeId, other] = storeIds ?? [];
  return other === undefined ? stores.find((store) => store.storeId === storeId) : undefined;
}
