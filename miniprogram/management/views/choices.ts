import type { Role, Store, StoreScope } from '../../contract/shop';
import { type ReadForm, accept, refuse } from './typed-text';
import { ROLE_DUTIES, ROLE_NAMES } from '../../shop/roles';

/** Option in a `choice-list`. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly title: string;
  /** Explanation of the option, shown below its title; may be empty. */
  readonly detail: string;
  /** Reason why the option cannot be chosen; missing if it can. */
  readonly unfit?: string;
}

/** Default role of an invite: the role of most people in a shop. */
export const DEFAULT_ROLE: Role = 'clerk';

const ROLES_INVITED_BY: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['clerk', 'manager', 'owner', 'reviewer'],
  manager: ['clerk'],
  clerk: [],
  reviewer: [],
};

/** @returns options for the role to give in an invite. `inviter`: role of the person who invites */
export function rolesToInvite(inviter: Role): readonly Choice<Role>[] {
  return ROLES_INVITED_BY[inviter].map(roleChoice);
}

/** Options for the role of a member: all but `reviewer`, because that role cannot be changed. */
export const ROLES_TO_GIVE = (['clerk', 'manager', 'owner'] as const).map(roleChoice);

function roleChoice<OneRole extends Role>(role: OneRole): Choice<OneRole> {
  return { value: role, title: ROLE_NAMES[role], detail: ROLE_DUTIES[role] };
}

/** Tells whether a role needs a choice of stores. Owners have all stores, reviewers have none. */
export function needsStoreChoice(role: Role): boolean {
  return role === 'manager' || role === 'clerk';
}

const ALL_STORES_CHOICE: Choice = { value: 'all', title: '全部门店', detail: '包括以后新开的' };

/** @returns options: the stores that a person may give to others. `giver`: that person's stores */
export function storesToGive(giver: StoreScope, stores: readonly Store[]): readonly Choice[] {
  const options = stores.map(({ storeId, name }) => ({ value: storeId, title: name, detail: '' }));
  return giver === 'all' ? [ALL_STORES_CHOICE, ...options] : options;
}

/** @returns the values of the options for the stores of `scope`: store ids, or only `all` */
export function storeValues(scope: StoreScope): readonly string[] {
  return scope === 'all' ? [ALL_STORES_CHOICE.value] : scope;
}

/** @returns the stores chosen at first: the only one; 全部门店 if none exists and it may be given */
export function defaultStores(giver: StoreScope, stores: readonly Store[]): readonly string[] {
  if (stores.length === 1) return stores.map(({ storeId }) => storeId);
  return stores.length === 0 && giver === 'all' ? [ALL_STORES_CHOICE.value] : [];
}

/** @returns the chosen values after a tap. `all` and single stores exclude each other */
export function toggleChosen(chosenIds: readonly string[], tapped: string): readonly string[] {
  if (chosenIds.includes(tapped)) return chosenIds.filter((choice) => choice !== tapped);
  return tapped === ALL_STORES_CHOICE.value
    ? [tapped]
    : [...chosenIds.filter((choice) => choice !== ALL_STORES_CHOICE.value), tapped];
}

/** Reads the stores chosen for a role; `all` for a role that needs no choice of stores. */
export function readStores(role: Role, chosen: readonly string[]): ReadForm<StoreScope, 'stores'> {
  if (!needsStoreChoice(role) || chosen.includes(ALL_STORES_CHOICE.value)) return accept('all');
  return chosen.length > 0 ? accept(chosen) : refuse('stores', '请至少选一家门店。');
}
