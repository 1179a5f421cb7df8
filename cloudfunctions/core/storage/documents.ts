import { is, number, type } from 'superstruct';
import type { Log } from '../runtime/log';
import type { Database, Query } from './database';
import { readEach, unreadableDocument } from './read-fields';

export type Fields = Readonly<Record<string, unknown>>;

/** Fields of a document, with the version that optimistic locking compares. */
export type Versioned = Fields & { readonly version: number };

/** Document in the result of a search, with its `_id`. */
export type Found = Versioned & { readonly _id: string };

/**
 * Condition of a search. `equal`: a field has this value, or is a list that contains it. `below`,
 * `above`: a field is less or greater than `bound`. `holds`: a field is one of `values`, or a list
 * that contains one of them.
 */
export interface Condition {
  readonly equal?: Fields;
  readonly below?: readonly [field: string, bound: number];
  readonly above?: readonly [field: string, bound: number];
  readonly holds?: readonly [field: string, values: readonly string[]];
}

export interface Search extends Condition {
  /** Field to sort by: descending for `greatestFirst`, ascending for `leastFirst`. */
  readonly greatestFirst?: string;
  readonly leastFirst?: string;
  /** Number of documents to skip at the start of the sorted result. */
  readonly skip?: number;
  /** Maximum number of documents to return; the cloud returns at most 100 by default. */
  readonly limit: number;
  /** Fields to return; by default all. */
  readonly only?: readonly string[];
}

/** Whole numbers to add, by name of the field. After that the field must be at most `atMost`. */
export type Sums = Readonly<Record<string, { readonly by: number; readonly atMost: number }>>;

/**
 * Collection that only cloud functions write. Each document has a numeric `version`. A document
 * with `_openid` was written by a client: it is forged, so it is ignored and removed. A document
 * without a version is never read, overwritten or removed, unless it is a counter.
 */
export interface Documents {
  /**
   * Reads a document. A forged document, which a client has created, is removed and logged.
   *
   * @param as a counter without a numeric version is removed and logged, so that it starts again
   * @returns null when there is no document
   * @throws CloudFailure `unreadable-document` for any other document without a numeric version
   */
  readonly read: (id: string, as?: 'counter') => Promise<Versioned | null>;
  /** Lists documents. The query excludes forged and damaged ones, so these use up no `limit`. */
  readonly list: (search: Search) => Promise<readonly Found[]>;
  /** Converts documents. Leaves out those for which `read` gives null, and logs unreadable ones. */
  readonly readEach: <Value>(
    found: readonly Found[],
    read: (document: Found) => Value | null,
  ) => readonly Value[];
  /**
   * Writes fields of a document if its version is still `version`. Version 0 inserts a new
   * document, and creates a missing collection. The write is atomic across instances.
   *
   * @param fields fields with the new version; no nested objects, because the SDK merges them
   * @returns whether the document was written
   */
  readonly replace: (id: string, version: number, fields: Versioned) => Promise<boolean>;
  /**
   * Sets `fields` and adds `sums`, but only if the document has the values in `given` (undefined:
   * the field is missing) and no sum exceeds its `atMost`. Atomic. Does not change the version.
   */
  readonly putIf: (id: string, given: Fields, fields: Fields, sums?: Sums) => Promise<boolean>;
  /** Removes a document if its version is still `version`. */
  readonly remove: (id: string, version: number) => Promise<boolean>;
  /**
   * Removes the documents that one run of a search finds, at most its `limit`.
   *
   * @returns numbers of found and of removed documents; a document that has changed meanwhile stays
   */
  readonly removeFound: (search: Search) => Promise<readonly [found: number, removed: number]>;
  /** Removes and logs all forged documents, which clients have created; returns how many. */
  readonly removeForged: () => Promise<number>;
  /** Tells whether a document with this field has neither a numeric version nor an `_openid`. */
  readonly hasLost: (field: string) => Promise<boolean>;
  /** Returns a placeholder for a field. The database replaces it by its own time, a Date. */
  readonly serverDate: () => unknown;
}

/** Maximum number of documents in one answer of the cloud database. */
const MOST_PER_ANSWER = 100;
/** Value of the SDK's `errCode` for a missing collection (DATABASE_COLLECTION_NOT_EXIST). */
const NO_SUCH_COLLECTION = -502005;

export function createDocuments(database: () => Database, name: string, log: Log): Documents {
  const where = (condition: Fields): Query => database().collection(name).where(condition);
  const exists = (isThere: boolean): unknown => database().command.exists(isThere);
  /** Matches every number and nothing else, because `lt` compares numbers only. */
  const isVersion = (): unknown => database().command.lt(Number.MAX_SAFE_INTEGER);
  const ours = (condition: Fields): Query =>
    where({ version: isVersion(), ...condition, _openid: exists(false) });
  const forged = (): Fields => ({ version: isVersion(), _openid: exists(true) });
  /** Makes a query condition from fields and values; `undefined` stands for a missing field. */
  const asGiven = (given: Fields): Fields =>
    Object.fromEntries(
      Object.entries(given).map(([field, value]) => [
        field,
        value === undefined ? exists(false) : value,
      ]),
    );

  const find = async (id: string): Promise<Fields | null> => {
    const [found] = await orNone(where({ _id: id }).limit(1).get());
    return found ?? null;
  };

  const conditionOf = ({ equal = {}, below, above, holds }: Condition): Fields => {
    const { lt, gt, in: oneOf } = database().command;
    return {
      ...equal,
      ...(below === undefined ? {} : { [below[0]]: lt(below[1]) }),
      ...(above === undefined ? {} : { [above[0]]: gt(above[1]) }),
      ...(holds === undefined ? {} : { [holds[0]]: oneOf(holds[1]) }),
    };
  };

  const list = async (search: Search): Promise<readonly Found[]> => {
    const { greatestFirst, leastFirst, limit, skip = 0, only } = search;
    const query = ours(conditionOf(search));
    const by = greatestFirst ?? leastFirst;
    const direction = greatestFirst === undefined ? 'asc' : 'desc';
    const ordered = by === undefined ? query : query.orderBy(by, direction);
    const bounded = (skip === 0 ? ordered : ordered.skip(skip)).limit(limit);
    const found = only === undefined ? bounded : bounded.field(projectionOf(only));
    return (await orNone(found.get())).filter(isFound);
  };

  const insert = async (id: string, fields: Fields, isRetry = false): Promise<boolean> => {
    try {
      await database()
        .collection(name)
        .add({ data: { _id: id, ...fields } });
      return true;
    } catch (error) {
      if (errCodeOf(error) === NO_SUCH_COLLECTION) throw error;
      // The SDK has no error code for an `_id` that already exists, so a read has to find out.
      if ((await find(id)) !== null) return false;
      // The document with this id may have been removed before the read, so one retry follows.
      if (isRetry) throw error;
      return insert(id, fields, true);
    }
  };

  const add = async (id: string, fields: Fields): Promise<boolean> => {
    try {
      return await insert(id, fields);
    } catch (error) {
      if (errCodeOf(error) !== NO_SUCH_COLLECTION) throw error;
    }
    // The error is ignored, because another instance may create the collection at the same time,
    // for which the SDK has no error code. After any other error the insertion below fails, too.
    await database()
      .createCollection(name)
      .catch(() => undefined);
    return insert(id, fields);
  };

  const update = async (condition: Fields, data: Fields): Promise<boolean> =>
    countOf(await orNothing(ours(condition).update({ data })), 'updated') === 1;

  return {
    read: async (id, as) => {
      const document = await find(id);
      if (document === null || isOurs(document)) return document;
      if (!isForged(document)) {
        if (as !== 'counter') throw unreadableDocument(name);
        await where(asGiven({ _id: id, version: document['version'] })).remove();
        log({ event: 'unreadable counter removed', collection: name, id });
        return null;
      }
      const { _openid: by } = document;
      // Removes the document only if it is still forged: meanwhile a valid one may have this id.
      await where({ ...forged(), _id: id }).remove();
      // The id is not logged, because the client chose it. The openid cannot be chosen by clients.
      log({ event: 'forged document removed', collection: name, by: String(by) });
      return null;
    },
    list,
    readEach: (found, read) => readEach(found, read, log),
    replace: async (id, version, fields) =>
      version === 0 ? add(id, fields) : update({ _id: id, version }, fields),
    putIf: (id, given, fields, sums = {}) => {
      const { lt, inc } = database().command;
      const condition: Record<string, unknown> = asGiven(given);
      const data: Record<string, unknown> = { ...fields };
      for (const [field, { by, atMost }] of Object.entries(sums)) {
        condition[field] = lt(atMost - by + 1);
        data[field] = inc(by);
      }
      return update({ ...condition, _id: id }, data);
    },
    remove: async (id, version) =>
      countOf(await ours({ _id: id, version }).remove(), 'removed') === 1,
    removeFound: async (search) => {
      const found = await list(search);
      if (found.length === 0) return [0, 0];
      // The condition is repeated, so that a document that has changed since the search stays.
      const _id = database().command.in(found.map((document) => document._id));
      const answer = await ours({ ...conditionOf(search), _id }).remove();
      return [found.length, countOf(answer, 'removed')];
    },
    removeForged: async () => {
      const count = countOf(await orNothing(where(forged()).remove()), 'removed');
      if (count > 0) log({ event: 'forged documents removed', collection: name, count });
      return count;
    },
    hasLost: async (field) => {
      const found = where({ [field]: exists(true), _openid: exists(false) })
        .limit(MOST_PER_ANSWER)
        .field(projectionOf([]));
      return (await orNone(found.get())).some((document) => !isOurs(document));
    },
    serverDate: () => database().serverDate(),
  };
}

/** Makes the list of fields to return. It includes the version, which `isOurs` checks. */
function projectionOf(fields: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(['version', ...fields].map((field) => [field, true]));
}

/** Returns the documents in a database answer; none when the collection does not exist. */
async function orNone(answer: Promise<unknown>): Promise<readonly Fields[]> {
  const given = await orNothing(answer);
  if (typeof given !== 'object' || given === null || !('data' in given)) return [];
  const { data } = given;
  return Array.isArray(data) ? data.filter(isFields) : [];
}

async function orNothing(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (errCodeOf(error) === NO_SUCH_COLLECTION) return null;
    throw error;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** Tells whether a client has created this document, with a version as if it were ours. */
function isForged(document: Fields): boolean {
  return '_openid' in document && typeof document['version'] === 'number';
}

function isOurs(document: Fields): document is Versioned {
  return !('_openid' in document) && typeof document['version'] === 'number';
}

function isFound(document: Fields): document is Found {
  return isOurs(document) && typeof document['_id'] === 'string';
}

function countOf(answer: unknown, what: 'updated' | 'removed'): number {
  const shape = type({ stats: type({ [what]: number() }) });
  return is(answer, shape) ? (answer.stats[what] ?? 0) : 0;
}

function errCodeOf(error: unknown): unknown {
  return isFields(error) ? error['errCode'] : undefined;
}
