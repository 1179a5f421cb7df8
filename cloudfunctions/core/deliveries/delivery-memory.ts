import { changeDocument } from '../storage/change-document';
import type { Call } from '../runtime/define-function';
import type { TakeTurn } from '../shop/duties';
import { TURN_DOCUMENTS } from '../shop/duties';
import type { Lease } from '../storage/single-flight';
import { leaseEnd, withinStoreLimit } from '../storage/single-flight';
import type { Condition, Documents, Fields, Found, Versioned } from '../storage/documents';
import type { Asked, DeliveryRecord } from './delivery-record';
import { RIDERS_KEPT_MS, withoutOldRiders } from './attempt';
import { fieldsOf, withAsked } from './delivery-record';
import { DAMAGED, recordOf } from './read-record';
import { AWAITED_MS } from './registration';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Number of deliveries whose rider data are removed at the same time. */
const AT_ONCE = 10;
/** Minimum time (ms) that must be left to begin another change. */
const CHANGE_MS = 500;
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
 * Creates the sweep's duty that removes riders' data from deliveries that ended at least a day ago.
 * Without an end, the day begins with the last look-up. 取货码 and the receiver's point go two hours
 * after the last answer. The rest of their history stays. Damaged records are skipped and counted
 * in the log; the self-check tells the owner of them. If a clock that was ahead has stored a time
 * in the future, the data are removed later by as much, unless another look-up corrects the time
 * first. An order that a store awaited for two hours is then on that store's board no more.
 */
export function forgetRiders(
  deliveries: Documents,
  now: number,
  call: Pick<Call, 'timeLeftMs' | 'note'>,
): TakeTurn {
  let damaged = 0;
  return async () => {
    const found = await deliveries.list({
      below: ['ridersNeededAt', now - RIDERS_KEPT_MS],
      leastFirst: 'ridersNeededAt',
      // Changed deliveries no longer match the search, so only the damaged ones are skipped.
      skip: damaged,
      limit: TURN_DOCUMENTS,
    });
    const readable = found.filter((document) => !recordOf(document).isDamaged);
    for (let done = 0; done < readable.length; done += AT_ONCE) {
      if (call.timeLeftMs() < CHANGE_MS) return { done, isLast: false };
      const some = readable.slice(done, done + AT_ONCE);
      await Promise.all(some.map((document) => forgetRidersOf(document, deliveries, now)));
    }
    damaged += found.length - readable.length;
    if (damaged > 0) call.note({ ...DAMAGED, damaged });
    return { done: readable.length, isLast: found.length < TURN_DOCUMENTS };
  };
}

async function forgetRidersOf(document: Found, deliveries: Documents, now: number): Promise<void> {
  const { _id, version } = document;
  const fields = withoutRiders(document, now);
  if (fields === null) return;
  if (await deliveries.replace(_id, version, { ...fields, version: version + 1 })) return;
  await changeDocument(deliveries, _id, (current) => withoutRiders(current, now));
}

function withoutRiders(document: Versioned | null, now: number): Fields | null {
  if (document === null) return null;
  const record = recordOf(document);
  if (record.isDamaged) return null;
  const attempts = record.attempts.map((attempt) => withoutOldRiders(attempt, now));
  const fields = fieldsOf('', { ...record, attempts }, now);
  const { known, ridersNeededAt, isUnderWay, boardStoreIds } = fields;
  return { attempts, known, ridersNeededAt, isUnderWay, boardStoreIds };
}
