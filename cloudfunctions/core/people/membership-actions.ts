import { size, string, type } from 'superstruct';
import type { Struct } from 'superstruct';
import type { Membership } from '../../../miniprogram/contract/shop';
import { SHOP_BOUNDS, mayManage, needsConfirmation } from '../../../miniprogram/contract/shop';
import type { ShopCalls } from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { isUnreadable } from '../storage/unreadable';
import { settingsFailure } from '../runtime/settings';
import type { Action } from '../access/access';
import { openAction } from '../access/access';
import { admit } from './admit';
import { countTry, setupCodeOf } from './setup-code';
import { nothing, typed } from '../access/input-shapes';
import type { StoredInvite } from './invites';
import { INVITE_MS, inviteIdOf, inviteOf, changeInvite } from './invites';
import { listAll } from '../storage/list-all';
import { changeShop, readShop } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import type { Staff } from '../access/staff';
import { staffIdOf, staffOf } from '../access/staff';
import { markCodeDone, isCodeUsed, takeCode } from './used-codes';

/** Time (ms) for which WeChat's app reviewers have access. */
const REVIEWER_MS = 14 * 24 * 3_600_000;

const claimInput: Struct<ShopCalls['claim']['input']> = type({
  code: size(string(), 1, SHOP_BOUNDS.setupCode),
  name: typed(SHOP_BOUNDS.personName),
});

const acceptInput: Struct<ShopCalls['accept-invite']['input']> = type({
  secret: size(string(), 1, 64),
  name: typed(SHOP_BOUNDS.personName),
});

/** Tells by its hash whether a set-up code has already made a person the owner. */
type IsUsed = (hash: string) => Promise<boolean>;

/** Creates the actions open to anyone: see one's membership, claim the shop, accept an invite. */
export function membershipActions(
  parts: ShopParts,
): Readonly<Record<'me' | 'claim' | 'accept-invite', Action>> {
  const used = new Set<string>();
  // Only used codes are cached, because an unused code may become used at any moment.
  const isUsed: IsUsed = async (hash) => {
    if (!used.has(hash) && (await isCodeUsed(parts.collections.shop, hash))) used.add(hash);
    return used.has(hash);
  };
  const anyone = { sources: CLIENT_SOURCES, grants: 'anyone' } as const;
  return {
    me: openAction({
      ...anyone,
      input: nothing,
      handle: (_input, call) => me(parts, isUsed, call),
    }),
    claim: openAction({
      ...anyone,
      input: claimInput,
      handle: (input, call) => claim(parts, input, call),
    }),
    'accept-invite': openAction({
      ...anyone,
      input: acceptInput,
      handle: (input, call) => acceptInvite(parts, input, call),
    }),
  };
}

async function me(parts: ShopParts, isUsed: IsUsed, call: Call): Promise<Membership> {
  const { openId } = call.caller;
  const member = await memberOf(parts, openId);
  if (member !== null) return membershipOf(member);
  const invite = await acceptedBy(parts, openId);
  if (invite !== null) return waiting(invite);
  return { kind: 'stranger', claimable: await isClaimable(parts, isUsed) };
}

/**
 * Finds the invite that a person has accepted.
 *
 * @returns null when there is no valid one
 * @throws CloudFailure `unreadable-document` when none is valid and one is unreadable
 */
async function acceptedBy(
  { collections, now }: ShopParts,
  openId: string,
): Promise<StoredInvite | null> {
  let failure: CloudFailure | null = null;
  for (const accepted of await listAll(collections.invites, { equal: { joiner: openId } })) {
    try {
      const invite = inviteOf(accepted._id, accepted, now());
      if (invite !== null) return invite;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      failure ??= error;
    }
  }
  if (failure !== null) throw failure;
  return null;
}

/**
 * Tells whether the shop can be claimed: a set-up code exists and is unused. A code that is too
 * weak counts as well, because an attempt to use it reports the problem.
 */
async function isClaimable({ environment }: ShopParts, isUsed: IsUsed): Promise<boolean> {
  let hash: string | undefined;
  try {
    hash = setupCodeOf(environment)?.hash;
  } catch (error) {
    if (error instanceof CloudFailure && error.code === 'settings-missing') return true;
    throw error;
  }
  return hash !== undefined && !(await isUsed(hash));
}

async function claim(
  parts: ShopParts,
  { code, name }: ShopCalls['claim']['input'],
  call: Call,
): Promise<Membership> {
  const { collections, audit, environment, now } = parts;
  const { openId, appId } = call.caller;
  await countTry(collections.limits, staffIdOf(openId), now());
  const expected = setupCodeOf(environment);
  if (expected === null) throw settingsFailure('缺少 OWNER_SETUP_CODE');
  if (!expected.matches(code)) throw new CloudFailure('setup-code-rejected');

  const owner = {
    openId,
    name: name.trim(),
    role: 'owner',
    stores: 'all',
    expiresAt: null,
  } as const;
  return audit.around({ who: owner.name, act: 'claim', about: '' }, async () => {
    const { hash } = expected;
    await takeCode(collections.shop, hash, openId, await readShop(collections.shop));
    await changeShop(collections.shop, ({ ownerIds }) =>
      ownerIds.includes(openId)
        ? null
        : { ownerIds: [...ownerIds, openId], appId, claimedAt: now() },
    );
    await markCodeDone(collections.shop, hash);
    return membershipOf(await admit(parts, owner));
  });
}

async function acceptInvite(
  parts: ShopParts,
  { secret, name }: ShopCalls['accept-invite']['input'],
  call: Call,
): Promise<Membership> {
  const { collections, now } = parts;
  const { openId } = call.caller;
  const inviteId = inviteIdOf(secret);
  const invite = inviteOf(inviteId, await collections.invites.read(inviteId), now());
  const isTheirs = invite?.state === 'open' || invite?.joiner === openId;
  if (invite === null || !isTheirs) throw new CloudFailure('invite-invalid');
  if (invite.state === 'waiting') return waiting(invite);
  if ((await memberOf(parts, openId)) !== null) throw new CloudFailure('already-staff');
  const inviter = await memberOf(parts, invite.inviter);
  if (inviter === null || !mayManage(inviter, invite)) throw new CloudFailure('invite-invalid');

  const accepted = { joiner: openId, joinerName: name.trim() };
  if (needsConfirmation(invite.role)) {
    const expiresAt = now() + INVITE_MS;
    const next = { ...accepted, state: 'waiting', expiresAt } as const;
    if (!(await changeInvite(collections.invites, invite, next))) {
      throw new CloudFailure('invite-invalid');
    }
    return waiting({ ...invite, ...next });
  }
  const next = { ...accepted, state: 'joining' } as const;
  if (!(await changeInvite(collections.invites, invite, next))) {
    throw new CloudFailure('invite-invalid');
  }
  return membershipOf(
    await letIn(parts, { ...invite, ...next, version: invite.version + 1 }, openId),
  );
}

/** Adds the joiner of an invite to the staff, and removes the invite. */
export async function letIn(
  parts: ShopParts,
  invite: StoredInvite,
  openId: string,
): Promise<Staff> {
  const { collections, audit, now } = parts;
  const { role, stores, inviterName } = invite;
  const name = invite.joinerName ?? '';
  const expiresAt = role === 'reviewer' ? now() + REVIEWER_MS : null;
  const line = { who: inviterName, act: 'join', about: name } as const;
  const member = await audit.around(line, () =>
    admit(parts, { openId, name, role, stores, expiresAt }),
  );
  await collections.invites.remove(invite.inviteId, invite.version);
  return member;
}

async function memberOf({ collections, now }: ShopParts, openId: string): Promise<Staff | null> {
  return openId === '' ? null : staffOf(openId, await collections.staff.read(openId), now());
}

function membershipOf({ staffId, name, role, stores, expiresAt }: Staff): Membership {
  return { kind: 'member', staffId, name, role, stores, expiresAt };
}

function waiting({ joinerName, role, expiresAt }: StoredInvite): Membership {
  return { kind: 'waiting', name: joinerName ?? '', role, expiresAt };
}
