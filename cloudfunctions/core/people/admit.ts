import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument, checkEntryLimit } from '../storage/change-document';
import { addOneAtATime } from '../storage/one-at-a-time';
import { addOwner } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import { type Found, type Versioned, listAll } from '../storage/documents';
import { type Joiner, type StoredInvite, changeInvite, inviteOf } from './invites';
import { type Admission, type Staff, staffFields, staffOf } from '../access/staff';

const REVIEWER_ACCESS_MS = 14 * 24 * 3_600_000;

type AdmissionContext = Pick<ShopParts, 'collections' | 'now' | 'sleep'>;

/**
 * Adds a person to the staff. `useUp` uses up the person's invite or code, or throws.
 *
 * @throws CloudFailure `limit-reached`, `name-taken`
 */
export function admitPerson(
  parts: AdmissionContext,
  admission: Admission,
  useUp: () => Promise<void>,
): Promise<Staff> {
  const check = async (): Promise<void> => {
    const people = await listAll(parts.collections.staff);
    const isNew = !people.some(({ _id }) => _id === admission.openId);
    if (isNew) checkEntryLimit(people.length);
    await checkNameIsFree(parts, people, admission);
  };
  return addOneAtATime(parts, 'staff', check, async () => {
    await useUp();
    return writeMember(parts, admission, () => undefined);
  });
}

/**
 * Adds the joiner to the staff, and removes the invite. Throws `codeIfGone` when another call has
 * changed the invite. Calls `onTaken` after the invite is used up, before the person is added.
 */
export async function admitJoiner(
  parts: AdmissionContext,
  invite: StoredInvite,
  { joiner, joinerName }: Joiner,
  codeIfGone: CloudErrorCode,
  onTaken: () => void,
): Promise<Staff> {
  const { invites } = parts.collections;
  const { role, stores } = invite;
  const expiresAt = role === 'reviewer' ? parts.now() + REVIEWER_ACCESS_MS : null;
  const admission = { openId: joiner, name: joinerName, role, stores, expiresAt };
  const member = await admitPerson(parts, admission, async () => {
    const isTaken = await changeInvite(invites, invite, { joiner, joinerName, state: 'joining' });
    if (!isTaken) throw new CloudFailure(codeIfGone);
    onTaken();
  });
  await invites.remove(invite.inviteId, invite.version + 1);
  return member;
}

/** Gives a staff member another role or other stores; `changed-meanwhile` if just removed. */
export async function reassignMember(
  parts: AdmissionContext,
  { openId, name }: Staff,
  { role, stores }: Pick<Admission, 'role' | 'stores'>,
): Promise<Staff> {
  return writeMember(parts, { openId, name, role, stores, expiresAt: null }, (before) => {
    if (before === null) throw new CloudFailure('changed-meanwhile');
  });
}

async function writeMember(
  { collections, now }: AdmissionContext,
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

const UNSEEN_IN_NAMES = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/** Reduces a name to what readers tell apart: 店 主 equals 店主, and ＡＭＹ equals amy. */
export function comparableName(name: string): string {
  return name.normalize('NFKC').replace(UNSEEN_IN_NAMES, '').toLowerCase();
}

/** Throws `name-taken` if somebody of the shop (`people`), or who waits to join, has the name. */
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
  const key = comparableName(name);
  const isTaken = others.some(
    (other) =>
      other.openId !== openId &&
      typeof other.name === 'string' &&
      comparableName(other.name) === key,
  );
  if (isTaken) throw new CloudFailure('name-taken');
}
