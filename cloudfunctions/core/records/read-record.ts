import { type Struct, validate } from 'superstruct';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Versioned } from '../storage/documents';
import { isUnreadableDocument, unreadableDocument } from '../storage/read-fields';
import { attempt } from './attempt';
import { type DeliveryRecord, NO_RECORD, notFoundSchema } from './delivery-record';
import { registrationsIn } from './registration';

/** Reads an order's record. Unreadable entries are left out; missing parts are empty. */
export function recordOf(document: Versioned | null): DeliveryRecord {
  if (document === null) return NO_RECORD;
  const { version, leaseUntil } = document;
  const attempts = readListIn(document, 'attempts', attempt);
  const knownMissing = readListIn(document, 'knownMissing', notFoundSchema);
  return {
    version,
    attempts: attempts.read,
    knownMissing: knownMissing.read,
    registrations: registrationsIn(document),
    leaseUntil: typeof leaseUntil === 'number' ? leaseUntil : 0,
    isDamaged: attempts.isDamaged || knownMissing.isDamaged,
  };
}

/** Reads an order's record; returns a failure for an unreadable document. */
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

/** Reads the records of several orders, without missing and damaged ones. */
export async function readableRecords(
  documents: Documents,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeliveryRecord>> {
  if (ids.length === 0) return new Map();
  const found = await documents.list({ holds: ['_id', ids], limit: ids.length });
  const records = new Map(found.map((document) => [document._id, recordOf(document)]));
  return new Map([...records].filter(([, { isDamaged }]) => !isDamaged));
}

/** Reads a record; throws CloudFailure `unreadable-document` if parts of it are unreadable. */
export function wholeRecordOf(document: Versioned): DeliveryRecord {
  const record = recordOf(document);
  if (record.isDamaged) throw unreadableDocument(COLLECTIONS.deliveries, 'attempts');
  return record;
}

export const DAMAGED_RECORD_LOG = { unreadable: `${COLLECTIONS.deliveries}: attempts` } as const;

/** Reads a list; entries that are unreadable are left out, and make the record a damaged one. */
function readListIn<One>(document: Versioned, field: string, schema: Struct<One, object>) {
  const { [field]: stored = [] } = document;
  if (!Array.isArray(stored)) return { read: [], isDamaged: true };
  const read = stored.flatMap((one) => validate(one, schema, { coerce: true })[1] ?? []);
  return { read, isDamaged: read.length < stored.length };
}
