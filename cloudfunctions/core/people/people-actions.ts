import type { Struct } from 'superstruct';
import { type } from 'superstruct';
import type {
  AuditLine,
  Invite,
  Member,
  Role,
  StoreScope,
} from '../../../miniprogram/contract/shop';
import { ROLES, SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import type { ShopAction, ShopCalls } from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import { CLIENT_SOURCES } from '../runtime/define-function';
import type { Action, Actor, Subject } from '../access/access';
import { ownStores, staffAction } from '../access/access';
import { reassign } from './admit';
import { id, nothing, oneOf, storeScope, typed } from '../access/input-shapes';
import type { StoredInvite } from './invites';
import { inviteOf, inviteView, makeInvite, changeInvite } from './invites';
import { letIn } from './membership-actions';
import { listAll } from '../storage/list-all';
import { removeOwner } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import type { Removable, Staff } from '../access/staff';
import { memberView, staffOf, unreadableOf, overlaps } from '../access/staff';

type PeopleAction = Extract<
  ShopAction,
  | 'leave'
  | 'list-people'
  | 'invite'
  | 'revoke-invite'
  | 'confirm-joiner'
  | 'change-member'
  | 'remove-member'
>;

const wantedRoles: readonly Exclude<Role, 'reviewer'>[] = ['owner', 'manager', 'clerk'];
const inviteInput: Struct<ShopCalls['invite']['input']> = type({
  role: oneOf(ROLES),
  stores: storeScope,
});
const changeInput: Struct<ShopCalls['change-member']['input']> = type({
  staffId: id,
  role: oneOf(wantedRoles),
  stores: storeScope,
});
const confirmInput: Struct<ShopCalls['confirm-joiner']['input']> = type({
  inviteId: id,
  name: typed(SHOP_BOUNDS.personName),
});

/**
 * Makes the actions that manage people. The owner manages everybody. A manager invites and removes
 * clerks of their own stores. Everybody may leave, except the last owner.
 */
export function peopleActions(parts: ShopParts): Readonly<Record<PeopleAction, Action>> {
  const sources = CLIENT_SOURCES;
  const owner = { sources, grants: { owner: 'all' } } as const;
  const manager = { sources, grants: { owner: 'all', manager: 'own-clerks' } } as const;
  return {
    leave: staffAction({
      sources,
      grants: { owner: 'own', manager: 'own', clerk: 'own', reviewer: 'own' },
      input: nothing,
      about: ownStores,
      handle: (_input, _about, { staff }) =>
        remove(parts, staff, { who: staff.name, act: 'leave', about: '' }),
    }),
    'list-people': staffAction({
      sources,
      grants: { owner: 'all', manager: 'own' },
      input: nothing,
      about: ownStores,
      handle: (_input, _about, actor) => listPeople(parts, actor),
    }),
    invite: staffAction({
      ...manager,
      input: inviteInput,
      about: ({ role, stores }): Subject => ({ role, stores: scopeFor(role, stores) }),
      handle: ({ role }, { stores }, { staff }) => makeInvite(parts, staff, { role, stores }),
    }),
    'revoke-invite': staffAction({
      ...manager,
      input: type({ inviteId: id }),
      about: ({ inviteId }) => inviteBy(parts, inviteId),
      handle: (_input, invite) => revoke(parts, invite),
    }),
    'confirm-joiner': staffAction({
      ...owner,
      input: confirmInput,
      about: ({ inviteId }) => inviteBy(parts, inviteId),
      handle: ({ name }, invite, actor) => confirm(parts, name, invite, actor),
    }),
    'change-member': staffAction({
      ...owner,
      input: changeInput,
      about: ({ staffId }) => memberBy(parts, staffId),
      handle: (input, member, actor) => change(parts, input, member, actor),
    }),
    'remove-member': staffAction({
      ...manager,
      input: type({ staffId: id }),
      about: ({ staffId }, actor) => removableBy(parts, staffId, actor),
      handle: (_input, member, { staff }) =>
        remove(parts, member, { who: staff.name, act: 'remove-member', about: member.name }),
    }),
  };
}

interface Everybody {
  readonly members: readonly Staff[];
  readonly unreadable: readonly Removable[];
}

async function everybody({ collections, now }: ShopParts): Promise<Everybody> {
  const found = await listAll(collections.staff);
  return {
    members: collections.staff.readEach(found, (one) => staffOf(one._id, one, now())),
    unreadable: found.flatMap((one) => unreadableOf(one, now()) ?? []),
  };
}

async function memberBy(parts: ShopParts, staffId: string): Promise<Staff | null> {
  return (await everybody(parts)).members.find((one) => one.staffId === staffId) ?? null;
}

/** Finds a person to remove. Only an owner may remove a person whose document is unreadable. */
async function removableBy(
  parts: ShopParts,
  staffId: string,
  { scope }: Actor,
): Promise<Removable | null> {
  const { members, unreadable } = await everybody(parts);
  const people: readonly Removable[] = scope === 'all' ? [...members, ...unreadable] : members;
  return people.find((one) => one.staffId === staffId) ?? null;
}

async function inviteBy(
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
    staff.stores === 'all' || overlaps(stores, staff.stores);
  const { invites: documents } = parts.collections;
  const invites = documents.readEach(await listAll(documents), (found) =>
    inviteOf(found._id, found, parts.now()),
  );
  const { members, unreadable } = await everybody(parts);
  return {
    members: members.filter(isSeen).map((one): Member => memberView(one, staff.openId)),
    invites: invites.filter(isSeen).map((one): Invite => inviteView(one, staff.openId)),
    ...(scope === 'all' &&
      unreadable.length > 0 && {
        unreadable: unreadable.map(({ staffId, name }) => ({ staffId, name })),
      }),
  };
}

async function revoke(
  { collections }: ShopParts,
  { inviteId, version }: StoredInvite,
): Promise<object> {
  const isGone = await collections.invites.remove(inviteId, version);
  if (!isGone) throw new CloudFailure('changed-meanwhile');
  return {};
}

async function confirm(
  parts: ShopParts,
  name: string,
  invite: StoredInvite,
  { staff }: Actor,
): Promise<Member> {
  // Only the inviter may confirm, because nobody else knows whom the invite was meant for.
  if (invite.inviter !== staff.openId) throw new CloudFailure('not-allowed');
  const { joiner, joinerName, state } = invite;
  if (state === 'open' || joiner === null || joinerName !== name.trim()) {
    throw new CloudFailure('changed-meanwhile');
  }
  const { invites } = parts.collections;
  if (state === 'waiting' && !(await changeInvite(invites, invite, { state: 'joining' }))) {
    throw new CloudFailure('changed-meanwhile');
  }
  const version = state === 'waiting' ? invite.version + 1 : invite.version;
  return memberView(await letIn(parts, { ...invite, version }, joiner), staff.openId);
}

function change(
  parts: ShopParts,
  { role, stores }: { readonly role: Role; readonly stores: StoreScope },
  member: Staff,
  { staff }: Actor,
): Promise<Member> {
  if (member.role === 'reviewer') throw new CloudFailure('not-allowed');
  const scope = scopeFor(role, stores);
  const line = { who: staff.name, act: 'change-member', about: member.name } as const;
  return parts.audit.around(line, async () => {
    if (member.role === 'owner' && role !== 'owner')
      await removeOwner(parts.collections.shop, member.openId);
    const changed = await reassign(parts, member, { role, stores: scope });
    return memberView(changed, staff.openId);
  });
}

async function remove(
  { collections, audit }: ShopParts,
  { openId, role, version }: Removable,
  line: Omit<AuditLine, 'at'>,
): Promise<object> {
  await audit.around(line, async () => {
    // A person whose role is unreadable may be an owner.
    if (role === undefined || role === 'owner') await removeOwner(collections.shop, openId);
    // An unfinished invite would admit the person again. Invites from the person would become valid
    // again if the person ever returned.
    for (const equal of [{ joiner: openId }, { inviter: openId }]) {
      await collections.invites.removeFound({ equal, limit: SHOP_BOUNDS.entries });
    }
    const isGone = await collections.staff.remove(openId, version);
    if (!isGone) throw new CloudFailure('changed-meanwhile');
  });
  return {};
}

/**
 * Returns the stores that a role is saved with: all for an owner, none for a reviewer, who sees
 * made-up deliveries only.
 *
 * @throws CloudFailure `bad-request` for a manager or clerk without a store
 */
function scopeFor(role: Role, stores: StoreScope): StoreScope {
  if (role === 'owner') return 'all';
  if (role === 'reviewer') return [];
  if (stores.length === 0) throw new CloudFailure('bad-request');
  return stores;
}
