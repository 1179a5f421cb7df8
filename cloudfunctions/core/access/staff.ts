import { createHash } from 'crypto';
import { nullable, number, string, type, boolean } from 'superstruct';
import type { Member, StoreScope } from '../../../miniprogram/contract/shop';
import { role } from '../../../miniprogram/contract/shop';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Caller } from '../runtime/define-function';
import type { Documents, Fields, Found, Versioned } from '../storage/documents';
import { isUnreadable } from '../storage/documents';
import { readFields, usually } from '../storage/read-fields';
import type { Of } from '../../../miniprogram/contract/schema';
import { list } from '../../../miniprogram/contract/schema';

/** A scope as documents keep it: flat, for queries. */
type KeptScope = Of<typeof keptScope>;
export const keptScope = type({ allStores: boolean(), storeIds: list(string()) });

export function scopeOf({ allStores, storeIds }: KeptScope): StoreScope {
  return allStores ? 'all' : storeIds;
}

export function scopeFields(stores: StoreScope): KeptScope {
  return { allStores: stores === 'all', storeIds: stores === 'all' ? [] : [...stores] };
}

/** Whether two scopes have a store in common. */
export function overlaps(one: StoreScope, other: StoreScope): boolean {
  if (one === 'all') return other === 'all' || other.length > 0;
  return other === 'all' ? one.length > 0 : one.some((storeId) => other.includes(storeId));
}

/** Somebody of the staff, as the cloud knows them. */
export interface Staff extends Omit<Member, 'isMe'> {
  readonly openId: string;
  readonly version: number;
  /** The document, with its counters (rate-limits.ts). */
  readonly fields: Versioned;
}

/** What somebody is let in as. */
export type Admission = Pick<Staff, 'openId' | 'name' | 'role' | 'stores' | 'expiresAt'>;

/** Named by the openid. */
const kept = type({
  role,
  ...keptScope.schema,
  expiresAt: nullable(number()),
  staffId: usually(nullable(string()), null),
  name: usually(string(), ''),
  joinedAt: usually(number(), 0),
});

/** What stands for a person outside the cloud: an openid is not told to others. */
export function staffIdOf(openId: string): string {
  return createHash('sha256').update(`staff ${openId}`, 'utf8').digest('base64url').slice(0, 22);
}

/**
 * Somebody by their document; null when there is none, or their time is over.
 *
 * @throws CloudFailure `unreadable-document`: they are somebody, but nobody can tell what they may do
 */
export function staffOf(openId: string, document: Versioned | null, now: number): Staff | null {
  if (document === null) return null;
  const { allStores, storeIds, ...member } = readFields(COLLECTIONS.staff, document, kept);
  if (member.expiresAt !== null && member.expiresAt <= now) return null;
  return {
    ...member,
    openId,
    staffId: member.staffId ?? staffIdOf(openId),
    stores: scopeOf({ allStores, storeIds }),
    version: document.version,
    fields: document,
  };
}

/** Whoever may be removed. */
export type Removable = Pick<Staff, 'openId' | 'staffId' | 'name' | 'version' | 'stores'> &
  Partial<Pick<Staff, 'role'>>;

/**
 * Somebody of whom nobody can tell what they may do; null for all others. Nothing that grants
 * anything is read: to remove them counts as if they had all stores, and no role that is known.
 */
export function unreadableOf(found: Found, now: number): Removable | null {
  const { _id: openId, version, name } = found;
  try {
    staffOf(openId, found, now);
    return null;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const known = typeof name === 'string' ? name : '';
    return { openId, staffId: staffIdOf(openId), name: known, version, stores: 'all' };
  }
}

/**
 * The staff member who calls, read anew at each call: who was removed is no member at the next one.
 *
 * @throws CloudFailure `not-staff`, or `unreadable-document` for somebody whose document cannot be read
 */
export async function memberWhoCalls(
  staff: Documents,
  { openId }: Caller,
  now: number,
): Promise<Staff> {
  const member = openId === '' ? null : staffOf(openId, await staff.read(openId), now);
  if (member === null) throw new CloudFailure('not-staff');
  return member;
}

/** The fields of somebody who is let in, or whose role or stores change. Counters are left alone: they may be counting just now. */
export function staffFields(admission: Admission, before: Fields | null, now: number): Fields {
  const { openId, name, role, stores, expiresAt } = admission;
  return {
    ...(before === null ? COUNTERS : {}),
    staffId: staffIdOf(openId),
    name,
    role,
    ...scopeFields(stores),
    joinedAt: typeof before?.['joinedAt'] === 'number' ? before['joinedAt'] : now,
    expiresAt,
  };
}

/** When each counter's window began, and how much it counts; see rate-limits.ts. */
const COUNTERS = {
  lookUps: 0,
  lookUpsSince: 0,
  unknownIds: 0,
  unknownIdsSince: 0,
  reveals: 0,
  revealsSince: 0,
} as const;

/** A staff member as they are told of. */
export function memberView(staff: Staff, actorOpenId: string): Member {
  const { staffId, name, role, stores, joinedAt, expiresAt, openId } = staff;
  return { staffId, name, role, stores, joinedAt, expiresAt, isMe: openId === actorOpenId };
}
