import { is, number, type } from 'superstruct';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Log } from '../runtime/log';

export type Fields = Readonly<Record<string, unknown>>;

/** Fields of a document whose changes are counted. */
export type Versioned = Fields & { readonly version: number };

/** A document as it was found, with its `_id`. */
export type Found = Versioned & { readonly _id: string };

/** What to look for: fields that are equal (a list, when an item of it is), one field that is below a number, a list that holds one of some values. */
export interface Search {
  readonly equal?: Fields;
  readonly below?: readonly [field: string, bound: number];
  readonly holds?: readonly [field: string, values: readonly string[]];
  /** Gives those with the greatest of this field first, or with the least. */
  readonly greatestFirst?: string;
  readonly leastFirst?: string;
  /** Passes over so many that come first. */
  readonly skip?: number;
  /** At most so many; the cloud gives no more than 100 unasked. */
  readonly limit: number;
  /** Gives no more of the documents than these fields. */
  readonly only?: readonly string[];
}

/**
 * One collection of the cloud database, whose documents only the cloud writes: they bear a version, and no `_openid`. What bears both was planted by a
 * client, whom the default rule lets do so, to pass for one: it is no document, and is removed. All else is somebody else's, or was one of ours once: it
 * is neither read, written over nor removed.
 */
export interface Documents {
  /**
   * A document, null when there is none. One that was planted is removed and logged, and there is none.
   *
   * @throws CloudFailure `unreadable-document` when something else stands in its place
   */
  readonly read: (id: string) => Promise<Versioned | null>;
  /** Documents; what is none of ours counts neither among them nor against the limit. */
  readonly list: (search: Search) => Promise<readonly Found[]>;
  /** Documents as they are read one by one (null: to be left out). Those that cannot be read are left out and logged. */
  readonly listAs: <Value>(search: Search, read: ReadOne<Value>) => Promise<readonly Value[]>;
  /** The same of documents that were found. */
  readonly readEach: <Value>(found: readonly Found[], read: ReadOne<Value>) => readonly Value[];
  /**
   * Puts fields in the place of a document's, if it is still at the version that was read (0: if there is none); makes the collection when it is
   * missing. One step, so that of several instances one succeeds.
   *
   * @param fields with the new version; lists are replaced, but the SDK merges objects in objects: there are none
   * @returns whether it succeeded
   */
  readonly replace: (id: string, version: number, fields: Versioned) => Promise<boolean>;
  /** Puts some fields in place, if others are as given (undefined: are not there). One step; the version stays. */
  readonly putIf: (id: string, given: Fields, fields: Fields) => Promise<boolean>;
  /** Adds one to a number that is below a bound, if other fields are as given. One step; the version stays. */
  readonly countUp: (id: string, given: Fields, field: string, below: number) => Promise<boolean>;
  /** Removes a document that is still at this version. */
  readonly remove: (id: string, version: number) => Promise<boolean>;
  /** Removes what a search finds, in one batch; how many that were. */
  readonly removeFound: (search: Search) => Promise<number>;
  /** Removes and logs what clients have planted; how many that were. */
  readonly removeForged: () => Promise<number>;
  /** Whether there is something with this field that has lost its version. */
  readonly hasLost: (field: string) => Promise<boolean>;
}

/** @throws CloudFailure `unreadable-document` */
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

/** What of wx-server-sdk's database is used here. */
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

/** The cloud gives no more at once. */
const MOST = 100;

/** `errCode` of the SDK for a collection that does not exist (DATABASE_COLLECTION_NOT_EXIST). */
const NO_SUCH_COLLECTION = -502005;

export function createDocuments(database: () => Database, name: string, log: Log): Documents {
  const where = (condition: Fields): Query => database().collection(name).where(condition);
  const exists = (isThere: boolean): unknown => database().command.exists(isThere);
  /** Only numbers are below a number. */
  const isVersion = (): unknown => database().command.lt(Number.MAX_SAFE_INTEGER);
  const ours = (condition: Fields): Query =>
    where({ version: isVersion(), ...condition, _openid: exists(false) });
  const forged = (): Fields => ({ version: isVersion(), _openid: exists(true) });
  /** What stands there as given; `undefined` is not there. */
  const as = (given: Fields): Fields =>
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

  const conditionOf = ({ equal = {}, below, holds }: Search): Fields => {
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
      // The SDK has no code of its own for an _id that is taken: whether it is, a look tells.
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
    // Another instance may be making it just now, and the SDK maps no code for that either: whether it is there, the next write tells.
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
      // Only as it was read: what has come into its place meanwhile may be ours.
      await where({ ...forged(), _id: id }).remove();
      // Its id stays out of the log: whoever plants a document chooses what stands there, but not who they are.
      log({ event: 'forged document removed', collection: name, by: String(by) });
      return null;
    },
    list,
    listAs: async (search, read) => readEach(await list(search), read, log),
    readEach: (found, read) => readEach(found, read, log),
    replace: async (id, version, fields) =>
      version === 0 ? add(id, fields) : update({ _id: id, version }, fields),
    putIf: (id, given, fields) => update({ ...as(given), _id: id }, fields),
    countUp: (id, given, field, below) => {
      const { lt, inc } = database().command;
      return update({ ...as(given), _id: id, [field]: lt(below) }, { [field]: inc(1) });
    },
    remove: async (id, version) =>
      countOf(await ours({ _id: id, version }).remove(), 'removed') === 1,
    removeFound: async (search) => {
      const found = await list(search);
      if (found.length === 0) return 0;
      // What has changed since it was found no longer fits, and stays.
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
        .limit(MOST)
        .field(projectionOf([]));
      return (await orNone(found.get())).some((document) => !isOurs(document));
    },
  };
}

/**
 * That a document stands where one is needed, and cannot be read: of a newer release, or damaged. It stays as it is.
 *
 * @param field the one that is not as it has to be; left out: it is none of ours
 */
export function unreadable(collection: string, field = 'version'): CloudFailure {
  return new CloudFailure('unreadable-document', {
    logged: { unreadable: `${collection}: ${field}` },
  });
}

/** For a list: what cannot be read of it is left out and logged. */
export function readEach<Value>(
  found: readonly Found[],
  read: ReadOne<Value>,
  log: Log,
): readonly Value[] {
  return found.flatMap((document) => {
    try {
      return read(document) ?? [];
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      log({ event: 'unreadable document', ...error.logged });
      return [];
    }
  });
}

/** Whether it is that a document cannot be read. */
export function isUnreadable(error: unknown): error is CloudFailure {
  return error instanceof CloudFailure && error.code === 'unreadable-document';
}

/** A document is none of ours without its version. */
function projectionOf(fields: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(['version', ...fields].map((field) => [field, true]));
}

/** Documents of an answer; none when there is no collection yet. */
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

/** Could pass for one of ours. */
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
