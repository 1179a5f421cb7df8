import { randomUUID } from 'crypto';
import { type Struct, size, string, type } from 'superstruct';
import {
  type Membership,
  SHOP_BOUNDS,
  mayManage,
  needsConfirmation,
} from '../../../miniprogram/contract/shop';
import type { ShopCalls } from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import { type Call, CLIENT_SOURCES, refusedSource } from '../runtime/define-function';
import { isUnreadable } from '../storage/read-fields';
import { readSetupCode } from '../runtime/settings';
import { type Action, openAction } from '../access/access';
import { admit, letIn } from './admit';
import { checkSetupCode, countTry, hashOf } from './setup-code';
import { nothing, typed } from '../access/input-shapes';
import {
  type Joiner,
  type StoredInvite,
  changeInvite,
  INVITE_MS,
  inviteIdOf,
  inviteOf,
  joinerIn,
} from './invites';
import { checkName } from './names';
import { listAll } from '../storage/list-all';
import { oneAtATime } from '../storage/one-at-a-time';
import { changeShop, readShop, withShopKey } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import { type Staff, staffIdOf, staffOf } from '../access/staff';
import { markCodeDone, isCodeUsed, takeCode } from './used-codes';

const claimInput: Struct<ShopCalls['claim']['input']> = type({
  code: size(string(), 1, SHOP_BOUNDS.setupCode),
  name: typed(SHOP_BOUNDS.personName),
});

const acceptInput: Struct<ShopCalls['accept-invite']['input']> = type({
  secret: size(string(), 1, 64),
  name: typed(SHOP_BOUNDS.personName),
});

/** Creates the actions open to anyone: see one's membership, claim the shop, accept an invite. */
export function membershipActions(
  parts: ShopParts,
): Readonly<Record<'me' | 'claim' | 'accept-invite', Action>> {
  const anyone = { sources: CLIENT_SOURCES, grants: 'anyone' } as const;
  return {
    me: openAction({
      ...anyone,
      input: nothing,
      handle: (_input, call) => me(parts, call),
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

async function me(parts: ShopParts, call: Call): Promise<Membership> {
  const { openId } = call.caller;
  const member = await memberOf(parts, openId);
  if (member !== null) return membershipOf(parts, member);
  await checkMiniProgram(parts, call);
  const invite = await acceptedBy(parts, openId);
  if (invite !== null) return waiting(invite);
  return { kind: 'stranger', claimable: await isClaimable(parts) };
}

/** Finds a person's accepted invite; null without one, but throws if it is unreadable. */
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

/** Tells whether a set-up code is unused. One that is too short counts: its use reports that. */
async function isClaimable({ environment, collections }: ShopParts): Promise<boolean> {
  const code = readSetupCode(environment);
  return code !== null && !(await isCodeUsed(collections.shop, hashOf(code)));
}

async function claim(
  parts: ShopParts,
  { code, name }: ShopCalls['claim']['input'],
  call: Call,
): Promise<Membership> {
  const { collections, audit, environment, now } = parts;
  const { shop } = collections;
  const openId = callerOpenId(call);
  if (call.caller.appId === '') throw refusedSource(call.caller);
  await checkMiniProgram(parts, call);
  const staffId = staffIdOf(openId);
  await countTry(collections.limits, staffId, now());
  const hash = checkSetupCode(environment, code);
  const owner = {
    openId,
    name: name.trim(),
    role: 'owner',
    stores: 'all',
    expiresAt: null,
  } as const;
  const by = { name: owner.name, staffId };
  return audit.around({ by, act: 'claim' }, async (changed) => {
    const { ownerIds } = await readShop(shop);
    await takeCode(shop, hash, openId, ownerIds.includes(openId));
    const member = await admit(parts, owner, async () => {
      changed();
      await changeShop(shop, ({ ownerIds, shopKey, appId }) => {
        if (appId !== '' && appId !== call.caller.appId)
          throw new CloudFailure('other-mini-program');
        if (ownerIds.includes(openId)) return null;
        return {
          ownerIds: [...ownerIds, openId],
          shopKey: shopKey || randomUUID(),
          appId: appId || call.caller.appId,
          claimedAt: now(),
        };
      });
      await markCodeDone(shop, hash);
    });
    return membershipOf(parts, member);
  });
}

/**
 * Checks that a caller comes from the staff's own mini-program: openids of another one are of no
 * use here.
 *
 * @throws CloudFailure `other-mini-program`
 */
async function checkMiniProgram({ shop }: ShopParts, { caller }: Call): Promise<void> {
  const { appId } = await shop(0);
  if (appId !== '' && caller.appId !== appId) throw new CloudFailure('other-mini-program');
}

/**
 * Returns the openid of the caller. An open action must not give rights to a caller without one.
 *
 * @throws CloudFailure when WeChat has not said who calls
 */
export function callerOpenId({ caller }: Call): string {
  if (caller.openId === '') throw refusedSource(caller);
  return caller.openId;
}

async function acceptInvite(
  parts: ShopParts,
  { secret, name }: ShopCalls['accept-invite']['input'],
  call: Call,
): Promise<Membership> {
  const { audit } = parts;
  const openId = callerOpenId(call);
  const invite = await inviteFor(parts, secret, openId);
  await checkMiniProgram(parts, call);
  if (invite.state === 'waiting') return waiting(invite);
  if ((await memberOf(parts, openId)) !== null) throw new CloudFailure('already-staff');
  const inviter = await inviterOf(parts, invite);

  const joiner = { joiner: openId, joinerName: name.trim() };
  if (needsConfirmation(invite.role)) return waitWith(parts, invite, joiner);
  // No act of the inviter: refusals of a joiner must not lock the inviter out.
  const by = { name: inviter.name, staffId: inviter.staffId };
  const about = joinerIn(joiner);
  const member = await audit.around({ by, act: 'join', about }, (changed) =>
    letIn(parts, invite, joiner, 'invite-invalid', changed),
  );
  return membershipOf(parts, member);
}

/**
 * Finds the invite with this secret.
 *
 * @throws CloudFailure `invite-invalid` when there is none, or another person has accepted it
 */
export async function inviteFor(
  { collections, now }: ShopParts,
  secret: string,
  openId: string,
): Promise<StoredInvite> {
  const inviteId = inviteIdOf(secret);
  const invite = inviteOf(inviteId, await collections.invites.read(inviteId), now());
  const isTheirs = invite?.state === 'open' || invite?.joiner === openId;
  if (invite === null || !isTheirs) throw new CloudFailure('invite-invalid');
  return invite;
}

/**
 * Returns the person who made an invite.
 *
 * @throws CloudFailure `invite-invalid` when they are no member any more, or must not invite so
 */
export async function inviterOf(parts: ShopParts, invite: StoredInvite): Promise<Staff> {
  const inviter = await memberOf(parts, invite.inviter);
  if (inviter === null || !mayManage(inviter, invite)) throw new CloudFailure('invite-invalid');
  return inviter;
}

/** Accepts an invite whose joiner the inviter has to confirm. */
async function waitWith(
  parts: ShopParts,
  invite: StoredInvite,
  { joiner, joinerName }: Joiner,
): Promise<Membership> {
  const { collections, audit, now } = parts;
  const { staff, invites } = collections;
  const by = { name: joinerName, staffId: staffIdOf(joiner) };
  const next = { joiner, joinerName, state: 'waiting', expiresAt: now() + INVITE_MS } as const;
  const check = async (): Promise<void> => {
    await checkName(parts, await listAll(staff), { openId: joiner, name: joinerName });
  };
  await audit.around({ by, act: 'accept-invite', about: invite.role }, () =>
    oneAtATime(parts, 'staff', check, async () => {
      if (!(await changeInvite(invites, invite, next))) throw new CloudFailure('invite-invalid');
    }),
  );
  return waiting({ ...invite, ...next });
}

async function memberOf({ collections, now }: ShopParts, openId: string): Promise<Staff | null> {
  return openId === '' ? null : staffOf(openId, await collections.staff.read(openId), now());
}

function membershipOf({ shop }: ShopParts, staff: Staff): Promise<Membership> {
  const { staffId, name, role, stores, expiresAt } = staff;
  const member = { kind: 'member', staffId, name, role, stores, expiresAt } as const;
  return withShopKey(shop(0), Promise.resolve(member));
}

function waiting({ joinerName, role, expiresAt }: StoredInvite): Membership {
  return { kind: 'waiting', name: joinerName ?? '', role, expiresAt };
}
