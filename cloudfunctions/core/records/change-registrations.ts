import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { changeDocument } from '../storage/change-document';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { unreadableDocument } from '../storage/read-fields';
import { NO_RECORD, recordFields } from './delivery-record';
import { wholeRecordOf } from './read-record';
import type { Records } from './records';
import { type Registration, isAwaited, isOldPaid, registrationsIn } from './registration';

const MOST_REGISTRATIONS = 10;

/** Drops old paid orders; throws `unreadable-document` for a damaged one, never overwritten. */
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
  const registered = registrations.filter((one) => !isOldPaid(one, now));
  const fields = recordFields(orderId, { ...record, registrations: registered }, now);
  return { ...fields, lastAskedAt, registered };
}

/** Does nothing when `change` gives null; throws `unreadable-document`, `changed-meanwhile`. */
export async function changeRegistrations(
  { documents, now }: Pick<Records, 'documents' | 'now'>,
  orderId: string,
  change: (all: readonly Registration[], document: Fields) => readonly Registration[] | null,
): Promise<void> {
  await changeDocument(documents, orderId, (document) => {
    const changed = change(registrationsIn(document ?? {}), document ?? {});
    return changed && withRegistrations(document, orderId, changed, now());
  });
}

/**
 * Replaces an earlier one by the same person or key for a common store; a waiting order of a key
 * only gets a new note. Of too many, those that no longer wait go first, then the oldest.
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

/** Removes a mini-program's paid order, and a document then empty; false when nothing was done. */
export async function dropPaid(
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
export function isSame(one: Registration, { by, storeIds }: Registration): boolean {
  return one.by.id === by.id && one.storeIds.some((storeId) => storeIds.includes(storeId));
}
