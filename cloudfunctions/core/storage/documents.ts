import { is, number, optional, type } from 'superstruct';
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
  readonly descendingBy?: string;
  readonly ascendingBy?: string;
  readonly skip?: number;
  /** Maximum number of documents; the cloud returns at most 100. */
  readonly limit: number;
  /** Names of the fields to read; missing for all fields. */
  readonly only?: readonly string[];
}

/** Whole numbers to add, by field. After that the field must be at most `atMost`. */
export type Sums = Readonly<Record<string, { readonly by: number; readonly atMost: number }>>;

/**
 * Collection that only cloud functions write. A document with `_openid` is forged, because a client
 * wrote it: it is ignored and removed. One without version is kept, unless it is a counter.
 */
export interface Documents {
  /**
   * Reads a document; null if there is none, or a forged one, which is removed. One without version
   * is removed if it is a `counter`; else throws CloudFailure `unreadable-document`.
   */
  readonly read: (id: string, kind?: 'counter') => Promise<Versioned | null>;
  /** Lists documents. Forged and damaged ones are left out, and do not count for `limit`. */
  readonly list: (search: Search) => Promise<readonly Found[]>;
  /** Converts documents. Leaves out those for which `read` gives null, and logs unreadable ones. */
  readonly readEach: <Value>(
    documents: readonly Found[],
    read: (document: Found) => Value | null,
  ) => readonly Value[];
  /**
   * Writes fields if the stored version is `version` (0: inserts the document); tells if it did so.
   * The fields must be flat, because the SDK merges nested objects.
   */
  readonly replace: (id: string, version: number, fields: Versioned) => Promise<boolean>;
  /**
   * Sets `fields` and adds `sums`, if the document has the values in `expected` (undefined: the
   * field is missing) and no sum exceeds its `atMost`. Atomic. Does not change the version.
   */
  readonly putIf: (id: string, expected: Fields, fields: Fields, sums?: Sums) => Promise<boolean>;
  /** Removes a document if its version is still `version`; tells whether it did so. */
  readonly remove: (id: string, version: number) => Promise<boolean>;
  /** Removes the documents that one search finds, except those that have changed since then. */
  readonly removeFound: (search: Search) => Promise<readonly [found: number, removed: number]>;
  /** Removes and logs all documents with an `_openid`, which strangers wrote; returns how many. */
  readonly removeForged: () => Promise<number>;
  /** Tells whether a document with this field has neither a numeric version nor an `_openid`. */
  readonly hasUnversioned: (field: string) => Promise<boolean>;
  /** Placeholder that the database replaces by its own time, a Date. */
  readonly serverDate: () => unknown;
}

const MAX_PER_ANSWER = 100;
/** Value of the SDK's `errCode` for a missing collection (DATABASE_COLLECTION_NOT_EXIST). */
const NO_SUCH_COLLECTION = -502005;
const count = optional(number());
const statsSchema = type({ stats: type({ updated: count, removed: count }) });

export function createDocuments(database: () => Database, name: string, log: Log): Documents {
  const where = (condition: Fields): Query => database().collection(name).where(condition);
  const exists = (isThere: boolean): unknown => database().command.exists(isThere);
  const anyNumber = (): unknown => database().command.lt(Number.MAX_SAFE_INTEGER);
  const ours = (condition: Fields): Query =>
    where({ version: anyNumber(), ...condition, _openid: exists(false) });
  const forged = (): Fields => ({ version: anyNumber(), _openid: exists(true) });
  /** Makes a condition of expected values; `undefined` stands for a missing field. */
  const conditionOfExpected = (expected: Fields): Fields =>
    Object.fromEntries(
      Object.entries(expected).map(([field, value]) => [
        field,
        value === undefined ? exists(false) : value,
      ]),
    );

  const findDocument = async (id: string): Promise<Fields | null> => {
    return (await documentsOrNone(where({ _id: id }).limit(1).get()))[0] ?? null;
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
    const { descendingBy, ascendingBy, limit, skip = 0, only } = search;
    const query = ours(conditionOf(search));
    const sortField = descendingBy ?? ascendingBy;
    const direction = descendingBy === undefined ? 'asc' : 'desc';
    const sortedQuery = sortField === undefined ? query : query.orderBy(sortField, direction);
    const limitedQuery = (skip === 0 ? sortedQuery : sortedQuery.skip(skip)).limit(limit);
    const finalQuery = only === undefined ? limitedQuery : limitedQuery.field(projectionOf(only));
    return (await documentsOrNone(finalQuery.get())).filter(isFound);
  };

  const insert = async (id: string, fields: Fields, isRetry = false): Promise<boolean> => {
    try {
      await database()
        .collection(name)
        .add({ data: { _id: id, ...fields } });
      return true;
    } catch (error) {
      if (sdkCodeOf(error) === NO_SUCH_COLLECTION) throw error;
      // The SDK has no code for an existing `_id`. If the document is gone again, insert retries.
      if ((await findDocument(id)) !== null) return false;
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
    // Ignores errors: if another instance has created the collection, the insertion succeeds.
    await database()
      .createCollection(name)
      .catch(() => undefined);
    return insert(id, fields);
  };

  const update = async (condition: Fields, data: Fields): Promise<boolean> =>
    countOf(await nullIfNoCollection(ours(condition).update({ data })), 'updated') === 1;

  return {
    read: async (id, kind) => {
      const document = await findDocument(id);
      if (document === null || isOurs(document)) return document;
      if (!isForged(document)) {
        if (kind !== 'counter') throw unreadableDocument(name);
        await where(conditionOfExpected({ _id: id, version: document['version'] })).remove();
        log({ event: 'unreadable counter removed', collection: name, id });
        return null;
      }
      const { _openid: openId } = document;
      // The condition is repeated, because a valid document may just have got this id.
      await where({ ...forged(), _id: id }).remove();
      // The client chose the id, so only the openid is logged, which nobody can choose.
      log({ event: 'forged document removed', collection: name, by: String(openId) });
      return null;
    },
    list,
    readEach: (documents, read) => readEach(documents, read, log),
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
      const documents = await list(search);
      if (documents.length === 0) return [0, 0];
      const _id = database().command.in(documents.map((document) => document._id));
      const answer = await ours({ ...conditionOf(search), _id }).remove();
      return [documents.length, countOf(answer, 'removed')];
    },
    removeForged: async () => {
      const count = countOf(await nullIfNoCollection(where(forged()).remove()), 'removed');
      if (count > 0) log({ event: 'forged documents removed', collection: name, count });
      return count;
    },
    hasUnversioned: async (field) => {
      const query = where({ [field]: exists(true), _openid: exists(false) })
        .limit(MAX_PER_ANSWER)
        .field(projectionOf([]));
      return (await documentsOrNone(query.get())).some((document) => !isOurs(document));
    },
    serverDate: () => database().serverDate(),
  };
}

/** Selects the fields to read, always with the version, which `isOurs` checks. */
function projectionOf(fieldNames: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(['version', ...fieldNames].map((field) => [field, true]));
}

/** Returns the documents in a database answer; none when the collection does not exist. */
async function documentsOrNone(answer: Promise<unknown>): Promise<readonly Fields[]> {
  const result = await nullIfNoCollection(answer);
  if (typeof result !== 'object' || result === null || !('data' in result)) return [];
  return Array.isArray(result.data) ? result.data.filter(isFields) : [];
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

function countOf(answer: unknown, statName: 'updated' | 'removed'): number {
  return is(answer, statsSchema) ? (answer.stats[statName] ?? 0) : 0;
}

/** Lists all documents, which takes a query for each 100 of them. */
export async function listAll(
  documents: Documents,
  condition: Condition = {},
): Promise<readonly Found[]> {
  const all: Found[] = [];
  for (;;) {
    const page = await documents.list({ ...condition, skip: all.length, limit: MAX_PER_ANSWER });
    all.push(...page);
    if (page.length < MAX_PER_ANSWER) return all;
  }
}
