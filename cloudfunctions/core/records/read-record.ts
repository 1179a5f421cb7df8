import { type Struct, validate } from 'superstruct';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Versioned } from '../storage/documents';
import { isUnreadableDocument, readNumber, unreadableDocument } from '../storage/read-fields';
import { attemptSchema } from './attempt';
import { type DeliveryRecord, NO_RECORD, notFoundSchema } from './delivery-record';
import { registrationsIn } from './registration';

/** Reads an order's record from its document. Unreadable entries are left out. */
export function recordOf(document: Versioned | null): DeliveryRecord {
  if (document === null) return NO_RECORD;
  const attempts = readListIn(document, 'attempts', attemptSchema);
  const knownMissing = readListIn(document, 'knownMissing', notFoundSchema);
  return {
    version: document.version,
    attempts: attempts.entries,
    knownMissing: knownMissing.entries,
    registrations: registrationsIn(document),
    leaseUntil: readNumber(document, 'leaseUntil') ?? 0,
    isDamaged: attempts.isDamaged || knownMissing.isDamaged,
  };
}

/** Reads an order's record from the database; returns a failure for an unreadable document. */
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
  const foundDocuments = await documents.list({ holds: ['_id', ids], limit: ids.length });
  const records = new Map(foundDocuments.map((document) => [document._id, recordOf(document)]));
  return new Map([...records].filter(([, { isDamaged }]) => !isDamaged));
}

/** Reads a record; throws CloudFailure `unreadable-document` if parts of it are unreadable. */
export function wholeRecordOf(document: Versioned | null): DeliveryRecord {
  const record = recordOf(document);
  if (record.isDamaged) throw unreadableDocument(COLLECTIONS.deliveries, 'attempts');
  return record;
}

export const DAMAGED_RECORD_LOG = { unreadable: `${COLLECTIONS.deliveries}: attempts` } as const;

/** Reads a list of a record, without its unreadable entries. `isDamaged`: it has such entries. */
function readListIn<Entry>(document: Versioned, field: string, schema: Struct<Entry, object>) {
  const { [field]: storedList = [] } = document;
  if (!Array.isArray(storedList)) return { entries: [], isDamaged: true };
  const entries = storedList.flatMap((entry) => validate(entry, schema, { coerce: true })[1] ?? []);
  return { entries, isDamaged: entries.length < storedList.length };
}
