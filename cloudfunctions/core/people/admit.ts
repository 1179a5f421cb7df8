import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument, checkEntryLimit } from '../storage/change-document';
import { listAll } from '../storage/list-all';
import { addOneAtATime } from '../storage/one-at-a-time';
import { addOwner } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import type { Versioned } from '../storage/documents';
import { type Joiner, type StoredInvite, changeInvite } from './invites';
import { checkNameIsFree } from './names';
import { type Admission, type Staff, staffFields, staffOf } from '../access/staff';

/** Time (ms) for which WeChat's app reviewers have access. */
const REVIEWER_MS = 14 * 24 * 3_600_000;

type AdmitParts = Pick<ShopParts, 'collections' | 'now' | 'sleep'>;

/**
 * Adds a person to the staff. Calls that add people take turns.
 *
 * @param take uses up what lets the person in, such as an invite; throws when it is gone
 * @throws CloudFailure `limit-reached` when the staff has its maximum number of people,
 * `name-taken`, and any failure that `take` throws
 */
export function admitPerson(
  parts: AdmitParts,
  admission: Admission,
  take: () => Promise<void>,
): Promise<Staff> {
  const check = async (): Promise<void> => {
    const people = await listAll(parts.collections.staff);
    const isNew = !people.some(({ _id }) => _id === admission.openId);
    if (isNew) checkEntryLimit(people.length);
    await checkNameIsFree(parts, people, admission);
  };
  return addOneAtATime(parts, 'staff', check, async () => {
    await take();
    return writeMember(parts, admission, () => undefined);
  });
}

/**
 * Adds the joiner of an invite to the staff, and removes the invite.
 *
 * @param gone code of the failure when another call has changed the invite
 * @param changed called after the invite is taken, and before the person is added
 */
export async function admitJoiner(
  parts: AdmitParts,
  invite: StoredInvite,
  { joiner, joinerName }: Joiner,
  gone: CloudErrorCode,
  changed: () => void,
): Promise<Staff> {
  const { invites } = parts.collections;
  const { role, stores } = invite;
  const expiresAt = role === 'reviewer' ? parts.now() + REVIEWER_MS : null;
  const admission = { openId: joiner, name: joinerName, role, stores, expiresAt };
  const member = await admitPerson(parts, admission, async () => {
    const isTaken = await changeInvite(invites, invite, { joiner, joinerName, state: 'joining' });
    if (!isTaken) throw new CloudFailure(gone);
    changed();
  });
  await invites.remove(invite.inviteId, invite.version + 1);
  return member;
}

/**
 * Gives a staff member another role or other stores.
 *
 * @throws CloudFailure `changed-meanwhile` when the member has been removed: removals are final
 */
export async function reassignMember(
  parts: AdmitParts,
  { openId, name }: Staff,
  { role, stores }: Pick<Admission, 'role' | 'stores'>,
): Promise<Staff> {
  return writeMember(parts, { openId, name, role, stores, expiresAt: null }, (before) => {
    if (before === null) throw new CloudFailure('changed-meanwhile');
  });
}

async function writeMember(
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
