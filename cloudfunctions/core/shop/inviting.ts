import type { Role, StoreScope } from '../../../miniprogram/shared/shop';
import type { Staff } from './staff';
import { isWithin } from './store-scope';

/** Whether somebody may invite such a person: the owner anybody, a manager clerks of their own stores. */
export function canInvite(
  { role, stores }: Pick<Staff, 'role' | 'stores'>,
  wanted: { readonly role: Role; readonly stores: StoreScope },
): boolean {
  if (role === 'owner') return true;
  return role === 'manager' && wanted.role === 'clerk' && isWithin(wanted.stores, stores);
}
