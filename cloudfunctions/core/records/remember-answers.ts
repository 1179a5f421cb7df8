import { DAY_MS, HOUR_MS } from '../../../miniprogram/contract/age';
import type { Condition, Documents, Fields, Versioned } from '../storage/documents';
import { changeDocument } from '../storage/change-document';
import { type AskResult, type DeliveryRecord, recordFields, withAnswers } from './delivery-record';
import { withoutOldRiders } from './old-riders';
import { recordOf } from './read-record';
import { type Registration, isOldPaid } from './registration';

export interface Answers {
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
 * Returns the fields of a record with answers added. Look-ups by staff of a store that does not
 * know the order leave `lastAskedAt`. A paid order that was found loses AppID and time of payment.
 */
function fieldsAfter(
  record: DeliveryRecord,
  { orderId, asked, at, leaseEnds, isLookUp }: Answers,
): Fields {
  const next = withAnswers(record, asked, at);
  const isPaid = ({ by }: Registration): boolean => by.kind === 'paid' && by.id !== '';
  const isFoundPaid = next.attempts.length > 0 && next.registrations.some(isPaid);
  const storeIds = [...new Set(next.attempts.flatMap((one) => one.storeIds))];
  // By it the order is shown for an hour after its end, as if somebody had brought it.
  const found: Registration = { storeIds, at, by: { kind: 'paid', id: '', name: '' } };
  const registrations = next.registrations.map((one) => (isFoundPaid && isPaid(one) ? found : one));
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
    // Any text may stand there, even a phone number.
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
  return { ...changed, registered: registered.filter((one) => !isOldPaid(one, now)) };
}
