import { is, validate } from 'superstruct';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Versioned } from '../storage/documents';
import { isUnreadableDocument, unreadableDocument } from '../storage/read-fields';
import { type Attempt, attempt } from './attempt';
import { type DeliveryRecord, NO_RECORD, notFound } from './delivery-record';
import { registrationsIn } from './registration';

/**
 * Reads the record of an order from its document; missing parts count as empty. Readable parts of a
 * damaged record are used, but a damaged document is never overwritten.
 */
export function recordOf(document: Versioned | null): DeliveryRecord {
  if (document === null) return NO_RECORD;
  const { version, attempts: storedAttempts = [], knownMissing: storedMissing = [] } = document;
  const { leaseUntil = 0 } = document;
  const attempts = listOf(storedAttempts, attemptOf);
  const knownMissing = listOf(storedMissing, (one) => (is(one, notFound) ? one : null));
  return {
    version,
    attempts: attempts.read,
    knownMissing: knownMissing.read,
    registrations: registrationsIn(document),
    leaseUntil: typeof leaseUntil === 'number' ? leaseUntil : 0,
    isDamaged: attempts.isDamaged || knownMissing.isDamaged,
  };
}

/** Reads an order's record. An unreadable one is returned as a failure; other orders still work. */
export async function readRecord(
  documents: Documents,
  orderId: string,
): Promise<DeliveryRecord | CloudFailure> {
  try {
    return recordOf(await documents.read(orderId));
  } catch (error) {
    if (isUnreadableDocument(error)) return error;
    throw error;
  }
}

/** Reads a record; throws CloudFailure `unreadable-document` if parts of it are unreadable. */
export function wholeRecordOf(document: Versioned): DeliveryRecord {
  const record = recordOf(document);
  if (record.isDamaged) throw unreadableDocument(COLLECTIONS.deliveries, 'attempts');
  return record;
}

/** Log field for a call that has read a damaged delivery record. */
export const DAMAGED_LOG = { unreadable: `${COLLECTIONS.deliveries}: attempts` } as const;

function listOf<One>(
  stored: unknown,
  read: (one: unknown) => One | null,
): { readonly read: readonly One[]; readonly isDamaged: boolean } {
  if (!Array.isArray(stored)) return { read: [], isDamaged: true };
  const all = stored.map(read);
  const found = all.filter((one) => one !== null);
  return { read: found, isDamaged: found.length < all.length };
}

/** Reads an attempt; null when it is unreadable. */
function attemptOf(stored: unknown): Attempt | null {
  const [, read] = validate(stored, attempt, { coerce: true });
  return read ?? null;
}
