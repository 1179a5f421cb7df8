import { DAY_MS, HOUR_MS } from '../../../miniprogram/contract/age';
import type { Condition, Documents, Fields, Versioned } from '../storage/documents';
import { changeDocument } from '../storage/change-document';
import { type AskResult, type DeliveryRecord, recordFields, withAnswers } from './delivery-record';
import { withoutOldRiders } from './old-riders';
import { recordOf } from './read-record';
import { type Registration, isExpiredPaid } from './registration';

export interface AnswersToStore {
  readonly orderId: string;
  readonly before: DeliveryRecord;
  /** Answers, at least one, all given at the time `at` (ms since 1970). */
  readonly asked: readonly AskResult[];
  readonly at: number;
  /** End times of the caller's lease, as taken and as renewed. */
  readonly leaseEnds: readonly number[];
  /** True for a person's look-up of this order; false for the refresh of a list. */
  readonly isLookUp: boolean;
}

/** Stores answers and releases the caller's lease. A damaged record is not overwritten. */
export async function storeAnswers(deliveries: Documents, answers: AnswersToStore): Promise<void> {
  const { orderId, before } = answers;
  if (before.isDamaged) return;
  const newFields = { ...fieldsWithAnswers(before, answers), version: before.version + 1 };
  if (await deliveries.replace(orderId, before.version, newFields)) return;
  await changeDocument(deliveries, orderId, (document) => {
    const record = recordOf(document);
    return record.isDamaged ? null : fieldsWithAnswers(record, answers);
  });
}

/**
 * Returns the fields of a record with answers added. A look-up by staff of a store that lacks the
 * order keeps `lastAskedAt`. A paid order that was found loses its AppID and time of payment.
 */
function fieldsWithAnswers(
  record: DeliveryRecord,
  { orderId, asked, at, leaseEnds, isLookUp }: AnswersToStore,
): Fields {
  const next = withAnswers(record, asked, at);
  const isPaid = ({ by }: Registration): boolean => by.kind === 'paid' && by.id !== '';
  const isFoundPaid = next.attempts.length > 0 && next.registrations.some(isPaid);
  const storeIds = [...new Set(next.attempts.flatMap((one) => one.storeIds))];
  // With this registration the order stays on the board for an hour after its end.
  const foundPaid: Registration = { storeIds, at, by: { kind: 'paid', id: '', name: '' } };
  const registrations = next.registrations.map((one) =>
    isFoundPaid && isPaid(one) ? foundPaid : one,
  );
  const { lastAskedAt, ...fields } = recordFields(orderId, { ...next, registrations }, at);
  const keys = next.attempts.map(({ targetKey }) => targetKey);
  const isAbout = isLookUp && asked.some(({ targetKey }) => keys.includes(targetKey));
  const isFoundNowhere = asked.every((one) => 'notFoundAt' in one);
  return {
    ...fields,
    ...(isFoundPaid ? { registered: registrations } : {}),
    ...(leaseEnds.includes(record.leaseUntil) ? { leaseUntil: 0 } : {}),
    ...(isFoundNowhere ? { triedAt: at } : {}),
    ...(isAbout || keys.length === 0 ? { lastAskedAt } : {}),
  };
}

export function expiredDeliveries(now: number, historyDays: number) {
  return {
    deliveries: { below: ['lastAskedAt', now - historyDays * DAY_MS] },
    // An unknown id may be any text, even a phone number.
    'unknown-ids': { equal: { isKnown: false }, below: ['lastAskedAt', now - HOUR_MS] },
    awaited: { below: ['awaitedUntil', now] },
  } satisfies Record<string, Condition>;
}

/** Returns the fields without old riders and paid orders; null for a damaged record. */
export function withoutRiders(document: Versioned | null, now: number): Fields | null {
  if (document === null) return null;
  const record = recordOf(document);
  if (record.isDamaged) return null;
  const attempts = record.attempts.map((attempt) => withoutOldRiders(attempt, now));
  const fields = recordFields('', { ...record, attempts }, now);
  const { known, ridersNeededAt, awaitedFor, awaitedAt } = fields;
  const changed = { attempts, known, ridersNeededAt, awaitedFor, awaitedAt };
  const { registered } = document;
  if (!Array.isArray(registered)) return changed;
  return { ...changed, registered: registered.filter((one) => !isExpiredPaid(one, now)) };
}
