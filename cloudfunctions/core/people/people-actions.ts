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
  memberView,
  staffOf,
  unreadablePersonOf,
} from '../access/staff';

const ASSIGNABLE_ROLES: readonly Exclude<Role, 'reviewer'>[] = ['owner', 'manager', 'clerk'];

/** The owner manages everybody, a manager the clerks of their own stores; all may leave. */
export function peopleActions(parts: ShopParts) {
  const manager = { grants: { owner: 'all', manager: 'own-clerks' } } as const;
  return {
    leave: staffAction({
      grants: { owner: 'own', manager: 'own', clerk: 'own', reviewer: 'own' },
      input: nothing,
      about: ownStores,
      handle: (_input, _about, { staff }) => removeOne(parts, staff, { by: staff, act: 'leave' }),
    }),
    'list-people': staffAction({
      grants: { owner: 'all', manager: 'own' },
      input: nothing,
      about: ownStores,
      handle: (_input, _about, actor) => listPeople(parts, actor),
    }),
    invite: staffAction({
      ...manager,
      input: type({ role: enums(ROLES), stores: storeScope }),
      about: ({ role, stores }): Subject => ({ role, stores: storeScopeFor(role, stores) }),
      handle: ({ role }, { stores }, { staff }) =>
        parts.audit.logAround({ by: staff, act: 'invite', about: role }, () =>
          makeInvite(parts, staff, { role, stores }),
        ),
    }),
    'revoke-invite': staffAction({
      ...manager,
      input: type({ inviteId: id }),
      about: ({ inviteId }) => inviteById(parts, inviteId),
      handle: (_input, invite, actor) => revokeInvite(parts, invite, actor),
    }),
    'confirm-joiner': staffAction({
      ...OWNER_ONLY,
      input: type({ inviteId: id, name: typedText(SHOP_BOUNDS.personName) }),
      about: ({ inviteId }) => inviteById(parts, inviteId),
      handle: ({ name }, invite, actor) => confirmJoiner(parts, name, invite, actor),
    }),
    'change-member': staffAction({
      ...OWNER_ONLY,
      input: type({ staffId: id, role: enums(ASSIGNABLE_ROLES), stores: storeScope }),
      about: ({ staffId }) => memberById(parts, staffId),
      handle: (input, member, actor) => changeMember(parts, input, member, actor),
    }),
    'remove-member': staffAction({
      ...manager,
      input: type({ staffId: id }),
      about: ({ staffId }, actor) => removableById(parts, staffId, actor),
      handle: (_input, member, { staff }) =>
        removeOne(parts, member, { by: staff, act: 'remove-member', about: nameAndMark(member) }),
    }),
  } satisfies Partial<Record<ShopAction, Action>>;
}

async function readEverybody({ collections, now }: ShopParts) {
  const found = await listAll(collections.staff);
  return {
    members: collections.staff.readEach(found, (one) => staffOf(one._id, one, now())),
    unreadable: found.flatMap((one) => unreadablePersonOf(one, now()) ?? []),
  };
}

async function memberById(parts: ShopParts, staffId: string): Promise<Staff | null> {
  return (await readEverybody(parts)).members.find((one) => one.staffId === staffId) ?? null;
}

/** Only an owner may remove a person whose document is unreadable. */
async function removableById(
  parts: ShopParts,
  staffId: string,
  { scope }: Actor,
): Promise<RemovablePerson | null> {
  const { members, unreadable } = await readEverybody(parts);
  const people: readonly RemovablePerson[] =
    scope === 'all' ? [...members, ...unreadable] : members;
  return people.find((one) => one.staffId === staffId) ?? null;
}

async function inviteById(
  { collections, now }: ShopParts,
  inviteId: string,
): Promise<StoredInvite | null> {
  return inviteOf(inviteId, await collections.invites.read(inviteId), now());
}

async function listPeople(
  parts: ShopParts,
  { staff, scope }: Actor,
): Promise<ShopCalls['list-people']['data']> {
  const isSeen = ({ stores }: Subject): boolean =>
    staff.stores === 'all' || staff.stores.some((storeId) => isScopeWithin([storeId], stores));
  const { invites: documents } = parts.collections;
  const invites = documents.readEach(await listAll(documents), (found) =>
    inviteOf(found._id, found, parts.now()),
  );
  const { members, unreadable } = await readEverybody(parts);
  return {
    members: members.filter(isSeen).map((one): Member => memberView(one, staff.openId)),
    invites: invites.filter(isSeen).map((one): Invite => inviteView(one, staff.openId)),
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
  const act =
    joiner === null || joinerName === null
      ? ({ act: 'revoke-invite', about: role } as const)
      : ({ act: 'refuse-joiner', about: joinerNameAndMark({ joiner, joinerName }) } as const);
  return audit.logAround({ by: staff, ...act }, async () => {
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
  return parts.audit.logAround({ by: staff, act: 'join', about }, async (changed) => {
    // Only the inviter knows whom the invite was meant for.
    if (invite.inviter !== staff.openId) throw new CloudFailure('not-allowed');
    if (joiner === null || joinerName !== name.trim()) throw new CloudFailure('changed-meanwhile');
    const confirmed = { joiner, joinerName };
    const member = await admitJoiner(parts, invite, confirmed, 'changed-meanwhile', changed);
    return memberView(member, staff.openId);
  });
}

function changeMember(
  parts: ShopParts,
  { role, stores }: { readonly role: Role; readonly stores: StoreScope },
  member: Staff,
  { staff }: Actor,
): Promise<Member> {
  const scope = storeScopeFor(role, stores);
  const act = { by: staff, act: 'change-member', about: nameAndMark(member) } as const;
  return parts.audit.logAround(act, async (changed) => {
    if (member.role === 'reviewer') throw new CloudFailure('not-allowed');
    if (member.role === 'owner' && role !== 'owner') {
      await removeFromOwners(parts, member);
      changed();
    }
    const next = await reassignMember(parts, member, { role, stores: scope });
    return memberView(next, staff.openId);
  });
}

async function removeOne(
  parts: ShopParts,
  { openId, role, version }: RemovablePerson,
  act: Parameters<ShopParts['audit']['logAround']>[0],
): Promise<object> {
  const { invites, staff } = parts.collections;
  await parts.audit.logAround(act, async (changed) => {
    // A person whose role is unreadable may be an owner, and is treated as one.
    if (role === undefined || role === 'owner') {
      await removeFromOwners(parts, { openId });
      changed();
    }
    // An accepted invite could admit the person again. Invites that the person has sent would be
    // valid again if the person returned.
    for (const equal of [{ joiner: openId }, { inviter: openId }]) {
      const batch = { equal, limit: SHOP_BOUNDS.entries };
      while ((await invites.removeFound(batch))[1] > 0) changed();
    }
    if (!(await staff.remove(openId, version))) throw new CloudFailure('changed-meanwhile');
  });
  return {};
}

async function removeFromOwners(
  parts: ShopParts,
  { openId }: Pick<RemovablePerson, 'openId'>,
): Promise<void> {
  const { members } = await readEverybody(parts);
  const owners = members.filter(({ role }) => role === 'owner').map((owner) => owner.openId);
  await removeOwner(parts.collections.shop, openId, owners);
}

/** Returns the stores for a role, none for a reviewer; throws `bad-request` for too few. */
function storeScopeFor(role: Role, stores: StoreScope): StoreScope {
  if (role === 'owner') return 'all';
  if (role === 'reviewer') return [];
  if (stores.length === 0) throw new CloudFailure('bad-request');
  return stores;
}
