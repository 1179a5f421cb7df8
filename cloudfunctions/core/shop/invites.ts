import { createHash, randomBytes } from 'crypto';
import type { Infer } from 'superstruct';
import { array, boolean, enums, is, nullable, number, string, type } from 'superstruct';
import type { Invite, NewInvite, Role, StoreScope } from '../../../miniprogram/shared/shop';
import { SHOP_BOUNDS } from '../../../miniprogram/shared/shop';
import { ROLES } from '../../../miniprogram/shared/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Versioned } from '../runtime/documents';
import type { Staff } from './staff';
import { withoutId } from './staff';

const HOUR_MS = 3_600_000;
/** How long an invite may be accepted, and how long a joiner may wait to be confirmed. */
export const INVITE_MS = 24 * HOUR_MS;
const SECRET_BYTES = 16;

/**
 * `open` until somebody accepts it; then `waiting` for the inviter, or `joining` while the joiner is being let in, which whoever it is may finish if the
 * function ended in the middle. When it has done its work it is removed.
 */
const inviteShape = type({
  version: number(),
  role: enums(ROLES),
  allStores: boolean(),
  storeIds: array(string()),
  state: enums(['open', 'waiting', 'joining']),
  /** Openids. */
  inviter: string(),
  joiner: nullable(string()),
  inviterName: string(),
  joinerName: nullable(string()),
  createdAt: number(),
  expiresAt: number(),
});

export type StoredInvite = Infer<typeof inviteShape> & {
  readonly inviteId: string;
  readonly stores: StoreScope;
};

/** Under which an invite is kept: who can read the database cannot accept it. */
export function inviteIdOf(secret: string): string {
  return createHash('sha256').update(`invite ${secret}`, 'utf8').digest('base64url');
}

/** An invite by its document; null when it is none, or over. */
export function inviteOf(
  inviteId: string,
  document: Versioned | null,
  now: number,
): StoredInvite | null {
  if (!is(document, inviteShape) || document.expiresAt <= now) return null;
  return { ...document, inviteId, stores: document.allStores ? 'all' : document.storeIds };
}

/** Makes an invite; its secret is told this once. */
export async function makeInvite(
  invites: Documents,
  inviter: Staff,
  { role, stores }: { readonly role: Role; readonly stores: StoreScope },
  now: number,
): Promise<NewInvite> {
  const open = await invites.list({ limit: SHOP_BOUNDS.entries });
  if (open.length >= SHOP_BOUNDS.entries) throw new CloudFailure('limit-reached');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const inviteId = inviteIdOf(secret);
  const expiresAt = now + INVITE_MS;
  await invites.replace(inviteId, 0, {
    version: 1,
    role,
    allStores: stores === 'all',
    storeIds: stores === 'all' ? [] : [...stores],
    state: 'open',
    inviter: inviter.openId,
    inviterName: inviter.name,
    joiner: null,
    joinerName: null,
    createdAt: now,
    expiresAt,
  });
  return { inviteId, secret, expiresAt };
}

/** Changes an invite that is as it was read; whether it still was. */
export function moveInvite(
  invites: Documents,
  { inviteId, stores: _stores, ...invite }: StoredInvite,
  changes: Partial<Infer<typeof inviteShape>>,
): Promise<boolean> {
  const version = invite.version + 1;
  const fields = { ...withoutId(invite), ...changes, version };
  return invites.replace(inviteId, invite.version, fields);
}

/** An invite as it is told of. */
export function inviteView(invite: StoredInvite, askerOpenId: string): Invite {
  const { inviteId, role, stores, state, joinerName, inviterName, createdAt, expiresAt } = invite;
  return {
    inviteId,
    role,
    stores,
    state: state === 'open' ? 'open' : 'waiting',
    joinerName,
    inviterName,
    isMine: invite.inviter === askerOpenId,
    createdAt,
    expiresAt,
  };
}
