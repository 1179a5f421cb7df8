import { isDeepStrictEqual } from 'node:util';
import { reportSeen } from '../../dev/cloud/seen';
import { INDEXES } from '../../dev/deploy/indexes';
import type { Database } from '../../cloudfunctions/core/storage/database';
import type { Fields } from '../../cloudfunctions/core/storage/documents';
import { type Queried, queriedBy, serves } from './indexed-queries';
import { missingIndexes } from './missing-indexes';

/** An error of wx-server-sdk, as far as functions distinguish it. */
export class SdkError extends Error {
  constructor(readonly errCode: number) {
    super(`errCode: ${errCode}`);
  }
}

export type MemoryDatabase = ReturnType<typeof memoryDatabase>;

/** The selected documents, their order and projection. */
interface Given {
  readonly order: readonly [field: string, sign: 1 | -1] | null;
  readonly skip: number;
  readonly limit: number;
  readonly projection: Readonly<Record<string, true>>;
}

type Query = ReturnType<ReturnType<Database['collection']>['where']>;

/** The SDK's database in memory. Tests of built functions try the real one. */
export function memoryDatabase(
  collections = new Map<string, Map<string, Fields>>(),
  serverNow = () => Date.now(),
) {
  let operations = 0;
  const queries = new Map<string, Queried>();
  /** Notes a query. @throws Error where the cloud would read a whole large collection for it */
  const note = (collection: string, condition: Fields, order: string | null): void => {
    const queried = queriedBy(collection, condition, order);
    if (queried === null) return;
    if (!INDEXES.some((index) => serves(index, queried))) {
      const sentence = `dev/deploy/indexes.ts has no index for ${JSON.stringify(queried)}.`;
      missingIndexes.push(sentence);
      throw new Error(sentence);
    }
    queries.set(JSON.stringify(queried), queried);
  };
  /** Delays each request by some turns, so that parallel calls interleave. */
  const later = async <Value>(run: () => Value): Promise<Value> => {
    operations += 1;
    for (let turn = 0; turn < 3; turn += 1) await Promise.resolve();
    return run();
  };
  const open = (name: string): Map<string, Fields> => {
    const found = collections.get(name);
    if (found === undefined) throw new SdkError(-502005);
    return found;
  };
  const dated = (data: Fields): Fields => {
    const now = new Date(serverNow());
    const read = (value: unknown): unknown => (value === SERVER_DATE ? now : value);
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, read(value)]));
  };
  const database: Database = {
    serverDate: () => SERVER_DATE,
    command: {
      exists: ($exists) => ({ $exists }),
      lt: ($lt) => ({ $lt }),
      gt: ($gt) => ({ $gt }),
      in: ($in) => ({ $in }),
      inc: ($inc) => ({ $inc }),
    },
    createCollection: (name) =>
      later(() => collections.set(name, collections.get(name) ?? new Map<string, Fields>())),
    collection: (name) => ({
      where: (condition) => {
        const matching = ({ order, skip, limit, projection }: Given): readonly Found[] => {
          const found = documentsOf(open(name), condition);
          if (order !== null) found.sort(byNumber(...order));
          return found.slice(skip, skip + limit).map((one) => projected(one, projection));
        };
        const ask = (given: Given): Query => ({
          orderBy: (field, direction) =>
            ask({ ...given, order: [field, direction === 'asc' ? 1 : -1] }),
          skip: (skip) => ask({ ...given, skip }),
          limit: (limit) => ask({ ...given, limit }),
          field: (projection) => ask({ ...given, projection }),
          get: () =>
            later(() => {
              note(name, condition, given.order?.[0] ?? null);
              return { data: matching(given) };
            }),
          update: ({ data }: { data: Fields }) =>
            later(() => {
              if ('_id' in data) throw new SdkError(-502001);
              const found = matching(ALL);
              const changes = dated(data);
              for (const { _id, ...fields } of found) {
                const after = changed(fields, changes);
                open(name).set(_id, after);
                reportSeen('document', after);
              }
              return { stats: { updated: found.length } };
            }),
          remove: () =>
            later(() => {
              const found = matching(ALL);
              for (const { _id } of found) open(name).delete(_id);
              return { stats: { removed: found.length } };
            }),
        });
        return ask({ ...ALL, limit: 100 });
      },
      add: ({ data: { _id, ...fields } }) =>
        later(() => {
          const id = String(_id);
          if (open(name).has(id)) throw new SdkError(-502001);
          const added = dated(fields);
          open(name).set(id, added);
          reportSeen('document', added);
        }),
    }),
  };
  const put = (name: string, id: string, fields: Fields): void => {
    collections.set(name, (collections.get(name) ?? new Map<string, Fields>()).set(id, fields));
    reportSeen('document', fields);
  };
  return {
    database: () => database,
    /** Returns other fields of documents, by `_id`, or undefined for a missing collection. */
    collection: (name: string) => collections.get(name),
    /** Adds a document as a client, under the default rule. */
    plant: (name: string, { _id, ...fields }: Found) => {
      if (collections.get(name)?.has(_id)) throw new Error(`There is a ${_id} already.`);
      put(name, _id, { _openid: 'o-stranger', ...fields });
    },
    /** Adds a document with all rights, as another program or the cloud's console does. */
    put: (name: string, { _id, ...fields }: Found) => {
      put(name, _id, fields);
    },
    /** Returns kinds of queries of large collections so far. */
    queries: () => [...queries.values()],
    /** Returns the number of requests, as the cloud counts them. */
    operations: () => operations,
    /** Copies the content, for later comparison. */
    dump: () =>
      Object.fromEntries([...collections].map(([name, held]) => [name, documentsOf(held)])),
    /** Copies the content, for another database. */
    copy: () => new Map([...collections].map(([name, held]) => [name, new Map(held)])),
  };
}

/** Stands for the database's own time. */
const SERVER_DATE = {};

const ALL: Given = { order: null, skip: 0, limit: Infinity, projection: {} };

type Found = Fields & { readonly _id: string };

/** Copies documents that meet a condition, or all. */
function documentsOf(held: ReadonlyMap<string, Fields>, condition: Fields = {}): Found[] {
  const { _id: id, ...rest } = condition;
  const wanted = Object.entries(rest);
  return (typeof id === 'string' ? [id] : [...held.keys()]).flatMap((_id) => {
    const fields = held.get(_id);
    if (fields === undefined || (id !== undefined && !meets(_id, id))) return [];
    return wanted.every(([name, value]) => meets(fields[name], value)) ? [{ ...fields, _id }] : [];
  });
}

/** Compares as MongoDB does: null is what is missing, too, and one item of a list is enough. */
function meets(value: unknown, wanted: unknown): boolean {
  if (!isRecord(wanted))
    return Array.isArray(value) ? value.includes(wanted) : (value ?? null) === wanted;
  const [[operator, bound] = [], ...others] = Object.entries(wanted);
  if (!String(operator).startsWith('$')) return isDeepStrictEqual(value, wanted);
  if (others.length === 0) {
    if (operator === '$exists') return (value !== undefined) === bound;
    if (operator === '$in' && Array.isArray(bound)) return bound.some((one) => meets(value, one));
    if (typeof value !== 'number' && typeof bound === 'number') return false;
    if (operator === '$lt') return Number(value) < Number(bound);
    if (operator === '$gt') return Number(value) > Number(bound);
  }
  throw new Error(`The database in memory does not know ${JSON.stringify(wanted)}.`);
}

/** Compares numbers of two documents. What has none is the least. */
function byNumber(name: string, sign: 1 | -1): (one: Fields, other: Fields) => number {
  const numberIn = (found: Fields): number => Number(found[name] ?? -Number.MAX_VALUE);
  return (one, other) => sign * (numberIn(one) - numberIn(other));
}

/** Selects the named fields of a document, or all where none is named. */
function projected({ _id, ...fields }: Found, projection: Given['projection']): Found {
  if (projection === ALL.projection) return { ...fields, _id };
  const named = Object.entries(fields).filter(([name]) => name in projection);
  return { ...Object.fromEntries(named), _id };
}

/** Adds sums to fields, and replaces other values. Paths into a value are not imitated. */
function changed(fields: Fields, changes: Fields): Fields {
  const after: Record<string, unknown> = { ...fields };
  for (const [name, value] of Object.entries(changes)) {
    if (name.includes('.')) throw new Error(`The database in memory knows no path: ${name}`);
    after[name] =
      isRecord(value) && '$inc' in value
        ? Number(fields[name] ?? 0) + Number(value['$inc'])
        : value;
  }
  return after;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
