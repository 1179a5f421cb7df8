import { changeDocument } from '../storage/change-document';
import type { Call } from '../runtime/define-function';
import type { Condition, Documents, Fields, Search, Versioned } from '../storage/documents';
import type { Asked, DeliveryRecord } from './delivery-record';
import { RIDERS_KEPT_MS, ridersNeededAt, withoutOldRiders } from './attempt';
import { fieldsOf, withAsked } from './delivery-record';
import { DAMAGED, recordOf } from './read-record';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BATCH = 100;
/** Minimum time (ms) that must be left to begin another change. */
const CHANGE_MS = 500;

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
  // On an existing record only the lease is written.
  const fields =
    record.version === 0 ? fieldsOf(orderId, { ...record, leaseUntil }, now) : { leaseUntil };
  const isTaken = await deliveries.replace(orderId, record.version, { ...fields, version });
  return isTaken ? { ...record, version, leaseUntil } : null;
}

/** Releases a lease whose holder has no answer to store. The lease of another call stays. */
export async function giveBackLease(
  deliveries: Documents,
  orderId: string,
  leaseUntil: number,
): Promise<void> {
  await deliveries.putIf(orderId, { leaseUntil }, { leaseUntil: 0 });
}

/**
 * Stores what the look-up targets answered, and releases the lease, usually in one database
 * operation. A damaged record is not overwritten. The time of the last look-up, by which lists are
 * sorted and old records removed, moves only when a target was asked that knows the order: staff of
 * another store, whose targets do not, leave it. An id that no target knows has it from any.
 *
 * @param lease end of the caller's lease, ms since 1970; null when the caller held none
 */
export async function remember(
  deliveries: Documents,
  orderId: string,
  before: DeliveryRecord,
  asked: readonly Asked[],
  now: number,
  lease: number | null,
): Promise<void> {
  const after = (record: DeliveryRecord): Fields => {
    const leaseUntil = record.leaseUntil === lease ? 0 : record.leaseUntil;
    const next = { ...withAsked(record, asked, now), leaseUntil };
    const { lastAskedAt, ...fields } = fieldsOf(orderId, next, now);
    const isKnownAt = (key: string): boolean => next.attempts.some(({ pair }) => pair === key);
    const isAbout = asked.some(({ targetKey }) => isKnownAt(targetKey));
    return isAbout || next.attempts.length === 0 ? { ...fields, lastAskedAt } : fields;
  };
  if (before.isDamaged) return;
  const first = { ...after(before), version: before.version + 1 };
  if (await deliveries.replace(orderId, before.version, first)) return;
  await changeDocument(deliveries, orderId, (document) => {
    const record = recordOf(document);
    return record.isDamaged ? null : after(record);
  });
}

/**
 * Returns the search conditions for deliveries to be removed: those last looked up `historyDays`
 * ago and, after an hour, ids that no account knows. Such an id may be any typed text, even a phone
 * number.
 */
export function expiredDeliveries(now: number, historyDays: number): readonly Condition[] {
  return [
    { below: ['lastAskedAt', now - historyDays * DAY_MS] },
    { equal: { isKnown: false }, below: ['lastAskedAt', now - HOUR_MS] },
  ];
}

/**
 * Removes the riders' data from deliveries that ended (or, without an end, were last looked up) at
 * least a day ago. The rest of their history stays. Damaged records are skipped.
 *
 * @returns number of deliveries, and whether rider data are left: because time ran out, or in
 *   damaged records
 */
export async function forgetRiders(
  deliveries: Documents,
  now: number,
  call: Pick<Call, 'timeLeftMs' | 'note'>,
): Promise<{ readonly forgotten: number; readonly left: boolean }> {
  const search: Search = {
    below: ['ridersNeededAt', now - RIDERS_KEPT_MS],
    leastFirst: 'ridersNeededAt',
    limit: BATCH,
  };
  let forgotten = 0;
  let passedOver = 0;
  for (;;) {
    // Changed deliveries no longer match the search, so only the damaged ones are skipped.
    const found = await deliveries.list({ ...search, skip: passedOver });
    const readable = found.filter((document) => !recordOf(document).isDamaged);
    if (readable.length < found.length) call.note(DAMAGED);
    for (const { _id } of readable) {
      if (call.timeLeftMs() < CHANGE_MS) return { forgotten, left: true };
      await changeDocument(deliveries, _id, (document) => withoutRiders(document, now));
      forgotten += 1;
    }
    passedOver += found.length - readable.length;
    if (found.length < BATCH) return { forgotten, left: passedOver > 0 };
    if (call.timeLeftMs() < CHANGE_MS) return { forgotten, left: true };
  }
}

function withoutRiders(document: Versioned | null, now: number): Fields | null {
  if (document === null) return null;
  const record = recordOf(document);
  if (record.isDamaged) return null;
  const attempts = record.attempts.map((attempt) => withoutOldRiders(attempt, now));
  return { attempts, ridersNeededAt: ridersNeededAt(attempts) };
}
