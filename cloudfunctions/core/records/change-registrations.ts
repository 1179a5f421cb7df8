import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Fields, Versioned } from '../storage/documents';
import { unreadableDocument } from '../storage/read-fields';
import { recordFields } from './delivery-record';
import { recordOf, wholeRecordOf } from './read-record';
import { type Registration, isAwaited, registrationsIn } from './registration';

/** Number of registrations of one order: by so many people and keys. */
const MOST_REGISTRATIONS = 10;

/**
 * Returns the fields of an order's document after its registrations have changed.
 *
 * @param document null for an order that nobody has asked for or brought
 * @throws CloudFailure `unreadable-document` when it is damaged, since then it is never written
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
  const registrations = change(before);
  const record = { ...recordOf(document), registrations };
  const { lastAskedAt, ...fields } = recordFields(orderId, record, now);
  const first = document === null ? { lastAskedAt } : {};
  return { ...fields, ...first, registered: [...registrations] };
}

/**
 * Adds a registration in place of an earlier one by the same person or key for one of its stores.
 * What a key sends again gets a new note only. Of many those go that wait no more, then the oldest.
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

/** Tells whether the same person or key has brought an order for one of the same stores. */
export function isSame(one: Registration, { by, storeIds }: Registration): boolean {
  return one.by.id === by.id && one.storeIds.some((storeId) => storeIds.includes(storeId));
}
