import { CloudFailure } from '../runtime/cloud-failure';
import { listAll } from '../storage/list-all';
import type { Found } from '../storage/documents';
import type { ShopParts } from '../access/shop-context';
import type { Admission } from '../access/staff';
import { inviteOf } from './invites';

/** Characters that a reader does not see: blanks, and characters without a shape. */
const UNSEEN_IN_NAMES = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/** Reduces a name to what readers tell apart: 店 主 equals 店主, and ＡＭＹ equals amy. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').replace(UNSEEN_IN_NAMES, '').toLowerCase();
}

/**
 * Checks that the name of a person who joins is free: no other person in the shop, or waiting to
 * join it, may have the name.
 *
 * @param people documents of the staff
 * @throws CloudFailure `name-taken`
 */
export async function checkNameIsFree(
  { collections: { invites }, now }: Pick<ShopParts, 'collections' | 'now'>,
  people: readonly Found[],
  { openId, name }: Pick<Admission, 'openId' | 'name'>,
): Promise<void> {
  const invited = await listAll(invites);
  const joining = invites.readEach(invited, (found) => inviteOf(found._id, found, now()));
  const others = [
    ...people.map((person) => ({ openId: person._id, name: person['name'] })),
    ...joining.map(({ joiner, joinerName }) => ({ openId: joiner, name: joinerName })),
  ];
  const key = nameKey(name);
  const isTaken = others.some(
    (other) =>
      other.openId !== openId && typeof other.name === 'string' && nameKey(other.name) === key,
  );
  if (isTaken) throw new CloudFailure('name-taken');
}
