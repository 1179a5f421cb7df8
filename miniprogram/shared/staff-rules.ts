import type { Role, StoreScope } from './shop';

/** Who of the staff may do what with whom: by these rules the cloud refuses, and pages offer only what it will not refuse. */

/** Whether all stores of one scope belong to another. */
export function isWithin(inner: StoreScope, outer: StoreScope): boolean {
  if (outer === 'all') return true;
  return inner !== 'all' && inner.every((storeId) => outer.includes(storeId));
}

/** Whether somebody may invite and remove such a person: the owner anybody, a manager clerks of their own stores. */
export function mayManage(
  { role, stores }: { readonly role: Role; readonly stores: StoreScope },
  other: { readonly role: Role; readonly stores: StoreScope },
): boolean {
  if (role === 'owner') return true;
  return role === 'manager' && other.role === 'clerk' && isWithin(other.stores, stores);
}

/** Roles that are let in only when the inviter has confirmed the joiner's name. */
export function needsConfirmation(role: Role): boolean {
  return role === 'owner' || role === 'manager';
}
