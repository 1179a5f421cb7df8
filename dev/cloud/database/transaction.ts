import { DatabaseError } from './database-error';
import type { Document } from './document';
import { keyOf } from './document';
import type { Change, Documents } from './store';

export interface Transaction extends Documents {
  /**
   * Writes all at once.
   *
   * @throws DatabaseError DATABASE_TRANSACTION_CONFLICT when a document that it writes has been changed by others since it first saw it
   */
  readonly commit: () => void;
}

interface Touched {
  readonly collection: string;
  readonly id: unknown;
  /** The document when the transaction first saw it: another object now means that others have changed it. */
  readonly seen: Document | undefined;
  readonly now: Document | undefined;
  readonly written: boolean;
}

/** A transaction that copies nothing but the documents that it touches. */
export function beginTransaction(store: Documents): Transaction {
  const touched = new Map<string, Touched>();

  const touch = (collection: string, id: unknown): Touched => {
    const key = `${collection} ${keyOf(id)}`;
    const before = touched.get(key);
    if (before !== undefined) return before;
    const seen = store.byId(collection, id);
    const first: Touched = { collection, id, seen, now: seen, written: false };
    touched.set(key, first);
    return first;
  };
  const overwrite = (collection: string, id: unknown, now: Document | undefined): void => {
    const before = touch(collection, id);
    touched.set(`${collection} ${keyOf(id)}`, { ...before, now, written: true });
  };

  return {
    collectionNames: store.collectionNames,
    all: (collection) => {
      const documents: Document[] = [];
      const ids = new Set<string>();
      for (const document of store.all(collection)) {
        ids.add(keyOf(document._id));
        const { now } = touch(collection, document._id);
        if (now !== undefined) documents.push(now);
      }
      for (const each of touched.values()) {
        const isNew = each.collection === collection && !ids.has(keyOf(each.id));
        if (isNew && each.now !== undefined) documents.push(each.now);
      }
      return documents;
    },
    byId: (collection, id) => touch(collection, id).now,
    write: (changes) => {
      for (const change of changes) {
        if ('create' in change) {
          throw new DatabaseError(
            'DATABASE_TRANSACTION_FAIL',
            'A transaction cannot create a collection.',
          );
        }
        if ('put' in change) overwrite(change.put, change.document._id, change.document);
        else overwrite(change.remove, change.id, undefined);
      }
    },
    commit: () => {
      const written = [...touched.values()].filter((each) => each.written);
      if (written.some(({ collection, id, seen }) => store.byId(collection, id) !== seen)) {
        throw new DatabaseError(
          'DATABASE_TRANSACTION_CONFLICT',
          '[TransactionConflict] Transaction conflict: a document was changed by others meanwhile.',
        );
      }
      store.write(
        written.map(({ collection, id, now }): Change =>
          now === undefined ? { remove: collection, id } : { put: collection, document: now },
        ),
      );
    },
  };
}
