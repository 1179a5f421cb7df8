import type { Role, Store, StoreScope } from '../../contract/shop';
import type { ReadForm } from './typed-text';
import { ROLE_DUTIES, ROLE_NAMES } from '../../shop/roles';

/** One of several things to choose from. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly title: string;
  /** May be empty. */
  readonly detail: string;
}

/** What most people of a shop are. */
export const USUAL_ROLE: Role = 'clerk';

const INVITED_BY: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['clerk', 'manager', 'owner', 'reviewer'],
  manager: ['clerk'],
  clerk: [],
  reviewer: [],
};

/** The roles that somebody may invite people to. */
export function rolesToInvite(inviter: Role): readonly Choice<Role>[] {
  return INVITED_BY[inviter].map(roleChoice);
}

/** The roles that a member may be given; a reviewer stays one. */
export const ROLES_TO_GIVE = (['clerk', 'manager', 'owner'] as const).map(roleChoice);

/** Whether people in a role have stores to be chosen: the owner has all, a reviewer none. */
export function hasChosenStores(role: Role): boolean {
  return role === 'manager' || role === 'clerk';
}

/** The stores that somebody may give to others, all of them first. */
export function storesToGive(
  giver: StoreScope,
  stores: readonly Pick<Store, 'storeId' | 'name'>[],
): readonly Choice[] {
  const each = stores.map(({ storeId, name }) => ({ value: storeId, title: name, detail: '' }));
  if (giver !== 'all') return each;
  return [{ value: 'all', title: '全部门店', detail: '包括以后新开的' }, ...each];
}

/** A scope after a tap on one of `storesToGive`: all stores, or some. */
export function scopeAfterTap(scope: StoreScope, tapped: string): StoreScope {
  if (tapped === 'all') return scope === 'all' ? [] : 'all';
  if (scope === 'all') return [tapped];
  return scope.includes(tapped)
    ? scope.filter((storeId) => storeId !== tapped)
    : [...scope, tapped];
}

/** The choices that a scope stands for. */
export function chosenStores(scope: StoreScope): readonly string[] {
  return scope === 'all' ? ['all'] : scope;
}

/**
 * Reads which stores somebody is to have in a role.
 *
 * @returns all stores for a role that has none to choose; a reason when none are chosen
 */
export function readScope(role: Role, scope: StoreScope): ReadForm<StoreScope, 'stores'> {
  if (!hasChosenStores(role)) return { ok: true, value: 'all' };
  if (scope.length > 0) return { ok: true, value: scope };
  return { ok: false, reasons: { stores: '请至少选一家门店。' } };
}

function roleChoice<Some extends Role>(role: Some): Choice<Some> {
  return { value: role, title: ROLE_NAMES[role], detail: ROLE_DUTIES[role] };
}
