import type { Log } from './log';

export type Fields = Readonly<Record<string, unknown>>;

/** One collection of the cloud database, whose documents only the cloud writes. */
export interface Documents {
  /**
   * A document's fields, null when there is none. One that bears `_openid` was added by a client, whom the default rule lets do so: it is forged,
   * hence removed and logged, and there is none.
   */
  readonly read: (id: string) => Promise<Fields | null>;
  /** Writes a whole document; makes the collection when it is missing. */
  readonly write: (id: string, fields: Fields) => Promise<void>;
}

/** What of wx-server-sdk's database is used here; `DB.Database` is one. */
export interface Database {
  readonly collection: (name: string) => {
    readonly where: (condition: Fields) => {
      readonly limit: (count: number) => { readonly get: () => Promise<unknown> };
    };
    readonly doc: (id: string) => {
      readonly set: (options: { data: Fields }) => Promise<unknown>;
      readonly remove: () => Promise<unknown>;
    };
  };
  readonly createCollection: (name: string) => Promise<unknown>;
}

/** `errCode` of the SDK for a collection that does not exist (DATABASE_COLLECTION_NOT_EXIST). */
const NO_SUCH_COLLECTION = -502005;

export function createDocuments(database: () => Database, name: string, log: Log): Documents {
  const set = (id: string, fields: Fields): Promise<unknown> =>
    database().collection(name).doc(id).set({ data: fields });

  return {
    read: async (id) => {
      const answer = await database()
        .collection(name)
        .where({ _id: id })
        .limit(1)
        .get()
        .catch((error: unknown) => {
          if (errCodeOf(error) === NO_SUCH_COLLECTION) return null;
          throw error;
        });
      const document = firstOf(answer);
      if (document === null || !('_openid' in document)) return document;
      log({ event: 'forged document removed', collection: name, id });
      await database().collection(name).doc(id).remove();
      return null;
    },
    write: async (id, fields) => {
      try {
        await set(id, fields);
      } catch (error) {
        if (errCodeOf(error) !== NO_SUCH_COLLECTION) throw error;
        // Another instance may be making it just now, and the SDK maps no code for that: whether it is there, the next write tells.
        await database()
          .createCollection(name)
          .catch(() => undefined);
        await set(id, fields);
      }
    },
  };
}

function firstOf(answer: unknown): Fields | null {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) return null;
  const { data } = answer;
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  return typeof first === 'object' && first !== null ? { ...first } : null;
}

function errCodeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'errCode' in error
    ? error.errCode
    : undefined;
}
