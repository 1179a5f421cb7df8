import { changeDocument } from '../storage/change-document';
import type { Call } from '../runtime/define-function';
import type { Documents, Fields, Search, Versioned } from '../storage/documents';
import type { Asked, DeliveryRecord } from './delivery-record';
import {
  fieldsOf,
  RIDERS_KEPT_MS,
  ridersNeededAt,
  withAsked,
  withoutOldRiders,
} from './delivery-record';
import { DAMAGED, recordOf } from './read-record';

const BATCH = 100;
/** What a change may take; with less time left none is begun. */
const CHANGE_MS = 500;

/**
 * Takes the lease on a delivery: of all calls that have read the same version of it, one gets it.
 *
 * @returns the record with the lease on it, null when somebody was faster
 */
export async function takeLease(
  deliveries: Documents,
  orderId: string,
  record: DeliveryRecord,
  leaseUntil: number,
  now: number,
): Promise<DeliveryRecord | null> {
  const version = record.version + 1;
  // Of one that is there only the lease changes.
  const fields =
    record.version === 0 ? fieldsOf(orderId, { ...record, leaseUntil }, now) : { leaseUntil };
  const isTaken = await deliveries.replace(orderId, record.version, { ...fields, version });
  return isTaken ? { ...record, version, leaseUntil } : null;
}

/** Gives a lease back that came to nothing; somebody else's stays. */
export async function giveBackLease(
  deliveries: Documents,
  orderId: string,
  leaseUntil: number,
): Promise<void> {
  await deliveries.putIf(orderId, { leaseUntil }, { leaseUntil: 0 });
}

/**
 * Writes down what asking came to, and gives back the lease that it was asked under: one
 * operation as a rule. What cannot be read is not written over.
 *
 * @param lease until when it held; null when there was none
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
    return fieldsOf(orderId, { ...withAsked(record, asked, now), leaseUntil }, now);
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
 * Forgets the riders of deliveries that ended, or were last asked for, a day ago; what else was
 * seen of them stays. What cannot be read is passed over.
 *
 * @returns how many deliveries that were, and whether riders are left: there was no time for them,
 *   or their deliveries cannot be read
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
    // Whose riders are forgotten is found no more: what comes first is what was passed over.
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
