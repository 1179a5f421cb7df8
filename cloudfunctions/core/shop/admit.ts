import { SHOP_BOUNDS } from '../../../miniprogram/shared/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from '../runtime/change-document';
import { addOwner } from './shop-document';
import type { ShopParts } from './shop-parts';
import type { Admission, Staff } from './staff';
import { staffFields, staffOf } from './staff';

/**
 * Lets somebody in, or gives them another role or other stores.
 *
 * @throws CloudFailure `limit-reached` when nobody more fits in
 */
export async function admit(
  { collections, now }: Pick<ShopParts, 'collections' | 'now'>,
  admission: Admission,
): Promise<Staff> {
  const { staff, shop } = collections;
  const people = await staff.list({ limit: SHOP_BOUNDS.entries });
  const isNew = !people.some(({ _id }) => _id === admission.openId);
  if (isNew && people.length >= SHOP_BOUNDS.entries) throw new CloudFailure('limit-reached');
  const document = await changeDocument(staff, admission.openId, (before) =>
    staffFields(admission, before, now()),
  );
  const member = staffOf(admission.openId, document, now());
  if (member === null) throw new CloudFailure('changed-meanwhile');
  if (member.role === 'owner') await addOwner(shop, member.openId);
  return member;
}
