import { DAY_MS, HOUR_MS } from '../../../miniprogram/contract/age';
import type { Condition, Documents, Fields, Versioned } from '../storage/documents';
import { changeDocument } from '../storage/change-document';
import { type AskResult, type DeliveryRecord, recordFields, withAnswers } from './delivery-record';
import { withoutOldRiders } from './old-riders';
import { recordOf } from './read-record';
import { type Registration, isExpiredPaid } from './registration';

export interface AnswersToStore {
  readonly orderId: string;
  readonly lastRead: DeliveryRecord;
  /** Answers of WeChat, at least one, all given at the time `askedAt` (ms since 1970). */
  readonly results: readonly AskResult[];
  readonly askedAt: number;
  /** End times (ms since 1970) of the caller's lease, as first stored and as extended. */
  readonly leaseEnds: readonly number[];
  /** True for a person's look-up of this order; false for the refresh of a list. */
  readonly isLookUp: boolean;
}

/** Stores answers, and ends the caller's lease. A damaged record is not overwritten. */
export async function storeAnswers(deliveries: Documents, answers: AnswersToStore): Promise<void> {
  const { orderId, lastRead } = answers;
  if (lastRead.isDamaged) return;
  const newFields = { ...fieldsWithAnswers(lastRead, answers), version: lastRead.version + 1 };
  if (await deliveries.replace(orderId, lastRead.version, newFields)) return;
  await changeDocument(deliveries, orderId, (document) => {
    const record = recordOf(document);
    return record.isDamaged ? null : fieldsWithAnswers(record, answers);
  });
}

/**
 * Returns a record's fields with new answers. `lastAskedAt` changes only when a person asks an
 * account that has the order, or none has it. A found order's paid registration loses its AppID.
 */
function fieldsWithAnswers(
  record: DeliveryRecord,
  { orderId, results, askedAt, leaseEnds, isLookUp }: AnswersToStore,
): Fields {
  const updated = withAnswers(record, results, askedAt);
  const isPaid = ({ by }: Registration): boolean => by.kind === 'paid' && by.id !== '';
  const isFoundPaid = updated.attempts.length > 0 && updated.registrations.some(isPaid);
  const storeIds = [...new Set(updated.attempts.flatMap((attempt) => attempt.storeIds))];
  // Because of this registration, the order stays on the board for an hour after its end.
  const foundPaid: Registration = { storeIds, at: askedAt, by: { kind: 'paid', id: '', name: '' } };
  const registrations = updated.registrations.map((registration) =>
    isFoundPaid && isPaid(registration) ? foundPaid : registration,
  );
  const { lastAskedAt, ...fields } = recordFields(orderId, { ...updated, registrations }, askedAt);
  const targetKeys = updated.attempts.map(({ targetKey }) => targetKey);
  const isKnownLookUp = isLookUp && results.some(({ targetKey }) => targetKeys.includes(targetKey));
  const isFoundNowhere = results.every((result) => 'notFoundAt' in result);
  return {
    ...fields,
    ...(isFoundPaid ? { registered: registrations } : {}),
    ...(leaseEnds.includes(record.leaseUntil) ? { leaseUntil: 0 } : {}),
    ...(isFoundNowhere ? { triedAt: askedAt } : {}),
    ...(isKnownLookUp || targetKeys.length === 0 ? { lastAskedAt } : {}),
  };
}

export function expiredDeliveries(now: number, historyDays: number) {
  return {
    deliveries: { below: ['lastAskedAt', now - historyDays * DAY_MS] },
    // An id that WeChat does not know may be any text, even a phone number, so it is soon removed.
    'unknown-ids': { equal: { isKnown: false }, below: ['lastAskedAt', now - HOUR_MS] },
    awaited: { below: ['awaitedUntil', now] },
  } satisfies Record<string, Condition>;
}

/** Returns fields without old data of riders and paid orders; null: damaged or missing record. */
export function fieldsWithoutRiders(document: Versioned | null, now: number): Fields | null {
  if (document === null) return null;
  const record = recordOf(document);
  if (record.isDamaged) return null;
  const attempts = record.attempts.map((attempt) => withoutOldRiders(attempt, now));
  const fields = recordFields('', { ...record, attempts }, now);
  const { known, ridersNeededAt, awaitedFor, awaitedAt } = fields;
  const changedFields = { attempts, known, ridersNeededAt, awaitedFor, awaitedAt };
  const { registered } = document;
  if (!Array.isArray(registered)) return changedFields;
  return { ...changedFields, registered: registered.filter((entry) => !isExpiredPaid(entry, now)) };
}
