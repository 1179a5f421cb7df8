import { createHash } from 'crypto';
import { array, boolean, enums, is, nullable, number, string, type } from 'superstruct';
import type { Member, Role, StoreScope } from '../../../miniprogram/shared/shop';
import { ROLES } from '../../../miniprogram/shared/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Caller } from '../runtime/define-function';
import type { Documents, Fields, Versioned } from '../runtime/documents';

/** Somebody of the staff, as the cloud knows them. */
export interface Staff {
  readonly openId: string;
  readonly staffId: string;
  readonly name: string;
  readonly role: Role;
  readonly stores: StoreScope;
  readonly joinedAt: number;
  readonly expiresAt: number | null;
  readonly version: number;
  /** The document, with its counters (rate-limits.ts). */
  readonly fields: Versioned;
}

/** What somebody is let in as. */
export interface Admission {
  readonly openId: string;
  readonly name: string;
  readonly role: Role;
  readonly stores: StoreScope;
  readonly expiresAt: number | null;
}

/** Named by the openid; `stores` is flat, for queries. */
const staffShape = type({
  version: number(),
  staffId: string(),
  name: string(),
  role: enums(ROLES),
  allStores: boolean(),
  storeIds: array(string()),
  joinedAt: number(),
  expiresAt: nullable(number()),
});

/** What stands for a person outside the cloud: an openid is not told to others. */
export function staffIdOf(openId: string): string {
  return createHash('sha256').update(`staff ${openId}`, 'utf8').digest('base64url').slice(0, 22);
}

/** Somebody by their document; null when it is none that can be read, or whose time is over. */
export function staffOf(openId: string, document: Versioned | null, now: number): Staff | null {
  if (!is(document, staffShape)) return null;
  const { version, staffId, name, role, allStores, storeIds, joinedAt, expiresAt } = document;
  if (expiresAt !== null && expiresAt <= now) return null;
  const stores = allStores ? 'all' : storeIds;
  return {
    openId,
    staffId,
    name,
    role,
    stores,
    joinedAt,
    expiresAt,
    version,
    fields: document,
  };
}

/**
 * The staff member who calls, read anew at each call: who was removed is no member at the next one.
 *
 * @throws CloudFailure `not-staff`
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
    allStores: stores === 'all',
    storeIds: stores === 'all' ? [] : [...stores],
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

/** The SDK refuses to write an `_id` over. */
export function withoutId({ _id, ...fields }: Fields): Fields {
  return fields;
}

/** A staff member as they are told of. */
export function memberView(staff: Staff, askerOpenId: string): Member {
  const { staffId, name, role, stores, joinedAt, expiresAt, openId } = staff;
  return { staffId, name, role, stores, joinedAt, expiresAt, isMe: openId === askerOpenId };
}
