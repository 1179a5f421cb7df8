import type { Role, Store, StoreScope } from '../../contract/shop';
import { type ReadForm, accepted, refused } from './typed-text';
import { ROLE_DUTIES, ROLE_NAMES } from '../../shop/roles';

/** Option in a `choice-list`. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly title: string;
  /** Explanation; may be empty. */
  readonly detail: string;
  /** Reason why the option cannot be chosen; missing for one that can. */
  readonly unfit?: string;
}

/** Default role of an invite: the role of most people in a shop. */
export const USUAL_ROLE: Role = 'clerk';

const ROLES_INVITED_BY: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['clerk', 'manager', 'owner', 'reviewer'],
  manager: ['clerk'],
  clerk: [],
  reviewer: [],
};

/** @returns options for the roles to which a person may invite others */
export function rolesToInvite(inviter: Role): readonly Choice<Role>[] {
  return ROLES_INVITED_BY[inviter].map(roleChoice);
}

/** Options for the role of a member: all but `reviewer`, because that role cannot be changed. */
export const ROLES_TO_GIVE = (['clerk', 'manager', 'owner'] as const).map(roleChoice);

function roleChoice<Some extends Role>(role: Some): Choice<Some> {
  return { value: role, title: ROLE_NAMES[role], detail: ROLE_DUTIES[role] };
}

/** Tells whether stores are chosen for a role. Owners have all stores, reviewers have none. */
export function hasChosenStores(role: Role): boolean {
  return role === 'manager' || role === 'clerk';
}

const ALL_STORES_CHOICE: Choice = { value: 'all', title: '全部门店', detail: '包括以后新开的' };

/** @returns options for the stores that a person may give; `all` only if the person has `all` */
export function storesToGive(giver: StoreScope, stores: readonly Store[]): readonly Choice[] {
  const each = stores.map(({ storeId, name }) => ({ value: storeId, title: name, detail: '' }));
  return giver === 'all' ? [ALL_STORES_CHOICE, ...each] : each;
}

/** @returns the values of the options that stand for these stores */
export function chosenStores(scope: StoreScope): readonly string[] {
  return scope === 'all' ? [ALL_STORES_CHOICE.value] : scope;
}

/** @returns the values chosen at first: the only possible store, else none */
export function usualStores(giver: StoreScope, stores: readonly Store[]): readonly string[] {
  if (stores.length === 1) return stores.map(({ storeId }) => storeId);
  return stores.length === 0 && giver === 'all' ? [ALL_STORES_CHOICE.value] : [];
}

/** @returns the chosen values after a tap. `all` and single stores exclude each other */
export function chosenAfterTap(chosen: readonly string[], tapped: string): readonly string[] {
  if (chosen.includes(tapped)) return chosen.filter((value) => value !== tapped);
  return tapped === ALL_STORES_CHOICE.value
    ? [tapped]
    : [...chosen.filter((value) => value !== ALL_STORES_CHOICE.value), tapped];
}

/** Reads the stores chosen for a role; `all` for a role without a choice of stores. */
export function readScope(role: Role, chosen: readonly string[]): ReadForm<StoreScope, 'stores'> {
  if (!hasChosenStores(role) || chosen.includes(ALL_STORES_CHOICE.value)) return accepted('all');
  return chosen.length > 0 ? accepted(chosen) : refused('stores', '请至少选一家门店。');
}
