import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { changeDocument } from '../storage/change-document';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { unreadableDocument } from '../storage/read-fields';
import { NO_RECORD, recordFields } from './delivery-record';
import { wholeRecordOf } from './read-record';
import type { RecordContext } from './records';
import { type Registration, isAwaited, isExpiredPaid, registrationsIn } from './registration';

const MAX_REGISTRATIONS = 10;

/** Returns a document's fields with other registrations; throws `unreadable-document`. */
export function withRegistrations(
  document: Versioned | null,
  orderId: string,
  registrations: readonly Registration[],
  now: number,
): Fields {
  const record = document === null ? NO_RECORD : wholeRecordOf(document);
  const { registered: stored = [], lastAskedAt = now }: Fields = document ?? {};
  if (!Array.isArray(stored) || stored.length > record.registrations.length)
    throw unreadableDocument(COLLECTIONS.deliveries, 'registered');
  const registered = registrations.filter((one) => !isExpiredPaid(one, now));
  const fields = recordFields(orderId, { ...record, registrations: registered }, now);
  return { ...fields, lastAskedAt, registered };
}

/** Changes registrations, unless `change` gives null; throws `unreadable-document`. */
export async function changeRegistrations(
  { documents, now }: Pick<RecordContext, 'documents' | 'now'>,
  orderId: string,
  change: (all: readonly Registration[], document: Fields) => readonly Registration[] | null,
): Promise<void> {
  await changeDocument(documents, orderId, (document) => {
    const changed = change(registrationsIn(document ?? {}), document ?? {});
    return changed && withRegistrations(document, orderId, changed, now());
  });
}

/**
 * Adds a registration, in place of an earlier one that overlaps. An order that a key awaits only
 * gets a new note. Of too many registrations, ended ones are dropped first, then the oldest.
 */
export function addRegistration(
  before: readonly Registration[],
  added: Registration,
  now: number,
): readonly Registration[] {
  const own = before.find((other) => overlaps(other, added) && isAwaited(other, now));
  const others = before
    .filter((other) => !overlaps(other, added))
    .sort((a, b) => Number(isAwaited(a, now)) - Number(isAwaited(b, now)) || a.at - b.at);
  const { note: _before, ...first } = own?.by.kind === 'key' ? own : added;
  return [...others.slice(1 - MAX_REGISTRATIONS), { ...first, ...added, at: first.at }];
}

/** Removes a mini-program's paid order, and the document if then empty; false if there was none. */
export async function removePaid(
  documents: Documents,
  orderId: string,
  appId: string,
  now: number,
): Promise<boolean> {
  const document = await documents.read(orderId);
  const all = registrationsIn(document ?? {});
  const others = all.filter(({ by }) => by.kind !== 'paid' || by.id !== appId);
  if (document === null || others.length === all.length) return false;
  const next = withRegistrations(document, orderId, others, now);
  const isEmpty = next['isKnown'] === false && registrationsIn(next).length === 0;
  const { version } = document;
  if (isEmpty) return documents.remove(orderId, version);
  return documents.replace(orderId, version, { ...next, version: version + 1 });
}

/** Tells whether two registrations come from the same person or key, and have a store in common. */
export function overlaps(one: Registration, { by, storeIds }: Registration): boolean {
  return one.by.id === by.id && one.storeIds.some((storeId) => storeIds.includes(storeId));
}
