import { enums, type } from 'superstruct';
import {
  type Invite,
  type Member,
  type Role,
  type StoreScope,
  isScopeWithin,
  nameAndMark,
  ROLES,
  SHOP_BOUNDS,
} from '../../../miniprogram/contract/shop';
import type { ShopAction, ShopCalls } from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type Action,
  type Actor,
  type Subject,
  OWNER_ONLY,
  ownStores,
  staffAction,
} from '../access/access';
import { admitJoiner, reassignMember } from './admit';
import { id, nothing, storeScope, typedText } from '../access/input-shapes';
import { type StoredInvite, inviteOf, inviteView, joinerNameAndMark, makeInvite } from './invites';
import { listAll } from '../storage/documents';
import { removeOwner } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import {
  type RemovablePerson,
  type Staff,
  describeMember,
  staffOf,
  unreadablePersonOf,
} from '../access/staff';

const ASSIGNABLE_ROLES: readonly Exclude<Role, 'reviewer'>[] = ['owner', 'manager', 'clerk'];

/** Creates the actions on people. Owners manage everybody, managers the clerks of their stores. */
export function peopleActions(parts: ShopParts) {
  const managerAccess = { grants: { owner: 'all', manager: 'own-clerks' } } as const;
  return {
    leave: staffAction({
      grants: { owner: 'own', manager: 'own', clerk: 'own', reviewer: 'own' },
      input: nothing,
      findSubject: ownStores,
      handle: (_input, _subject, { staff }) => removeOne(parts, staff, { by: staff, act: 'leave' }),
    }),
    'list-people': staffAction({
      grants: { owner: 'all', manager: 'own' },
      input: nothing,
      findSubject: ownStores,
      handle: (_input, _subject, actor) => listPeople(parts, actor),
    }),
    invite: staffAction({
      ...managerAccess,
      input: type({ role: enums(ROLES), stores: storeScope }),
      findSubject: ({ role, stores }): Subject => ({ role, stores: storeScopeFor(role, stores) }),
      handle: ({ role }, { stores }, { staff }) =>
        parts.audit.logAround({ by: staff, act: 'invite', about: role }, () =>
          makeInvite(parts, staff, { role, stores }),
        ),
    }),
    'revoke-invite': staffAction({
      ...managerAccess,
      input: type({ inviteId: id }),
      findSubject: ({ inviteId }) => findInviteById(parts, inviteId),
      handle: (_input, invite, actor) => revokeInvite(parts, invite, actor),
    }),
    'confirm-joiner': staffAction({
      ...OWNER_ONLY,
      input: type({ inviteId: id, name: typedText(SHOP_BOUNDS.personName) }),
      findSubject: ({ inviteId }) => findInviteById(parts, inviteId),
      handle: ({ name }, invite, actor) => confirmJoiner(parts, name, invite, actor),
    }),
    'change-member': staffAction({
      ...OWNER_ONLY,
      input: type({ staffId: id, role: enums(ASSIGNABLE_ROLES), stores: storeScope }),
      findSubject: ({ staffId }) => findMemberById(parts, staffId),
      handle: (input, member, actor) => changeMember(parts, input, member, actor),
    }),
    'remove-member': staffAction({
      ...managerAccess,
      input: type({ staffId: id }),
      findSubject: ({ staffId }, actor) => findRemovableById(parts, staffId, actor),
      handle: (_input, member, { staff }) =>
        removeOne(parts, member, { by: staff, act: 'remove-member', about: nameAndMark(member) }),
    }),
  } satisfies Partial<Record<ShopAction, Action>>;
}

async function readAllStaff({ collections, now }: ShopParts) {
  const documents = await listAll(collections.staff);
  return {
    members: collections.staff.readEach(documents, (found) => staffOf(found._id, found, now())),
    unreadable: documents.flatMap((document) => unreadablePersonOf(document, now()) ?? []),
  };
}

async function findMemberById(parts: ShopParts, staffId: string): Promise<Staff | null> {
  return (await readAllStaff(parts)).members.find((member) => member.staffId === staffId) ?? null;
}

/** Finds a person to remove. Only an owner may remove somebody whose document is unreadable. */
async function findRemovableById(
  parts: ShopParts,
  staffId: string,
  { scope }: Actor,
): Promise<RemovablePerson | null> {
  const { members, unreadable } = await readAllStaff(parts);
  const people: readonly RemovablePerson[] =
    scope === 'all' ? [...members, ...unreadable] : members;
  return people.find((person) => person.staffId === staffId) ?? null;
}

async function findInviteById(
  { collections, now }: ShopParts,
  inviteId: string,
): Promise<StoredInvite | null> {
  return inviteOf(inviteId, await collections.invites.read(inviteId), now());
}

async function listPeople(
  parts: ShopParts,
  { staff, scope }: Actor,
): Promise<ShopCalls['list-people']['data']> {
  const isInScope = ({ stores }: Subject): boolean =>
    staff.stores === 'all' || staff.stores.some((storeId) => isScopeWithin([storeId], stores));
  const { invites: inviteDocuments } = parts.collections;
  const invites = inviteDocuments.readEach(await listAll(inviteDocuments), (document) =>
    inviteOf(document._id, document, parts.now()),
  );
  const { members, unreadable } = await readAllStaff(parts);
  return {
    members: members.filter(isInScope).map((one): Member => describeMember(one, staff.openId)),
    invites: invites.filter(isInScope).map((one): Invite => inviteView(one, staff.openId)),
    ...(scope === 'all' &&
      unreadable.length > 0 && {
        unreadable: unreadable.map(({ staffId, name }) => ({ staffId, name })),
      }),
  };
}

function revokeInvite(
  { collections, audit }: ShopParts,
  { inviteId, version, role, joiner, joinerName }: StoredInvite,
  { staff }: Actor,
): Promise<object> {
  const auditedAct =
    joiner === null || joinerName === null
      ? ({ act: 'revoke-invite', about: role } as const)
      : ({ act: 'refuse-joiner', about: joinerNameAndMark({ joiner, joinerName }) } as const);
  return audit.logAround({ by: staff, ...auditedAct }, async () => {
    if (!(await collections.invites.remove(inviteId, version)))
      throw new CloudFailure('changed-meanwhile');
    return {};
  });
}

function confirmJoiner(
  parts: ShopParts,
  name: string,
  invite: StoredInvite,
  { staff }: Actor,
): Promise<Member> {
  const { joiner, joinerName } = invite;
  const about =
    joiner === null ? name : joinerNameAndMark({ joiner, joinerName: joinerName ?? '' });
  return parts.audit.logAround({ by: staff, act: 'join', about }, async (noteChange) => {
    // Only the inviter knows for whom the invite was meant.
    if (invite.inviter !== staff.openId) throw new CloudFailure('not-allowed');
    if (joiner === null || joinerName !== name.trim()) throw new CloudFailure('changed-meanwhile');
    const person = { joiner, joinerName };
    const member = await admitJoiner(parts, invite, person, 'changed-meanwhile', noteChange);
    return describeMember(member, staff.openId);
  });
}

function changeMember(
  parts: ShopParts,
  { role, stores }: { readonly role: Role; readonly stores: StoreScope },
  member: Staff,
  { staff }: Actor,
): Promise<Member> {
  const scope = storeScopeFor(role, stores);
  const auditedAct = { by: staff, act: 'change-member', about: nameAndMark(member) } as const;
  return parts.audit.logAround(auditedAct, async (noteChange) => {
    if (member.role === 'reviewer') throw new CloudFailure('not-allowed');
    if (member.role === 'owner' && role !== 'owner') {
      await removeFromOwners(parts, member);
      noteChange();
    }
    const changedMember = await reassignMember(parts, member, { role, stores: scope });
    return describeMember(changedMember, staff.openId);
  });
}

/** Removes a person from the staff, together with the person's invites. */
async function removeOne(
  parts: ShopParts,
  { openId, role, version }: RemovablePerson,
  auditedAct: Parameters<ShopParts['audit']['logAround']>[0],
): Promise<object> {
  const { invites, staff } = parts.collections;
  await parts.audit.logAround(auditedAct, async (noteChange) => {
    // A person whose role is unreadable may be an owner, and is treated as one.
    if (role === undefined || role === 'owner') {
      await removeFromOwners(parts, { openId });
      noteChange();
    }
    // An accepted invite could admit the person again. Invites that the person has sent would be
    // valid again if the person returned.
    for (const inviteFields of [{ joiner: openId }, { inviter: openId }]) {
      const inviteBatch = { equal: inviteFields, limit: SHOP_BOUNDS.entries };
      while ((await invites.removeFound(inviteBatch))[1] > 0) noteChange();
    }
    if (!(await staff.remove(openId, version))) throw new CloudFailure('changed-meanwhile');
  });
  return {};
}

async function removeFromOwners(
  parts: ShopParts,
  { openId }: Pick<RemovablePerson, 'openId'>,
): Promise<void> {
  const { members } = await readAllStaff(parts);
  const ownerIds = members.filter(({ role }) => role === 'owner').map((owner) => owner.openId);
  await removeOwner(parts.collections.shop, openId, ownerIds);
}

/** Returns the stores that a role allows; throws `bad-request` if a clerk or manager gets none. */
function storeScopeFor(role: Role, stores: StoreScope): StoreScope {
  if (role === 'owner') return 'all';
  if (role === 'reviewer') return [];
  if (stores.length === 0) throw new CloudFailure('bad-request');
  return stores;
}
