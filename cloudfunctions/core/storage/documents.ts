import { is, number, type } from 'superstruct';
import type { Log } from '../runtime/log';
import { readEach, unreadable } from './unreadable';

export type Fields = Readonly<Record<string, unknown>>;

/** Fields of a document with a version, which counts its changes. */
export type Versioned = Fields & { readonly version: number };

/** Document that was found, with its `_id`. */
export type Found = Versioned & { readonly _id: string };

/**
 * Condition that documents meet: fields equal to values (in a list, one item), a field below a
 * number, a list that holds one of some values.
 */
export interface Condition {
  readonly equal?: Fields;
  readonly below?: readonly [field: string, bound: number];
  readonly holds?: readonly [field: string, values: readonly string[]];
}

/** Search for documents that meet a condition. */
export interface Search extends Condition {
  /** Field to sort by, the greatest or the least first. */
  readonly greatestFirst?: string;
  readonly leastFirst?: string;
  /** Number of first documents to skip. */
  readonly skip?: number;
  /** Greatest number of documents; the cloud returns at most 100 by default. */
  readonly limit: number;
  /** Fields to return; by default all. */
  readonly only?: readonly string[];
}

/**
 * Collection of the cloud database that only the cloud writes. Its documents have a version and no
 * `_openid`. A document with both was planted by a client, whom the default rule lets do so. It
 * counts as forged: it is ignored and removed. Any other document is foreign, or a damaged one of
 * ours: it is never read, overwritten or removed.
 */
export interface Documents {
  /**
   * Reads a document. A forged one is removed and logged.
   *
   * @returns null when there is none
   * @throws CloudFailure `unreadable-document` when a foreign document has this id
   */
  readonly read: (id: string) => Promise<Versioned | null>;
  /** Lists documents. Foreign ones do not count against the limit. */
  readonly list: (search: Search) => Promise<readonly Found[]>;
  /**
   * Lists documents through `read`, which returns null to leave one out. Unreadable ones are left
   * out and logged.
   */
  readonly listAs: <Value>(search: Search, read: ReadOne<Value>) => Promise<readonly Value[]>;
  /** Does the same with documents that were found. */
  readonly readEach: <Value>(found: readonly Found[], read: ReadOne<Value>) => readonly Value[];
  /**
   * Replaces fields of a document that is still at the version that was read; 0 adds a document.
   * Creates a missing collection. Atomic: of several instances one succeeds.
   *
   * @param fields fields with the new version. Lists are replaced; nested objects are not allowed,
   *   since the SDK merges them
   * @returns whether it succeeded
   */
  readonly replace: (id: string, version: number, fields: Versioned) => Promise<boolean>;
  /** Sets some fields if others are as given (undefined: missing). Atomic; the version stays. */
  readonly putIf: (id: string, given: Fields, fields: Fields) => Promise<boolean>;
  /** Adds 1 to a field below a bound, if others are as given. Atomic; the version stays. */
  readonly countUp: (id: string, given: Fields, field: string, below: number) => Promise<boolean>;
  /** Removes a document that is still at this version. */
  readonly remove: (id: string, version: number) => Promise<boolean>;
  /**
   * Removes one batch of what a search finds.
   *
   * @returns number of removed documents
   */
  readonly removeFound: (search: Search) => Promise<number>;
  /**
   * Removes and logs forged documents.
   *
   * @returns number of removed documents
   */
  readonly removeForged: () => Promise<number>;
  /** Tells whether a document with this field has lost its version. */
  readonly hasLost: (field: string) => Promise<boolean>;
}

/**
 * Reads a document.
 *
 * @throws CloudFailure `unreadable-document`
 */
type ReadOne<Value> = (document: Found) => Value | null;

interface Query {
  readonly orderBy: (field: string, direction: 'asc' | 'desc') => Query;
  readonly skip: (count: number) => Query;
  readonly limit: (count: number) => Query;
  readonly field: (projection: Readonly<Record<string, true>>) => Query;
  readonly get: () => Promise<unknown>;
  readonly update: (options: { data: Fields }) => Promise<unknown>;
  readonly remove: () => Promise<unknown>;
}

/** Part of wx-server-sdk's database that is used here. */
export interface Database {
  readonly collection: (name: string) => {
    readonly where: (condition: Fields) => Query;
    readonly add: (options: { data: Fields }) => Promise<unknown>;
  };
  readonly createCollection: (name: string) => Promise<unknown>;
  readonly command: {
    readonly exists: (exists: boolean) => unknown;
    readonly lt: (bound: number) => unknown;
    readonly in: (values: readonly string[]) => unknown;
    readonly inc: (by: number) => unknown;
  };
}

/** Greatest number of documents in one answer of the cloud. */
const MOST_PER_ANSWER = 100;

/** Value of `errCode` for a collection that does not exist (DATABASE_COLLECTION_NOT_EXIST). */
const NO_SUCH_COLLECTION = -502005;

export function createDocuments(database: () => Database, name: string, log: Log): Documents {
  const where = (condition: Fields): Query => database().collection(name).where(condition);
  const exists = (isThere: boolean): unknown => database().command.exists(isThere);
  /** Matches every number: nothing else is below a number. */
  const isVersion = (): unknown => database().command.lt(Number.MAX_SAFE_INTEGER);
  const ours = (condition: Fields): Query =>
    where({ version: isVersion(), ...condition, _openid: exists(false) });
  const forged = (): Fields => ({ version: isVersion(), _openid: exists(true) });
  /** Makes a condition of given fields; `undefined` stands for a missing one. */
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

  const conditionOf = ({ equal = {}, below, holds }: Condition): Fields => {
    const { lt, in: oneOf } = database().command;
    return {
      ...equal,
      ...(below === undefined ? {} : { [below[0]]: lt(below[1]) }),
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

  const insert = async (id: string, fields: Fields): Promise<boolean> => {
    try {
      await database()
        .collection(name)
        .add({ data: { _id: id, ...fields } });
      return true;
    } catch (error) {
      // The SDK has no code for an `_id` that exists, so a read has to tell.
      if (errCodeOf(error) !== NO_SUCH_COLLECTION && (await find(id)) !== null) return false;
      throw error;
    }
  };

  const add = async (id: string, fields: Fields): Promise<boolean> => {
    try {
      return await insert(id, fields);
    } catch (error) {
      if (errCodeOf(error) !== NO_SUCH_COLLECTION) throw error;
    }
    // Another instance may create the collection at the same time. The SDK has no code for that
    // either, so the next write has to tell.
    await database()
      .createCollection(name)
      .catch(() => undefined);
    return insert(id, fields);
  };

  const update = async (condition: Fields, data: Fields): Promise<boolean> =>
    countOf(await ours(condition).update({ data }), 'updated') === 1;

  return {
    read: async (id) => {
      const document = await find(id);
      if (document === null || isOurs(document)) return document;
      if (!isForged(document)) throw unreadable(name);
      const { _openid: by } = document;
      // The condition repeats what was read: another document with this id may be ours.
      await where({ ...forged(), _id: id }).remove();
      // The id is not logged, since the client chose it; the openid they cannot choose.
      log({ event: 'forged document removed', collection: name, by: String(by) });
      return null;
    },
    list,
    listAs: async (search, read) => readEach(await list(search), read, log),
    readEach: (found, read) => readEach(found, read, log),
    replace: async (id, version, fields) =>
      version === 0 ? add(id, fields) : update({ _id: id, version }, fields),
    putIf: (id, given, fields) => update({ ...asGiven(given), _id: id }, fields),
    countUp: (id, given, field, below) => {
      const { lt, inc } = database().command;
      return update({ ...asGiven(given), _id: id, [field]: lt(below) }, { [field]: inc(1) });
    },
    remove: async (id, version) =>
      countOf(await ours({ _id: id, version }).remove(), 'removed') === 1,
    removeFound: async (search) => {
      const found = await list(search);
      if (found.length === 0) return 0;
      // A document that has changed since it was found no longer matches, and stays.
      const _id = database().command.in(found.map((document) => document._id));
      return countOf(await ours({ ...conditionOf(search), _id }).remove(), 'removed');
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
  };
}

/** Makes a projection. It includes the version, without which a document is foreign. */
function projectionOf(fields: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(['version', ...fields].map((field) => [field, true]));
}

/** Reads the documents of an answer; none when the collection does not exist. */
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

/** Tells whether a client's document could pass for one of ours. */
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
  return typeof error === 'object' && error !== null && 'errCode' in error
    ? error.errCode
    : undefined;
}
