import { is, number, type } from 'superstruct';
import { type Log, sdkCodeOf } from '../runtime/log';
import type { Database, Query } from './database';
import { readEach, unreadableDocument } from './read-fields';

export type Fields = Readonly<Record<string, unknown>>;

/** Fields of a document, with the version that optimistic locking compares. */
export type Versioned = Fields & { readonly version: number };

/** Document in the result of a search, with its `_id`. */
export type Found = Versioned & { readonly _id: string };

/**
 * `equal`: a field has this value, or is a list that contains it. `below`, `above`: it is less or
 * greater than `bound`. `holds`: it is one of `values`, or a list that contains one of them.
 */
export interface Condition {
  readonly equal?: Fields;
  readonly below?: readonly [field: string, bound: number];
  readonly above?: readonly [field: string, bound: number];
  readonly holds?: readonly [field: string, values: readonly string[]];
}

export interface Search extends Condition {
  readonly greatestFirst?: string;
  readonly leastFirst?: string;
  readonly skip?: number;
  /** Maximum number of documents; the cloud returns at most 100. */
  readonly limit: number;
  readonly only?: readonly string[];
}

/** Whole numbers to add, by field. After that the field must be at most `atMost`. */
export type Sums = Readonly<Record<string, { readonly by: number; readonly atMost: number }>>;

/**
 * Collection that only cloud functions write. What bears `_openid` was written by a client: it is
 * forged, ignored and removed. What has no version is never touched, unless it is a counter.
 */
export interface Documents {
  /**
   * Reads; throws `unreadable-document`; removes a forged document, or an unversioned `counter`.
   */
  readonly read: (id: string, as?: 'counter') => Promise<Versioned | null>;
  /** The query excludes forged and damaged documents, so these use up no `limit`. */
  readonly list: (search: Search) => Promise<readonly Found[]>;
  /** Converts documents. Leaves out those for which `read` gives null, and logs unreadable ones. */
  readonly readEach: <Value>(
    found: readonly Found[],
    read: (document: Found) => Value | null,
  ) => readonly Value[];
  /** Writes flat fields (the SDK merges nested ones) if the version is `version`; 0: inserts. */
  readonly replace: (id: string, version: number, fields: Versioned) => Promise<boolean>;
  /**
   * Sets `fields` and adds `sums`, if the document has the values in `expected` (undefined: the
   * field is missing) and no sum exceeds its `atMost`. Atomic. Does not change the version.
   */
  readonly putIf: (id: string, expected: Fields, fields: Fields, sums?: Sums) => Promise<boolean>;
  /** Removes a document if its version is still `version`. */
  readonly remove: (id: string, version: number) => Promise<boolean>;
  /** Removes what one run of a search finds. A document that has changed meanwhile stays. */
  readonly removeFound: (search: Search) => Promise<readonly [found: number, removed: number]>;
  /** Removes and logs all forged documents; returns how many. */
  readonly removeForged: () => Promise<number>;
  /** Tells whether a document with this field has neither a numeric version nor an `_openid`. */
  readonly hasUnversioned: (field: string) => Promise<boolean>;
  /** Placeholder that the database replaces by its own time, a Date. */
  readonly serverDate: () => unknown;
}

const MOST_PER_ANSWER = 100;
/** Value of the SDK's `errCode` for a missing collection (DATABASE_COLLECTION_NOT_EXIST). */
const NO_SUCH_COLLECTION = -502005;

export function createDocuments(database: () => Database, name: string, log: Log): Documents {
  const where = (condition: Fields): Query => database().collection(name).where(condition);
  const exists = (isThere: boolean): unknown => database().command.exists(isThere);
  /** Condition that matches numbers only. */
  const isVersion = (): unknown => database().command.lt(Number.MAX_SAFE_INTEGER);
  const ours = (condition: Fields): Query =>
    where({ version: isVersion(), ...condition, _openid: exists(false) });
  const forged = (): Fields => ({ version: isVersion(), _openid: exists(true) });
  /** Makes a condition of expected values; `undefined` stands for a missing field. */
  const conditionOfExpected = (expected: Fields): Fields =>
    Object.fromEntries(
      Object.entries(expected).map(([field, value]) => [
        field,
        value === undefined ? exists(false) : value,
      ]),
    );

  const find = async (id: string): Promise<Fields | null> => {
    const [found] = await documentsOrNone(where({ _id: id }).limit(1).get());
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
    return (await documentsOrNone(found.get())).filter(isFound);
  };

  const insert = async (id: string, fields: Fields, isRetry = false): Promise<boolean> => {
    try {
      await database()
        .collection(name)
        .add({ data: { _id: id, ...fields } });
      return true;
    } catch (error) {
      if (sdkCodeOf(error) === NO_SUCH_COLLECTION) throw error;
      // The SDK has no code for an `_id` that exists. The document may have been removed since.
      if ((await find(id)) !== null) return false;
      if (isRetry) throw error;
      return insert(id, fields, true);
    }
  };

  const insertCreating = async (id: string, fields: Fields): Promise<boolean> => {
    try {
      return await insert(id, fields);
    } catch (error) {
      if (sdkCodeOf(error) !== NO_SUCH_COLLECTION) throw error;
    }
    // Another instance may create it, too. After any other error the insertion below fails.
    await database()
      .createCollection(name)
      .catch(() => undefined);
    return insert(id, fields);
  };

  const update = async (condition: Fields, data: Fields): Promise<boolean> =>
    countOf(await nullIfNoCollection(ours(condition).update({ data })), 'updated') === 1;

  return {
    read: async (id, as) => {
      const document = await find(id);
      if (document === null || isOurs(document)) return document;
      if (!isForged(document)) {
        if (as !== 'counter') throw unreadableDocument(name);
        await where(conditionOfExpected({ _id: id, version: document['version'] })).remove();
        log({ event: 'unreadable counter removed', collection: name, id });
        return null;
      }
      const { _openid: by } = document;
      // The condition is checked again, because by now a valid document may have this id.
      await where({ ...forged(), _id: id }).remove();
      // The client chose the id, so it is not logged. Nobody can choose an openid.
      log({ event: 'forged document removed', collection: name, by: String(by) });
      return null;
    },
    list,
    readEach: (found, read) => readEach(found, read, log),
    replace: async (id, version, fields) =>
      version === 0 ? insertCreating(id, fields) : update({ _id: id, version }, fields),
    putIf: (id, expected, fields, sums = {}) => {
      const { lt, inc } = database().command;
      const condition: Record<string, unknown> = conditionOfExpected(expected);
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
      // A document that has changed since the search stays.
      const _id = database().command.in(found.map((document) => document._id));
      const answer = await ours({ ...conditionOf(search), _id }).remove();
      return [found.length, countOf(answer, 'removed')];
    },
    removeForged: async () => {
      const count = countOf(await nullIfNoCollection(where(forged()).remove()), 'removed');
      if (count > 0) log({ event: 'forged documents removed', collection: name, count });
      return count;
    },
    hasUnversioned: async (field) => {
      const found = where({ [field]: exists(true), _openid: exists(false) })
        .limit(MOST_PER_ANSWER)
        .field(projectionOf([]));
      return (await documentsOrNone(found.get())).some((document) => !isOurs(document));
    },
    serverDate: () => database().serverDate(),
  };
}

/** Selects the fields to read, always with the version, which `isOurs` checks. */
function projectionOf(fields: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(['version', ...fields].map((field) => [field, true]));
}

/** Returns the documents in a database answer; none when the collection does not exist. */
async function documentsOrNone(answer: Promise<unknown>): Promise<readonly Fields[]> {
  const result = await nullIfNoCollection(answer);
  if (typeof result !== 'object' || result === null || !('data' in result)) return [];
  const { data } = result;
  return Array.isArray(data) ? data.filter(isFields) : [];
}

async function nullIfNoCollection(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (sdkCodeOf(error) === NO_SUCH_COLLECTION) return null;
    throw error;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

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

/** Lists all documents, which takes a query for each 100 of them. */
export async function listAll(
  documents: Documents,
  condition: Condition = {},
): Promise<readonly Found[]> {
  const all: Found[] = [];
  for (;;) {
    const page = await documents.list({ ...condition, skip: all.length, limit: MOST_PER_ANSWER });
    all.push(...page);
    if (page.length < MOST_PER_ANSWER) return all;
  }
}
