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
  useCodeTry,
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
import type { ShopContext } from '../access/shop-context';
import { type Staff, staffIdOf, staffOf } from '../access/staff';

export function membershipActions(context: ShopContext) {
  return {
    me: nonStaffAction({
      grants: 'anyone',
      input: nothing,
      handle: (_input, call) => readCallersMembership(context, call),
    }),
    claim: nonStaffAction({
      grants: 'anyone',
      input: type({
        code: size(string(), 1, SHOP_BOUNDS.setupCode),
        name: typedText(SHOP_BOUNDS.personName),
      }),
      handle: (input, call) => claimShop(context, input, call),
    }),
    'accept-invite': nonStaffAction({
      grants: 'anyone',
      input: type({ secret: size(string(), 1, 64), name: typedText(SHOP_BOUNDS.personName) }),
      handle: (input, call) => acceptInvite(context, input, call),
    }),
  };
}

async function readCallersMembership(context: ShopContext, call: CallContext): Promise<Membership> {
  const { openId } = call.caller;
  const member = await findMember(context, openId);
  if (member !== null) return membershipOf(context, member);
  await checkAppId(context, call);
  const invite = await findAcceptedInvite(context, openId);
  if (invite !== null) return waitingMembership(invite);
  return { kind: 'stranger', claimable: await isClaimable(context) };
}

/** Finds an invite that a person has accepted; null if none; throws if it cannot read any. */
async function findAcceptedInvite(
  { collections, now }: ShopContext,
  openId: string,
): Promise<StoredInvite | null> {
  let unreadableFailure: CloudFailure | null = null;
  for (const document of await listAll(collections.invites, { equal: { joiner: openId } })) {
    try {
      const invite = inviteOf(document._id, document, now());
      if (invite !== null) return invite;
    } catch (error) {
      if (!isUnreadableDocument(error)) throw error;
      unreadableFailure ??= error;
    }
  }
  if (unreadableFailure !== null) throw unreadableFailure;
  return null;
}

/** Tells whether there is an unused set-up code, even one that is too short to be accepted. */
async function isClaimable({ environment, collections }: ShopContext): Promise<boolean> {
  const setupCode = readSetupCode(environment);
  return setupCode !== null && !(await isCodeUsed(collections.shop, setupCodeHash(setupCode)));
}

async function claimShop(
  context: ShopContext,
  { code, name }: ShopCalls['claim']['input'],
  call: CallContext,
): Promise<Membership> {
  const { collections, audit, environment, now } = context;
  const { shop } = collections;
  const openId = callerOpenId(call);
  if (call.caller.appId === '') throw refusedSourceFailure(call.caller);
  await checkAppId(context, call);
  const staffId = staffIdOf(openId);
  await useCodeTry(collections.limits, staffId, now());
  const codeHash = verifiedSetupCodeHash(environment, code);
  const ownerRights = { role: 'owner', stores: 'all', expiresAt: null } as const;
  const ownerAdmission = { openId, name: name.trim(), ...ownerRights };
  const claimant = { name: ownerAdmission.name, staffId };
  return audit.logAround({ by: claimant, act: 'claim' }, async (noteChange) => {
    const { ownerIds } = await readShop(shop);
    await reserveCode(shop, codeHash, openId, ownerIds.includes(openId));
    const member = await admitPerson(context, ownerAdmission, async () => {
      noteChange();
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
      await markCodeUsed(shop, codeHash);
    });
    return membershipOf(context, member);
  });
}

/** Throws `other-mini-program` unless the call comes from the staff's own mini-program. */
async function checkAppId({ shop }: ShopContext, { caller }: CallContext): Promise<void> {
  const { appId } = await shop(0);
  if (appId !== '' && caller.appId !== appId) throw new CloudFailure('other-mini-program');
}

/** Returns the caller's openid; throws when WeChat has not sent it. */
export function callerOpenId({ caller }: CallContext): string {
  if (caller.openId === '') throw refusedSourceFailure(caller);
  return caller.openId;
}

async function acceptInvite(
  context: ShopContext,
  { secret, name }: ShopCalls['accept-invite']['input'],
  call: CallContext,
): Promise<Membership> {
  const { audit } = context;
  const openId = callerOpenId(call);
  const invite = await findInviteBySecret(context, secret, openId);
  await checkAppId(context, call);
  if (invite.state === 'waiting') return waitingMembership(invite);
  if ((await findMember(context, openId)) !== null) throw new CloudFailure('already-staff');
  const inviter = await findInviter(context, invite);

  const joiner = { joiner: openId, joinerName: name.trim() };
  if (needsConfirmation(invite.role)) return storeWaitingJoiner(context, invite, joiner);
  // This actor lacks `fields`, so that a joiner's refused attempts do not count as the inviter's.
  const actor = { name: inviter.name, staffId: inviter.staffId };
  const about = joinerNameAndMark(joiner);
  const member = await audit.logAround({ by: actor, act: 'join', about }, (noteChange) =>
    admitJoiner(context, invite, joiner, 'invite-invalid', noteChange),
  );
  return membershipOf(context, member);
}

/** Finds an invite; throws `invite-invalid` if there is none, or another person has accepted it. */
export async function findInviteBySecret(
  { collections, now }: ShopContext,
  secret: string,
  openId: string,
): Promise<StoredInvite> {
  const inviteId = inviteIdOf(secret);
  const invite = inviteOf(inviteId, await collections.invites.read(inviteId), now());
  const isForThisPerson = invite?.state === 'open' || invite?.joiner === openId;
  if (invite === null || !isForThisPerson) throw new CloudFailure('invite-invalid');
  return invite;
}

/** Finds the inviter; throws `invite-invalid` if the inviter has left, or may not invite. */
export async function findInviter(context: ShopContext, invite: StoredInvite): Promise<Staff> {
  const inviter = await findMember(context, invite.inviter);
  if (inviter === null || !mayManage(inviter, invite)) throw new CloudFailure('invite-invalid');
  return inviter;
}

async function storeWaitingJoiner(
  context: ShopContext,
  invite: StoredInvite,
  { joiner, joinerName }: Joiner,
): Promise<Membership> {
  const { collections, audit, now } = context;
  const { staff, invites } = collections;
  const actor = { name: joinerName, staffId: staffIdOf(joiner) };
  const changes = { joiner, joinerName, state: 'waiting', expiresAt: now() + INVITE_MS } as const;
  const checkName = async (): Promise<void> => {
    await checkNameIsFree(context, await listAll(staff), { openId: joiner, name: joinerName });
  };
  await audit.logAround({ by: actor, act: 'accept-invite', about: invite.role }, () =>
    addOneAtATime(context, 'staff', checkName, async () => {
      if (!(await changeInvite(invites, invite, changes))) throw new CloudFailure('invite-invalid');
    }),
  );
  return waitingMembership({ ...invite, ...changes });
}

async function findMember({ collections, now }: ShopContext, openId: string) {
  return openId === '' ? null : staffOf(openId, await collections.staff.read(openId), now());
}

function membershipOf({ shop }: ShopContext, staff: Staff): Promise<Membership> {
  const { staffId, name, role, stores, expiresAt } = staff;
  const member = { kind: 'member', staffId, name, role, stores, expiresAt } as const;
  return withShopKey(shop(0), Promise.resolve(member));
}

function waitingMembership({ joinerName, role, expiresAt }: StoredInvite): Membership {
  return { kind: 'waiting', name: joinerName ?? '', role, expiresAt };
}
