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
import type { ShopContext } from '../access/shop-context';
import {
  type RemovablePerson,
  type Staff,
  describeMember,
  staffOf,
  unreadablePersonOf,
} from '../access/staff';

const ASSIGNABLE_ROLES: readonly Exclude<Role, 'reviewer'>[] = ['owner', 'manager', 'clerk'];

/** Creates the actions on people. Owners manage everybody, managers the clerks of their stores. */
export function peopleActions(context: ShopContext) {
  const managerAccess = { grants: { owner: 'all', manager: 'own-clerks' } } as const;
  return {
    leave: staffAction({
      grants: { owner: 'own', manager: 'own', clerk: 'own', reviewer: 'own' },
      input: nothing,
      findSubject: ownStores,
      handle: (_input, { staff }) => removeOne(context, staff, { by: staff, act: 'leave' }),
    }),
    'list-people': staffAction({
      grants: { owner: 'all', manager: 'own' },
      input: nothing,
      findSubject: ownStores,
      handle: (_input, actor) => listPeople(context, actor),
    }),
    invite: staffAction({
      ...managerAccess,
      input: type({ role: enums(ROLES), stores: storeScope }),
      findSubject: ({ role, stores }): Subject => ({ role, stores: storeScopeFor(role, stores) }),
      handle: ({ role }, { staff }, { stores }) =>
        context.audit.logAround({ by: staff, act: 'invite', about: role }, () =>
          makeInvite(context, staff, { role, stores }),
        ),
    }),
    'revoke-invite': staffAction({
      ...managerAccess,
      input: type({ inviteId: id }),
      findSubject: ({ inviteId }) => findInviteById(context, inviteId),
      handle: (_input, actor, invite) => revokeInvite(context, invite, actor),
    }),
    'confirm-joiner': staffAction({
      ...OWNER_ONLY,
      input: type({ inviteId: id, name: typedText(SHOP_BOUNDS.personName) }),
      findSubject: ({ inviteId }) => findInviteById(context, inviteId),
      handle: ({ name }, actor, invite) => confirmJoiner(context, name, invite, actor),
    }),
    'change-member': staffAction({
      ...OWNER_ONLY,
      input: type({ staffId: id, role: enums(ASSIGNABLE_ROLES), stores: storeScope }),
      findSubject: ({ staffId }) => findMemberById(context, staffId),
      handle: (input, actor, member) => changeMember(context, input, member, actor),
    }),
    'remove-member': staffAction({
      ...managerAccess,
      input: type({ staffId: id }),
      findSubject: ({ staffId }, actor) => findRemovableById(context, staffId, actor),
      handle: (_input, { staff }, member) =>
        removeOne(context, member, { by: staff, act: 'remove-member', about: nameAndMark(member) }),
    }),
  } satisfies Partial<Record<ShopAction, Action>>;
}

async function readAllStaff({ collections, now }: ShopContext) {
  const documents = await listAll(collections.staff);
  return {
    members: collections.staff.readEach(documents, (found) => staffOf(found._id, found, now())),
    unreadable: documents.flatMap((document) => unreadablePersonOf(document, now()) ?? []),
  };
}

async function findMemberById(context: ShopContext, staffId: string): Promise<Staff | null> {
  return (await readAllStaff(context)).members.find((member) => member.staffId === staffId) ?? null;
}

/** Finds a person to remove. Only an owner may remove somebody whose document is unreadable. */
async function findRemovableById(
  context: ShopContext,
  staffId: string,
  { scope }: Actor,
): Promise<RemovablePerson | null> {
  const { members, unreadable } = await readAllStaff(context);
  const people: readonly RemovablePerson[] =
    scope === 'all' ? [...members, ...unreadable] : members;
  return people.find((person) => person.staffId === staffId) ?? null;
}

async function findInviteById(
  { collections, now }: ShopContext,
  inviteId: string,
): Promise<StoredInvite | null> {
  return inviteOf(inviteId, await collections.invites.read(inviteId), now());
}

async function listPeople(
  context: ShopContext,
  { staff, scope }: Actor,
): Promise<ShopCalls['list-people']['data']> {
  const isInScope = ({ stores }: Subject): boolean =>
    staff.stores === 'all' || staff.stores.some((storeId) => isScopeWithin([storeId], stores));
  const { invites: inviteDocuments } = context.collections;
  const invites = inviteDocuments.readEach(await listAll(inviteDocuments), (document) =>
    inviteOf(document._id, document, context.now()),
  );
  const { members, unreadable } = await readAllStaff(context);
  return {
    members: members.filter(isInScope).map((one): Member => describeMember(one, staff.openId)),
    invites: invites.filter(isInScope).map((invite): Invite => inviteView(invite, staff.openId)),
    ...(scope === 'all' &&
      unreadable.length > 0 && {
        unreadable: unreadable.map(({ staffId, name }) => ({ staffId, name })),
      }),
  };
}

function revokeInvite(
  { collections, audit }: ShopContext,
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

function confirmJoiner(context: ShopContext, name: string, invite: StoredInvite, { staff }: Actor) {
  const { joiner, joinerName } = invite;
  const about =
    joiner === null ? name : joinerNameAndMark({ joiner, joinerName: joinerName ?? '' });
  return context.audit.logAround({ by: staff, act: 'join', about }, async (noteChange) => {
    // Only the inviter knows for whom the invite was meant.
    if (invite.inviter !== staff.openId) throw new CloudFailure('not-allowed');
    if (joiner === null || joinerName !== name.trim()) throw new CloudFailure('changed-meanwhile');
    const person = { joiner, joinerName };
    const member = await admitJoiner(context, invite, person, 'changed-meanwhile', noteChange);
    return describeMember(member, staff.openId);
  });
}

function changeMember(
  context: ShopContext,
  { role, stores }: { readonly role: Role; readonly stores: StoreScope },
  member: Staff,
  { staff }: Actor,
): Promise<Member> {
  const scope = storeScopeFor(role, stores);
  const auditedAct = { by: staff, act: 'change-member', about: nameAndMark(member) } as const;
  return context.audit.logAround(auditedAct, async (noteChange) => {
    if (member.role === 'reviewer') throw new CloudFailure('not-allowed');
    if (member.role === 'owner' && role !== 'owner') {
      await removeFromOwners(context, member);
      noteChange();
    }
    const changedMember = await reassignMember(context, member, { role, stores: scope });
    return describeMember(changedMember, staff.openId);
  });
}

/** Removes a person from the staff, together with the person's invites. */
async function removeOne(
  context: ShopContext,
  { openId, role, version }: RemovablePerson,
  auditedAct: Parameters<ShopContext['audit']['logAround']>[0],
): Promise<object> {
  const { invites, staff } = context.collections;
  await context.audit.logAround(auditedAct, async (noteChange) => {
    // A person whose role is unreadable may be an owner, and is treated as one.
    if (role === undefined || role === 'owner') {
      await removeFromOwners(context, { openId });
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

async function removeFromOwners(context: ShopContext, { openId }: Pick<RemovablePerson, 'openId'>) {
  const { members } = await readAllStaff(context);
  const ownerIds = members.filter(({ role }) => role === 'owner').map((owner) => owner.openId);
  await removeOwner(context.collections.shop, openId, ownerIds);
}

/** Returns the stores that a role allows; throws `bad-request` if a clerk or manager gets none. */
function storeScopeFor(role: Role, stores: StoreScope): StoreScope {
  if (role === 'owner') return 'all';
  if (role === 'reviewer') return [];
  if (stores.length === 0) throw new CloudFailure('bad-request');
  return stores;
}
