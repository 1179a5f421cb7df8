import { DatabaseError } from './database-error';
import { type Document, keyOf } from './document';

/** One change to the database, in the form in which the journal keeps it. */
export type Change =
  | { readonly create: string }
  | { readonly put: string; readonly document: Document }
  | { readonly remove: string; readonly id: unknown };

/** All collections in memory, indexed by `_id`. */
export type Store = ReturnType<typeof createStore>;

export function createStore(
  initial: readonly Change[],
  append: (changes: readonly Change[]) => void,
) {
  const collections = new Map<string, Map<string, Document>>();

  const collection = (name: string): Map<string, Document> => {
    const found = collections.get(name);
    if (found !== undefined) return found;
    throw new DatabaseError(
      'DATABASE_COLLECTION_NOT_EXIST',
      `[ResourceNotFound] Db or Table not exist: ${name}. Please check your request, but if the problem cannot be solved, contact us.`,
    );
  };
  const apply = (change: Change): void => {
    if ('create' in change) {
      collections.set(change.create, collections.get(change.create) ?? new Map<string, Document>());
    } else if ('put' in change) {
      collection(change.put).set(keyOf(change.document._id), change.document);
    } else {
      collection(change.remove).delete(keyOf(change.id));
    }
  };
  initial.forEach(apply);

  return {
    has: (name: string) => collections.has(name),
    /** @throws DatabaseError when there is no such collection */
    all: (name: string) => [...collection(name).values()],
    byId: (name: string, id: unknown) => collection(name).get(keyOf(id)),
    /** Applies all changes in memory, after `append` has written them to the journal. */
    write: (changes: readonly Change[]) => {
      if (changes.length === 0) return;
      append(changes);
      changes.forEach(apply);
    },
  };
}
