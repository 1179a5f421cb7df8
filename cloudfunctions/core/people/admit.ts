import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument, checkEntryLimit } from '../storage/change-document';
import { addOneAtATime } from '../storage/one-at-a-time';
import { addOwner } from '../storage/shop-document';
import type { ShopContext } from '../access/shop-context';
import { type Found, type Versioned, listAll } from '../storage/documents';
import { type Joiner, type StoredInvite, changeInvite, inviteOf } from './invites';
import { type Admission, type Staff, staffFields, staffOf } from '../access/staff';

const REVIEWER_ACCESS_MS = 14 * 24 * 3_600_000;

type AdmissionContext = Pick<ShopContext, 'collections' | 'now' | 'sleep'>;

/**
 * Adds a person to the staff. `useUp` marks the person's invite or set-up code as used, or throws.
 *
 * @throws CloudFailure `limit-reached`, `name-taken`
 */
export function admitPerson(
  context: AdmissionContext,
  admission: Admission,
  useUp: () => Promise<void>,
): Promise<Staff> {
  const checkNewPerson = async (): Promise<void> => {
    const people = await listAll(context.collections.staff);
    const isNewPerson = !people.some(({ _id }) => _id === admission.openId);
    if (isNewPerson) checkEntryLimit(people.length);
    await checkNameIsFree(context, people, admission);
  };
  return addOneAtATime(context, 'staff', checkNewPerson, async () => {
    await useUp();
    return writeMember(context, admission, () => undefined);
  });
}

/**
 * Adds the joiner to the staff, and removes the invite. Throws `errorIfGone` when another call has
 * changed the invite. Calls `onInviteUsed` after using up the invite, before adding the person.
 */
export async function admitJoiner(
  context: AdmissionContext,
  invite: StoredInvite,
  { joiner, joinerName }: Joiner,
  errorIfGone: CloudErrorCode,
  onInviteUsed: () => void,
): Promise<Staff> {
  const { invites } = context.collections;
  const { role, stores } = invite;
  const expiresAt = role === 'reviewer' ? context.now() + REVIEWER_ACCESS_MS : null;
  const admission = { openId: joiner, name: joinerName, role, stores, expiresAt };
  const member = await admitPerson(context, admission, async () => {
    const isWritten = await changeInvite(invites, invite, { joiner, joinerName, state: 'joining' });
    if (!isWritten) throw new CloudFailure(errorIfGone);
    onInviteUsed();
  });
  await invites.remove(invite.inviteId, invite.version + 1);
  return member;
}

/** Gives a member another role or other stores; throws `changed-meanwhile` if removed meanwhile. */
export async function reassignMember(
  context: AdmissionContext,
  { openId, name }: Staff,
  { role, stores }: Pick<Admission, 'role' | 'stores'>,
): Promise<Staff> {
  return writeMember(context, { openId, name, role, stores, expiresAt: null }, (oldDocument) => {
    if (oldDocument === null) throw new CloudFailure('changed-meanwhile');
  });
}

async function writeMember(
  { collections, now }: AdmissionContext,
  admission: Admission,
  checkOldDocument: (oldDocument: Versioned | null) => void,
): Promise<Staff> {
  const { openId } = admission;
  const document = await changeDocument(collections.staff, openId, (oldDocument) => {
    checkOldDocument(oldDocument);
    return staffFields(admission, oldDocument, now());
  });
  const member = staffOf(openId, document, now());
  if (member === null) throw new CloudFailure('changed-meanwhile');
  if (member.role === 'owner') await addOwner(collections.shop, openId);
  return member;
}

const INVISIBLE_CHARACTERS = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/** Reduces a name to what readers tell apart: 店 主 equals 店主, and ＡＭＹ equals amy. */
export function comparableName(name: string): string {
  return name.normalize('NFKC').replace(INVISIBLE_CHARACTERS, '').toLowerCase();
}

/** Throws `name-taken` if another person has the name: a member (`people`), or an invited one. */
export async function checkNameIsFree(
  { collections: { invites }, now }: Pick<ShopContext, 'collections' | 'now'>,
  people: readonly Found[],
  { openId, name }: Pick<Admission, 'openId' | 'name'>,
): Promise<void> {
  const documents = await listAll(invites);
  const joiners = invites.readEach(documents, (found) => inviteOf(found._id, found, now()));
  const namedPeople = [
    ...people.map((person) => ({ openId: person._id, name: person['name'] })),
    ...joiners.map(({ joiner, joinerName }) => ({ openId: joiner, name: joinerName })),
  ];
  const wantedName = comparableName(name);
  const isNameTaken = namedPeople.some(
    (person) =>
      person.openId !== openId &&
      typeof person.name === 'string' &&
      comparableName(person.name) === wantedName,
  );
  if (isNameTaken) throw new CloudFailure('name-taken');
}
