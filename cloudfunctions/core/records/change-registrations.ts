import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { changeDocument } from '../storage/change-document';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { unreadableDocument } from '../storage/read-fields';
import { recordFields } from './delivery-record';
import { wholeRecordOf } from './read-record';
import type { RecordContext } from './records';
import { type Registration, isAwaited, isExpiredPaid, registrationsIn } from './registration';

const MAX_REGISTRATIONS = 10;

/** Returns a record's fields with these registrations; throws if the record is damaged. */
export function withRegistrations(
  document: Versioned | null,
  orderId: string,
  registrations: readonly Registration[],
  now: number,
): Fields {
  const record = wholeRecordOf(document);
  const { registered: storedList = [], lastAskedAt = now }: Fields = document ?? {};
  if (!Array.isArray(storedList) || storedList.length > record.registrations.length)
    throw unreadableDocument(COLLECTIONS.deliveries, 'registered');
  const registered = registrations.filter((registration) => !isExpiredPaid(registration, now));
  const fields = recordFields(orderId, { ...record, registrations: registered }, now);
  return { ...fields, lastAskedAt, registered };
}

/** Changes an order's registrations unless `change` gives null; throws if the record is damaged. */
export async function changeRegistrations(
  { documents, now }: Pick<RecordContext, 'documents' | 'now'>,
  orderId: string,
  change: (entries: readonly Registration[], document: Fields) => readonly Registration[] | null,
): Promise<void> {
  await changeDocument(documents, orderId, (document) => {
    const newRegistrations = change(registrationsIn(document ?? {}), document ?? {});
    return newRegistrations && withRegistrations(document, orderId, newRegistrations, now());
  });
}

/**
 * Adds a registration in place of those that it `overlaps`. A key's repeated registration keeps the
 * times at which WeChat is asked. Beyond MAX_REGISTRATIONS, expired and then old ones are dropped.
 */
export function addRegistration(
  registrations: readonly Registration[],
  added: Registration,
  now: number,
): readonly Registration[] {
  const earlier = registrations.find((other) => overlaps(other, added) && isAwaited(other, now));
  const others = registrations
    .filter((other) => !overlaps(other, added))
    .sort((a, b) => Number(isAwaited(a, now)) - Number(isAwaited(b, now)) || a.at - b.at);
  const { note: _earlierNote, ...base } = earlier?.by.kind === 'key' ? earlier : added;
  return [...others.slice(1 - MAX_REGISTRATIONS), { ...base, ...added, at: base.at }];
}

/** Removes a paid order's registration, and the record if then empty; false if it wrote nothing. */
export async function removePaid(
  documents: Documents,
  orderId: string,
  appId: string,
  now: number,
): Promise<boolean> {
  const document = await documents.read(orderId);
  if (document === null) return false;
  const registrations = registrationsIn(document);
  const others = registrations.filter(({ by }) => by.id !== appId);
  if (others.length === registrations.length) return false;
  const newFields = withRegistrations(document, orderId, others, now);
  const isEmpty = newFields['isKnown'] === false && registrationsIn(newFields).length === 0;
  const { version } = document;
  if (isEmpty) return documents.remove(orderId, version);
  return documents.replace(orderId, version, { ...newFields, version: version + 1 });
}

/** Tells whether two registrations are by the same person or key, and share a store. */
export function overlaps(one: Registration, { by, storeIds }: Registration): boolean {
  return one.by.id === by.id && one.storeIds.some((storeId) => storeIds.includes(storeId));
}
