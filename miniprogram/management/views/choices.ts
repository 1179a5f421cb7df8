import type { Role, Store, StoreScope } from '../../contract/shop';
import type { ReadForm } from './typed-text';
import { ROLE_DUTIES, ROLE_NAMES } from '../../shop/roles';

/** Option in a `choice-list`. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly title: string;
  /** Explanation; may be empty. */
  readonly detail: string;
}

/** Default role of an invite: the role of most people in a shop. */
export const USUAL_ROLE: Role = 'clerk';

const INVITED_BY: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['clerk', 'manager', 'owner', 'reviewer'],
  manager: ['clerk'],
  clerk: [],
  reviewer: [],
};

/** @returns options for the roles to which a person may invite others */
export function rolesToInvite(inviter: Role): readonly Choice<Role>[] {
  return INVITED_BY[inviter].map(roleChoice);
}

/** Options for the role of a member: all but `reviewer`, because that role cannot be changed. */
export const ROLES_TO_GIVE = (['clerk', 'manager', 'owner'] as const).map(roleChoice);

/** Tells whether a role is limited to chosen stores; owners have all stores, reviewers none. */
export function hasChosenStores(role: Role): boolean {
  return role === 'manager' || role === 'clerk';
}

/** @returns options for the stores that a person may give; `all` only if the person has all */
export function storesToGive(
  giver: StoreScope,
  stores: readonly Pick<Store, 'storeId' | 'name'>[],
): readonly Choice[] {
  const each = stores.map(({ storeId, name }) => ({ value: storeId, title: name, detail: '' }));
  if (giver !== 'all') return each;
  return [{ value: 'all', title: '全部门店', detail: '包括以后新开的' }, ...each];
}

/** @returns the stores chosen at first: the only possible choice if there is just one, else none */
export function usualScope(
  giver: StoreScope,
  stores: readonly Pick<Store, 'storeId'>[],
): StoreScope {
  if (stores.length === 1) return stores.map(({ storeId }) => storeId);
  return stores.length === 0 && giver === 'all' ? 'all' : [];
}

/** @returns the new scope (all stores, or a list) after a tap on an option of `storesToGive` */
export function scopeAfterTap(scope: StoreScope, tapped: string): StoreScope {
  if (tapped === 'all') return scope === 'all' ? [] : 'all';
  if (scope === 'all') return [tapped];
  return scope.includes(tapped)
    ? scope.filter((storeId) => storeId !== tapped)
    : [...scope, tapped];
}

/** @returns the values of the `storesToGive` options that are chosen in a scope */
export function chosenStores(scope: StoreScope): readonly string[] {
  return scope === 'all' ? ['all'] : scope;
}

/** Validates the chosen stores of a role. The result for roles without a choice is `all`. */
export function readScope(role: Role, scope: StoreScope): ReadForm<StoreScope, 'stores'> {
  if (!hasChosenStores(role)) return { ok: true, value: 'all' };
  if (scope.length > 0) return { ok: true, value: scope };
  return { ok: false, reasons: { stores: '请至少选一家门店。' } };
}

function roleChoice<Some extends Role>(role: Some): Choice<Some> {
  return { value: role, title: ROLE_NAMES[role], detail: ROLE_DUTIES[role] };
}
