import { createHash } from 'crypto';
import { nullable, number, string, type, boolean } from 'superstruct';
import { type Member, type StoreScope, role } from '../../../miniprogram/contract/shop';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Caller } from '../runtime/define-function';
import type { Condition, Documents, Fields, Found, Versioned } from '../storage/documents';
import { isUnreadableDocument, readFields, withDefault } from '../storage/read-fields';
import { type Of, list } from '../../../miniprogram/contract/schema';

/** Stores of a person (StoreScope) as flat fields, so that database queries can use them. */
type StoredScope = Of<typeof storedScope>;
export const storedScope = type({ allStores: boolean(), storeIds: list(string()) });

export function scopeOf({ allStores, storeIds }: StoredScope): StoreScope {
  return allStores ? 'all' : storeIds;
}

export function scopeFields(stores: StoreScope): StoredScope {
  return { allStores: stores === 'all', storeIds: stores === 'all' ? [] : [...stores] };
}

export interface Staff extends Omit<Member, 'isMe'> {
  readonly openId: string;
  readonly version: number;
  /** The person's whole document, including the counters of rate-limits.ts. */
  readonly fields: Versioned;
}

export type Admission = Pick<Staff, 'openId' | 'name' | 'role' | 'stores' | 'expiresAt'>;

/** Schema of a staff document. Its `_id` is the person's openid. */
const staffSchema = type({
  role,
  ...storedScope.schema,
  expiresAt: nullable(number()),
  name: withDefault(string(), ''),
  joinedAt: withDefault(number(), 0),
});

/** Derives the id by which clients name a person, because openids must not leave the cloud. */
export function staffIdOf(openId: string): string {
  return createHash('sha256').update(`staff ${openId}`, 'utf8').digest('base64url').slice(0, 22);
}

/** Reads a person; null if missing or after `expiresAt`. Throws `unreadable-document`. */
export function staffOf(openId: string, document: Versioned | null, now: number): Staff | null {
  if (document === null) return null;
  const staffFields = readFields(COLLECTIONS.staff, document, staffSchema);
  const { allStores, storeIds, ...member } = staffFields;
  if (member.expiresAt !== null && member.expiresAt <= now) return null;
  return {
    ...member,
    openId,
    staffId: staffIdOf(openId),
    stores: scopeOf({ allStores, storeIds }),
    version: document.version,
    fields: document,
  };
}

export function expiredReviewerCondition(now: number): Condition {
  return { equal: { role: 'reviewer' }, below: ['expiresAt', now] };
}

/** Person who can be removed from the staff. `role` is missing when it cannot be read. */
export type RemovablePerson = Pick<Staff, 'openId' | 'staffId' | 'name' | 'version' | 'stores'> &
  Partial<Pick<Staff, 'role'>>;

/** Describes a person with an unreadable document, for an owner to remove; null if readable. */
export function unreadablePersonOf(document: Found, now: number): RemovablePerson | null {
  const { _id: openId, version, name } = document;
  try {
    staffOf(openId, document, now);
    return null;
  } catch (error) {
    if (!isUnreadableDocument(error)) throw error;
    const readableName = typeof name === 'string' ? name : '';
    return { openId, staffId: staffIdOf(openId), name: readableName, version, stores: 'all' };
  }
}

/** Reads the calling person from the database; throws `not-staff`, `unreadable-document`. */
export async function readCallingMember(
  staff: Documents,
  { openId }: Caller,
  now: number | Promise<number>,
): Promise<Staff> {
  const document = openId === '' ? null : await staff.read(openId);
  const member = staffOf(openId, document, await now);
  if (member === null) throw new CloudFailure('not-staff');
  return member;
}

/** Returns the fields to write for a person, without counters, which other calls may change. */
export function staffFields(admission: Admission, previous: Fields | null, now: number): Fields {
  const { name, role, stores, expiresAt } = admission;
  return {
    name,
    role,
    ...scopeFields(stores),
    joinedAt: typeof previous?.['joinedAt'] === 'number' ? previous['joinedAt'] : now,
    expiresAt,
  };
}

export function describeMember(staff: Staff, actorOpenId: string): Member {
  const { staffId, name, role, stores, joinedAt, expiresAt, openId } = staff;
  return { staffId, name, role, stores, joinedAt, expiresAt, isMe: openId === actorOpenId };
}
