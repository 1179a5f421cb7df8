import type { Condition, Documents, Fields, Versioned } from '../storage/documents';
import { changeDocument } from '../storage/change-document';
import { type AskResult, type DeliveryRecord, recordFields, withAnswers } from './delivery-record';
import { withoutOldRiders } from './old-riders';
import { recordOf } from './read-record';
import { type Registration, foundPaid, isOldPaid } from './registration';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Answers {
  readonly orderId: string;
  readonly before: DeliveryRecord;
  /** Answers, at least one, all given at the time `at` (ms since 1970). */
  readonly asked: readonly AskResult[];
  readonly at: number;
  /** End times of the caller's lease, as taken and as renewed; empty without a lease. */
  readonly leaseEnds: readonly number[];
  /** True for a person's look-up of this order; false for the refresh of a list. */
  readonly isLookUp: boolean;
}

/** Stores answers and releases the caller's lease. A damaged record is not overwritten. */
export async function rememberAnswers(deliveries: Documents, answers: Answers): Promise<void> {
  const { orderId, before } = answers;
  if (before.isDamaged) return;
  const first = { ...fieldsAfter(before, answers), version: before.version + 1 };
  if (await deliveries.replace(orderId, before.version, first)) return;
  await changeDocument(deliveries, orderId, (document) => {
    const record = recordOf(document);
    return record.isDamaged ? null : fieldsAfter(record, answers);
  });
}

/**
 * Returns the fields of a record with answers added. `lastAskedAt` changes only if a person asked a
 * target that has an attempt, or if no attempt exists. So look-ups by staff of another store do not
 * change it.
 */
function fieldsAfter(
  record: DeliveryRecord,
  { orderId, asked, at, leaseEnds, isLookUp }: Answers,
): Fields {
  const next = withAnswers(record, asked, at);
  const isPaid = ({ by }: Registration): boolean => by.kind === 'paid' && by.id !== '';
  const isFoundPaid = next.attempts.length > 0 && next.registrations.some(isPaid);
  const found = foundPaid(next.attempts, at);
  const registrations = next.registrations.map((one) => (isFoundPaid && isPaid(one) ? found : one));
  const { lastAskedAt, ...fields } = recordFields(orderId, { ...next, registrations }, at);
  const hasAttemptAt = (key: string): boolean =>
    next.attempts.some(({ targetKey }) => targetKey === key);
  const isAbout = isLookUp && asked.some(({ targetKey }) => hasAttemptAt(targetKey));
  const isFoundNowhere = asked.every((one) => 'notFoundAt' in one);
  return {
    ...fields,
    ...(isFoundPaid ? { registered: registrations } : {}),
    ...(leaseEnds.includes(record.leaseUntil) ? { leaseUntil: 0 } : {}),
    ...(isFoundNowhere ? { triedAt: at } : {}),
    ...(isAbout || next.attempts.length === 0 ? { lastAskedAt } : {}),
  };
}

/**
 * Returns the search conditions for documents to remove: deliveries `historyDays` after the last
 * look-up; unknown ids after an hour, because any text may stand there, even a phone number; orders
 * that nobody awaits any more.
 */
export function expiredDeliveries(
  now: number,
  historyDays: number,
): Readonly<Record<'deliveries' | 'unknown-ids' | 'awaited', Condition>> {
  return {
    deliveries: { below: ['lastAskedAt', now - historyDays * DAY_MS] },
    'unknown-ids': { equal: { isKnown: false }, below: ['lastAskedAt', now - HOUR_MS] },
    awaited: { below: ['awaitedUntil', now] },
  };
}

/**
 * Returns the fields without riders' old data, and without a paid order that waits no longer; null
 * for a damaged record, which is not changed.
 */
export function withoutRiders(document: Versioned | null, now: number): Fields | null {
  if (document === null) return null;
  const record = recordOf(document);
  if (record.isDamaged) return null;
  const attempts = record.attempts.map((attempt) => withoutOldRiders(attempt, now));
  const fields = recordFields('', { ...record, attempts }, now);
  const { known, ridersNeededAt, awaitedFor, awaitedAt } = fields;
  const { registered } = document;
  const kept = Array.isArray(registered) ? registered.filter((one) => !isOldPaid(one, now)) : null;
  const changed = kept === null ? {} : { registered: kept };
  return { attempts, known, ridersNeededAt, awaitedFor, awaitedAt, ...changed };
}
