import { randomUUID } from 'crypto';
import { size, string, type } from 'superstruct';
import {
  type Membership,
  SHOP_BOUNDS,
  mayManage,
  needsConfirmation,
} from '../../../miniprogram/contract/shop';
import type { ShopCalls } from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, refusedSourceFailure } from '../runtime/define-function';
import { isUnreadableDocument } from '../storage/read-fields';
import { readSetupCode } from '../runtime/settings';
import { nonStaffAction } from '../access/access';
import { admitJoiner, admitPerson, checkNameIsFree } from './admit';
import {
  countCodeTry,
  isCodeUsed,
  markCodeUsed,
  setupCodeHash,
  reserveCode,
  verifiedSetupCodeHash,
} from './setup-code';
import { nothing, typedText } from '../access/input-shapes';
import {
  type Joiner,
  type StoredInvite,
  changeInvite,
  INVITE_MS,
  inviteIdOf,
  inviteOf,
  joinerNameAndMark,
} from './invites';
import { listAll } from '../storage/documents';
import { addOneAtATime } from '../storage/one-at-a-time';
import { changeShop, readShop, withShopKey } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import { type Staff, staffIdOf, staffOf } from '../access/staff';

export function membershipActions(parts: ShopParts) {
  return {
    me: nonStaffAction({
      grants: 'anyone',
      input: nothing,
      handle: (_input, call) => callersMembership(parts, call),
    }),
    claim: nonStaffAction({
      grants: 'anyone',
      input: type({
        code: size(string(), 1, SHOP_BOUNDS.setupCode),
        name: typedText(SHOP_BOUNDS.personName),
      }),
      handle: (input, call) => claimShop(parts, input, call),
    }),
    'accept-invite': nonStaffAction({
      grants: 'anyone',
      input: type({ secret: size(string(), 1, 64), name: typedText(SHOP_BOUNDS.personName) }),
      handle: (input, call) => acceptInvite(parts, input, call),
    }),
  };
}

async function callersMembership(parts: ShopParts, call: CallContext): Promise<Membership> {
  const { openId } = call.caller;
  const member = await memberOf(parts, openId);
  if (member !== null) return membershipOf(parts, member);
  await checkAppId(parts, call);
  const invite = await inviteAcceptedBy(parts, openId);
  if (invite !== null) return waitingMembership(invite);
  return { kind: 'stranger', claimable: await isClaimable(parts) };
}

/** Finds the invite that a person has accepted; throws if only an unreadable one is left. */
async function inviteAcceptedBy(
  { collections, now }: ShopParts,
  openId: string,
): Promise<StoredInvite | null> {
  let failure: CloudFailure | null = null;
  for (const accepted of await listAll(collections.invites, { equal: { joiner: openId } })) {
    try {
      const invite = inviteOf(accepted._id, accepted, now());
      if (invite !== null) return invite;
    } catch (error) {
      if (!isUnreadableDocument(error)) throw error;
      failure ??= error;
    }
  }
  if (failure !== null) throw failure;
  return null;
}

/** Tells whether the shop can be claimed, even if by a code that is too short to be used. */
async function isClaimable({ environment, collections }: ShopParts): Promise<boolean> {
  const code = readSetupCode(environment);
  return code !== null && !(await isCodeUsed(collections.shop, setupCodeHash(code)));
}

async function claimShop(
  parts: ShopParts,
  { code, name }: ShopCalls['claim']['input'],
  call: CallContext,
): Promise<Membership> {
  const { collections, audit, environment, now } = parts;
  const { shop } = collections;
  const openId = callerOpenId(call);
  if (call.caller.appId === '') throw refusedSourceFailure(call.caller);
  await checkAppId(parts, call);
  const staffId = staffIdOf(openId);
  await countCodeTry(collections.limits, staffId, now());
  const hash = verifiedSetupCodeHash(environment, code);
  const rights = { role: 'owner', stores: 'all', expiresAt: null } as const;
  const owner = { openId, name: name.trim(), ...rights };
  const by = { name: owner.name, staffId };
  return audit.logAround({ by, act: 'claim' }, async (changed) => {
    const { ownerIds } = await readShop(shop);
    await reserveCode(shop, hash, openId, ownerIds.includes(openId));
    const member = await admitPerson(parts, owner, async () => {
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
      await markCodeUsed(shop, hash);
    });
    return membershipOf(parts, member);
  });
}

/** Throws `other-mini-program` unless the call comes from the staff's own mini-program. */
async function checkAppId({ shop }: ShopParts, { caller }: CallContext): Promise<void> {
  const { appId } = await shop(0);
  if (appId !== '' && caller.appId !== appId) throw new CloudFailure('other-mini-program');
}

/** Returns the caller's openid; throws when WeChat has not sent it. */
export function callerOpenId({ caller }: CallContext): string {
  if (caller.openId === '') throw refusedSourceFailure(caller);
  return caller.openId;
}

async function acceptInvite(
  parts: ShopParts,
  { secret, name }: ShopCalls['accept-invite']['input'],
  call: CallContext,
): Promise<Membership> {
  const { audit } = parts;
  const openId = callerOpenId(call);
  const invite = await inviteBySecret(parts, secret, openId);
  await checkAppId(parts, call);
  if (invite.state === 'waiting') return waitingMembership(invite);
  if ((await memberOf(parts, openId)) !== null) throw new CloudFailure('already-staff');
  const inviter = await inviterOf(parts, invite);

  const joiner = { joiner: openId, joinerName: name.trim() };
  if (needsConfirmation(invite.role)) return storeWaitingJoiner(parts, invite, joiner);
  // Without `fields` no refused acts are counted: the joiner must not lock the inviter out.
  const by = { name: inviter.name, staffId: inviter.staffId };
  const about = joinerNameAndMark(joiner);
  const member = await audit.logAround({ by, act: 'join', about }, (changed) =>
    admitJoiner(parts, invite, joiner, 'invite-invalid', changed),
  );
  return membershipOf(parts, member);
}

/** Finds an invite; throws `invite-invalid` if missing, or if another person has accepted it. */
export async function inviteBySecret(
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

/** Finds the inviter; throws `invite-invalid` if no member any more, or not allowed to invite. */
export async function inviterOf(parts: ShopParts, invite: StoredInvite): Promise<Staff> {
  const inviter = await memberOf(parts, invite.inviter);
  if (inviter === null || !mayManage(inviter, invite)) throw new CloudFailure('invite-invalid');
  return inviter;
}

async function storeWaitingJoiner(
  parts: ShopParts,
  invite: StoredInvite,
  { joiner, joinerName }: Joiner,
): Promise<Membership> {
  const { collections, audit, now } = parts;
  const { staff, invites } = collections;
  const by = { name: joinerName, staffId: staffIdOf(joiner) };
  const next = { joiner, joinerName, state: 'waiting', expiresAt: now() + INVITE_MS } as const;
  const check = async (): Promise<void> => {
    await checkNameIsFree(parts, await listAll(staff), { openId: joiner, name: joinerName });
  };
  await audit.logAround({ by, act: 'accept-invite', about: invite.role }, () =>
    addOneAtATime(parts, 'staff', check, async () => {
      if (!(await changeInvite(invites, invite, next))) throw new CloudFailure('invite-invalid');
    }),
  );
  return waitingMembership({ ...invite, ...next });
}

async function memberOf({ collections, now }: ShopParts, openId: string): Promise<Staff | null> {
  return openId === '' ? null : staffOf(openId, await collections.staff.read(openId), now());
}

function membershipOf({ shop }: ShopParts, staff: Staff): Promise<Membership> {
  const { staffId, name, role, stores, expiresAt } = staff;
  const member = { kind: 'member', staffId, name, role, stores, expiresAt } as const;
  return withShopKey(shop(0), Promise.resolve(member));
}

function waitingMembership({ joinerName, role, expiresAt }: StoredInvite): Membership {
  return { kind: 'waiting', name: joinerName ?? '', role, expiresAt };
}
