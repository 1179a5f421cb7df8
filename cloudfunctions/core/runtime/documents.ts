import { is, number, type } from 'superstruct';
import type { Log } from './log';

export type Fields = Readonly<Record<string, unknown>>;

/** Fields of a document whose changes are counted. */
export type Versioned = Fields & { readonly version: number };

/** One collection of the cloud database, whose documents only the cloud writes. */
export interface Documents {
  /**
   * A document, null when there is none. One that bears `_openid` was added by a client, whom the default rule lets do so: it is forged. It, and what
   * bears no version, is removed and logged, and there is none.
   */
  readonly read: (id: string) => Promise<Versioned | null>;
  /**
   * Puts fields in the place of a document's, if it is still at the version that was read (0: if there is none); makes the collection when it is
   * missing. One step, so that of several instances one succeeds.
   *
   * @param fields with the new version; flat, since the SDK merges what is nested
   * @returns whether it succeeded
   */
  readonly replace: (id: string, version: number, fields: Versioned) => Promise<boolean>;
}

interface Query {
  readonly limit: (count: number) => { readonly get: () => Promise<unknown> };
  readonly update: (options: { data: Fields }) => Promise<unknown>;
}

/** What of wx-server-sdk's database is used here. */
export interface Database {
  readonly collection: (name: string) => {
    readonly where: (condition: Fields) => Query;
    readonly add: (options: { data: Fields }) => Promise<unknown>;
    readonly doc: (id: string) => { readonly remove: () => Promise<unknown> };
  };
  readonly createCollection: (name: string) => Promise<unknown>;
  readonly command: { readonly exists: (exists: boolean) => unknown };
}

/** `errCode` of the SDK for a collection that does not exist (DATABASE_COLLECTION_NOT_EXIST). */
const NO_SUCH_COLLECTION = -502005;

export function createDocuments(database: () => Database, name: string, log: Log): Documents {
  const collection = (): ReturnType<Database['collection']> => database().collection(name);

  const find = async (id: string): Promise<Fields | null> => {
    try {
      return firstOf(await collection().where({ _id: id }).limit(1).get());
    } catch (error) {
      if (errCodeOf(error) === NO_SUCH_COLLECTION) return null;
      throw error;
    }
  };

  const add = async (id: string, fields: Fields): Promise<boolean> => {
    const data = { _id: id, ...fields };
    try {
      await collection().add({ data });
      return true;
    } catch (error) {
      if (errCodeOf(error) !== NO_SUCH_COLLECTION) {
        // The SDK has no code of its own for an _id that is taken: whether it is, a look tells.
        if ((await find(id)) !== null) return false;
        throw error;
      }
    }
    // Another instance may be making it just now, and the SDK maps no code for that either: whether it is there, the next write tells.
    await database()
      .createCollection(name)
      .catch(() => undefined);
    await collection().add({ data });
    return true;
  };

  return {
    read: async (id) => {
      const document = await find(id);
      if (document === null || isOurs(document)) return document;
      log({ event: 'forged document removed', collection: name, id });
      await collection().doc(id).remove();
      return null;
    },
    replace: async (id, version, fields) => {
      if (version === 0) return add(id, fields);
      const unchanged = { _id: id, version, _openid: database().command.exists(false) };
      return updatedOf(await collection().where(unchanged).update({ data: fields })) === 1;
    },
  };
}

function isOurs(document: Fields): document is Versioned {
  return !('_openid' in document) && typeof document['version'] === 'number';
}

function firstOf(answer: unknown): Fields | null {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) return null;
  const { data } = answer;
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  return typeof first === 'object' && first !== null ? { ...first } : null;
}

function updatedOf(answer: unknown): number {
  return is(answer, type({ stats: type({ updated: number() }) })) ? answer.stats.updated : 0;
}

function errCodeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'errCode' in error
    ? error.errCode
    : undefined;
}
