import { createHash, randomBytes } from 'crypto';
import { enums, nullable, number, string, type } from 'superstruct';
import type { Of } from '../../../miniprogram/contract/schema';
import {
  type Invite,
  type NewInvite,
  type Role,
  type StoreScope,
  nameAndMark,
  role,
  SHOP_BOUNDS,
} from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { type Condition, type Documents, type Versioned, listAll } from '../storage/documents';
import { readFields, withDefault } from '../storage/read-fields';
import { addOneAtATime } from '../storage/one-at-a-time';
import type { ShopContext } from '../access/shop-context';
import { type Staff, storedScope, scopeFields, scopeOf, staffIdOf } from '../access/staff';

const HOUR_MS = 3_600_000;
/** Time (ms) that a person has to accept an invite, and then the inviter to confirm the person. */
export const INVITE_MS = 24 * HOUR_MS;
const SECRET_BYTES = 16;

/** Stored invite. `waiting`: the inviter has to confirm; `joining`: the joiner is being added. */
const inviteSchema = type({
  role,
  ...storedScope.schema,
  state: enums(['open', 'waiting', 'joining']),
  inviter: string(),
  joiner: nullable(string()),
  joinerName: nullable(string()),
  expiresAt: number(),
  inviterName: withDefault(string(), ''),
  createdAt: withDefault(number(), 0),
});

/** Person who has accepted an invite: openid, and entered name. */
export interface Joiner {
  readonly joiner: string;
  readonly joinerName: string;
}

/** Returns the joiner's name with a mark of four characters, which tells similar names apart. */
export function joinerNameAndMark({ joiner, joinerName }: Joiner): string {
  return nameAndMark({ name: joinerName, staffId: staffIdOf(joiner) });
}

type InviteFields = Of<typeof inviteSchema>;

export interface StoredInvite extends Omit<InviteFields, 'allStores' | 'storeIds'> {
  readonly inviteId: string;
  readonly version: number;
  readonly stores: StoreScope;
}

/** Returns an invite's id, a hash of its secret. The secret itself is not stored. */
export function inviteIdOf(secret: string): string {
  return createHash('sha256').update(`invite ${secret}`, 'utf8').digest('base64url');
}

/** Reads an invite; null if missing or expired; throws `unreadable-document`. */
export function inviteOf(
  inviteId: string,
  document: Versioned | null,
  now: number,
): StoredInvite | null {
  if (document === null) return null;
  const inviteFields = readFields(COLLECTIONS.invites, document, inviteSchema);
  const { allStores, storeIds, ...invite } = inviteFields;
  if (invite.expiresAt <= now) return null;
  const { version } = document;
  return { ...invite, version, inviteId, stores: scopeOf({ allStores, storeIds }) };
}

export function expiredInvites(now: number): Condition {
  return { below: ['expiresAt', now] };
}

/** Makes an invite; returns its secret, which is not stored. Throws `limit-reached`. */
export async function makeInvite(
  context: Pick<ShopContext, 'collections' | 'now' | 'sleep'>,
  inviter: Staff,
  { role, stores }: Pick<Invite, 'role' | 'stores'>,
): Promise<NewInvite> {
  const { invites } = context.collections;
  const now = context.now();
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const inviteId = inviteIdOf(secret);
  const expiresAt = now + INVITE_MS;
  const openFields = { version: 1, state: 'open', joiner: null, joinerName: null };
  const origin = { inviter: inviter.openId, inviterName: inviter.name, createdAt: now, expiresAt };
  const invite = { ...openFields, ...origin, role, ...scopeFields(stores) };
  const checkCount = async (): Promise<void> => {
    const ownInvites = await listAll(invites, { equal: { inviter: inviter.openId } });
    // Expired invites, which stay stored until the next sweep, are not counted.
    const openCount = invites.readEach(ownInvites, (one) => inviteOf(one._id, one, now)).length;
    if (openCount >= MAX_OPEN_INVITES[inviter.role])
      throw new CloudFailure('limit-reached', {
        message: `你发出的邀请还有 ${openCount} 个没用上，请先在“人员”里撤回一些。`,
      });
  };
  await addOneAtATime(context, 'invites', checkCount, () => invites.replace(inviteId, 0, invite));
  return { inviteId, secret, expiresAt };
}

/** Maximum number of a person's open invites, by role, so that others can invite people, too. */
const MAX_OPEN_INVITES: Readonly<Record<Role, number>> = {
  owner: SHOP_BOUNDS.entries,
  manager: SHOP_BOUNDS.managerInvites,
  clerk: 0,
  reviewer: 0,
};

export function changeInvite(
  invites: Documents,
  { inviteId, version }: StoredInvite,
  changes: Partial<Omit<StoredInvite, 'stores'>>,
): Promise<boolean> {
  return invites.replace(inviteId, version, { ...changes, version: version + 1 });
}

export function inviteView(invite: StoredInvite, actorOpenId: string): Invite {
  const { inviteId, role, stores, state, joinerName, inviterName, createdAt, expiresAt } = invite;
  return {
    inviteId,
    role,
    stores,
    state: state === 'open' ? 'open' : 'waiting',
    joinerName,
    inviterName,
    isMine: invite.inviter === actorOpenId,
    createdAt,
    expiresAt,
  };
}
