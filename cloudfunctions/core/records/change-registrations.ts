import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { unreadableDocument } from '../storage/read-fields';
import { recordFields } from './delivery-record';
import { recordOf, wholeRecordOf } from './read-record';
import { type Registration, isAwaited, isOldPaid, registrationsIn } from './registration';

const MOST_REGISTRATIONS = 10;

/**
 * Returns the fields of an order's document with its registrations changed by `change`, and without
 * a paid order that waits no longer.
 *
 * @param document null for an order that nobody has asked for or brought
 * @throws CloudFailure `unreadable-document` when the document is damaged: it must not be
 * overwritten
 */
export function withRegistrations(
  document: Versioned | null,
  orderId: string,
  change: (before: readonly Registration[]) => readonly Registration[],
  now: number,
): Fields {
  const before = registrationsIn(document ?? {});
  if (document !== null) {
    wholeRecordOf(document);
    const { registered = [] } = document;
    const isReadable = Array.isArray(registered) && registered.length === before.length;
    if (!isReadable) throw unreadableDocument(COLLECTIONS.deliveries, 'registered');
  }
  const registrations = change(before).filter((one) => !isOldPaid(one, now));
  const record = { ...recordOf(document), registrations };
  const { lastAskedAt, ...fields } = recordFields(orderId, record, now);
  const first = document === null ? { lastAskedAt } : {};
  return { ...fields, ...first, registered: registrations };
}

/**
 * Adds a registration. It replaces an earlier one by the same person or key for a common store. If
 * a key sends a waiting order again, only the note changes. Over the maximum, registrations that no
 * longer wait are dropped first, then the oldest.
 */
export function withOneMore(
  before: readonly Registration[],
  one: Registration,
  now: number,
): readonly Registration[] {
  const own = before.find((other) => isSame(other, one) && isAwaited(other, now));
  const others = before
    .filter((other) => !isSame(other, one))
    .sort((a, b) => Number(isAwaited(a, now)) - Number(isAwaited(b, now)) || a.at - b.at);
  const { note: _before, ...first } = own?.by.kind === 'key' ? own : one;
  return [...others.slice(1 - MOST_REGISTRATIONS), { ...first, ...one, at: first.at }];
}

/**
 * Removes the paid order of a mini-program from a document, and the document if nothing else stands
 * in it.
 *
 * @returns false when it was not there, or another call has changed the document meanwhile
 */
export async function dropPaid(
  documents: Documents,
  orderId: string,
  appId: string,
  now: number,
): Promise<boolean> {
  const isOther = ({ by }: Registration): boolean => by.kind !== 'paid' || by.id !== appId;
  const document = await documents.read(orderId);
  if (document === null || registrationsIn(document).every(isOther)) return false;
  const next = withRegistrations(document, orderId, (all) => all.filter(isOther), now);
  const isEmpty = next['isKnown'] === false && registrationsIn(next).length === 0;
  const { version } = document;
  if (isEmpty) return documents.remove(orderId, version);
  return documents.replace(orderId, version, { ...next, version: version + 1 });
}

/** Tells whether two registrations come from the same person or key, and have a store in common. */
export function isSame(one: Registration, { by, storeIds }: Registration): boolean {
  return one.by.id === by.id && one.storeIds.some((storeId) => storeIds.includes(storeId));
}
