import { changeDocument } from '../storage/change-document';
import type { Call } from '../runtime/define-function';
import type { Lease } from '../storage/single-flight';
import { leaseEnd, withinStoreLimit } from '../storage/single-flight';
import type { Condition, Documents, Fields, Versioned } from '../storage/documents';
import type { Asked, DeliveryRecord } from './delivery-record';
import { withoutOldRiders } from './attempt';
import { fieldsOf, withAsked } from './delivery-record';
import { recordOf } from './read-record';
import { AWAITED_MS } from './registration';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Time (ms) for which a lease counts as just taken. */
const JUST_TAKEN_MS = 500;

/**
 * Takes the lease on an order. Its holder asks WeChat on behalf of all callers. Of all calls that
 * have read the same version, one gets it.
 *
 * @returns record with the lease; null when another call was faster
 */
export async function takeLease(
  deliveries: Documents,
  orderId: string,
  record: DeliveryRecord,
  leaseUntil: number,
  now: number,
): Promise<DeliveryRecord | null> {
  const version = record.version + 1;
  // An existing record keeps its other fields: only the lease and the version are written.
  const fields = record.version === 0 ? fieldsOf(orderId, record, now) : {};
  const leased = { ...fields, leaseUntil, version };
  const isTaken = await deliveries.replace(orderId, record.version, leased);
  return isTaken ? { ...record, version, leaseUntil } : null;
}

/**
 * Renews a lease before a round of questions, unless it was just taken. Whoever has lost it, or
 * cannot write, asks all the same: that costs a request, but not the answer.
 */
export async function renewLease(
  deliveries: Documents,
  orderId: string,
  lease: Lease | null,
  now: number,
  call: Call,
): Promise<void> {
  const until = leaseEnd(now, call);
  if (lease === null || until - lease.until < JUST_TAKEN_MS) return;
  const renewing = deliveries.putIf(orderId, { leaseUntil: lease.until }, { leaseUntil: until });
  if (await withinStoreLimit(renewing).catch(() => false)) lease.until = until;
}

/**
 * Releases a lease whose holder has no answer to store. The lease of another call stays.
 *
 * @param triedAt time when WeChat was asked in vain, so that the board asks for others first
 */
export async function giveBackLease(
  deliveries: Documents,
  orderId: string,
  lease: Lease | null,
  triedAt?: number,
): Promise<void> {
  if (lease === null) return;
  const tried = triedAt === undefined ? {} : { triedAt };
  await deliveries.putIf(orderId, { leaseUntil: lease.until }, { leaseUntil: 0, ...tried });
}

/**
 * Stores what the look-up targets answered, if anything, and releases the lease, usually in one
 * database operation; where the write fails, in another. A damaged record is not overwritten. The
 * time of the last look-up, by which lists are sorted and old records removed, moves only when a
 * target was asked that knows the order: staff of another store, whose targets do not, leave it. An
 * id that no target knows has it from any.
 *
 * @param lease the caller's lease; null when the caller held none
 * @param isLookUp false for the refresh of a list, which is no look-up by a person
 */
export async function remember(
  deliveries: Documents,
  orderId: string,
  before: DeliveryRecord,
  asked: readonly Asked[],
  now: number,
  lease: Lease | null,
  { isLookUp = true } = {},
): Promise<void> {
  const after = (record: DeliveryRecord): Fields => {
    const isLeased = lease !== null && [before.leaseUntil, lease.until].includes(record.leaseUntil);
    const next = withAsked(record, asked, now);
    const { lastAskedAt, ...fields } = fieldsOf(orderId, next, now);
    const isKnownAt = (key: string): boolean => next.attempts.some(({ pair }) => pair === key);
    const isAbout = isLookUp && asked.some(({ targetKey }) => isKnownAt(targetKey));
    const isInVain = asked.every((one) => 'notFoundAt' in one);
    const given = isLeased ? { leaseUntil: 0 } : {};
    const tried = { ...fields, ...given, ...(isInVain ? { triedAt: now } : {}) };
    return isAbout || next.attempts.length === 0 ? { ...tried, lastAskedAt } : tried;
  };
  if (asked.length === 0)
    return giveBackLease(deliveries, orderId, lease, isLookUp ? undefined : now);
  if (before.isDamaged) return;
  const first = { ...after(before), version: before.version + 1 };
  try {
    if (await deliveries.replace(orderId, before.version, first)) return;
    await changeDocument(deliveries, orderId, (document) => {
      const record = recordOf(document);
      return record.isDamaged ? null : after(record);
    });
  } catch (error) {
    await giveBackLease(deliveries, orderId, lease);
    throw error;
  }
}

/**
 * Returns the search conditions for deliveries to be removed: those last looked up `historyDays`
 * ago; after an hour, ids that no account knows; after two, those of them that were registered. An
 * unknown id may be any typed text, even a phone number.
 */
export function expiredDeliveries(
  now: number,
  historyDays: number,
): Readonly<Record<'deliveries' | 'unknown-ids' | 'awaited', Condition>> {
  return {
    deliveries: { below: ['lastAskedAt', now - historyDays * DAY_MS] },
    'unknown-ids': { equal: { isKnown: false }, below: ['lastAskedAt', now - HOUR_MS] },
    awaited: { equal: { isKnown: 'awaited' }, below: ['lastAskedAt', now - AWAITED_MS] },
  };
}

/**
 * Removes riders' data from a delivery that ended at least a day ago. Without an end, the day
 * begins with the last look-up. 取货码 and the receiver's point go two hours after the last answer.
 * The rest of the history stays.
 *
 * @returns changed fields; null for a damaged record, which is never written
 */
export function withoutRiders(document: Versioned | null, now: number): Fields | null {
  if (document === null) return null;
  const record = recordOf(document);
  if (record.isDamaged) return null;
  const attempts = record.attempts.map((attempt) => withoutOldRiders(attempt, now));
  const fields = fieldsOf('', { ...record, attempts }, now);
  const { known, ridersNeededAt, isUnderWay, boardStoreIds } = fields;
  return { attempts, known, ridersNeededAt, isUnderWay, boardStoreIds };
}
