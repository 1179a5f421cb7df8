import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument, checkRoom } from '../storage/change-document';
import { listAll } from '../storage/list-all';
import { oneAtATime } from '../storage/one-at-a-time';
import { addOwner } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import type { Versioned } from '../storage/documents';
import type { Admission, Staff } from '../access/staff';
import { staffFields, staffOf } from '../access/staff';

type AdmitParts = Pick<ShopParts, 'collections' | 'now' | 'sleep'>;

/**
 * Adds a person to the staff, one person at a time.
 *
 * @throws CloudFailure `limit-reached` when the staff has its maximum number of people
 */
export function admit(parts: AdmitParts, admission: Admission): Promise<Staff> {
  const check = async (): Promise<void> => {
    const people = await listAll(parts.collections.staff);
    const isNew = !people.some(({ _id }) => _id === admission.openId);
    if (isNew) checkRoom(people.length);
  };
  return oneAtATime(parts, 'staff', check, () => put(parts, admission, () => undefined));
}

/**
 * Gives a staff member another role or other stores.
 *
 * @throws CloudFailure `changed-meanwhile` when the member has been removed: removals are final
 */
export async function reassign(
  parts: AdmitParts,
  { openId, name }: Staff,
  { role, stores }: Pick<Admission, 'role' | 'stores'>,
): Promise<Staff> {
  return put(parts, { openId, name, role, stores, expiresAt: null }, (before) => {
    if (before === null) throw new CloudFailure('changed-meanwhile');
  });
}

async function put(
  { collections, now }: AdmitParts,
  admission: Admission,
  check: (before: Versioned | null) => void,
): Promise<Staff> {
  const { openId } = admission;
  const document = await changeDocument(collections.staff, openId, (before) => {
    check(before);
    return staffFields(admission, before, now());
  });
  const member = staffOf(openId, document, now());
  if (member === null) throw new CloudFailure('changed-meanwhile');
  if (member.role === 'owner') await addOwner(collections.shop, openId);
  return member;
}
