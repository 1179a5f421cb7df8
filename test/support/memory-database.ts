import { find, updateMany } from 'mingo';
import type { Modifier } from 'mingo/updater';
import type { Database, Fields } from '../../cloudfunctions/core/storage/documents';

/** What wx-server-sdk throws, as far as it is told apart. */
export class SdkError extends Error {
  constructor(readonly errCode: number) {
    super(`errCode: ${errCode}`);
  }
}

export interface MemoryDatabase {
  readonly database: () => Database;
  /** The documents' other fields, by `_id`; undefined while there is no such collection. */
  readonly collection: (name: string) => Map<string, Fields> | undefined;
  /** As a client of the mini-program does it, under the default rule. */
  readonly plant: (name: string, document: Fields & { readonly _id: string }) => void;
  /** As whoever may do all: another program of the environment, or somebody at the cloud's console. */
  readonly put: (name: string, document: Fields & { readonly _id: string }) => void;
  /** What was looked for so far: each kind once, by collection, fields that are compared, fields that are below or among something, and order. */
  readonly queries: () => readonly Queried[];
  /** Requests so far, as the cloud counts them. */
  readonly operations: () => number;
  /** Everything in it, to be held against what is in it later. */
  readonly dump: () => Readonly<Record<string, readonly Fields[]>>;
  /** Another one with the same in it. */
  readonly copy: () => MemoryDatabase;
}

export interface Queried {
  readonly collection: string;
  /** Compared with one value or a few. */
  readonly equal: readonly string[];
  /** Below a bound. */
  readonly below: readonly string[];
  readonly order: string | null;
}

/** Which documents are given, in which order, and what of them. */
interface Given {
  readonly order: readonly [field: string, sign: 1 | -1] | null;
  readonly skip: number;
  readonly limit: number;
  readonly projection: Readonly<Record<string, true>>;
}

type Query = ReturnType<ReturnType<Database['collection']>['where']>;

/** As much of the SDK's database as the functions use, in memory, with its errors. The real one is tried by the built functions in the local cloud. */
export function memoryDatabase(
  collections = new Map<string, Map<string, Fields>>(),
): MemoryDatabase {
  let operations = 0;
  const queries = new Map<string, Queried>();
  const note = (collection: string, condition: Fields, order: string | null): void => {
    // By `_id` the cloud finds documents by itself; whose they are it looks up in those that it has found.
    const { _id, _openid, version, ...rest } = condition;
    if (_id !== undefined) return;
    const isRange = (name: string): boolean => {
      const wanted = rest[name];
      return isRecord(wanted) && '$lt' in wanted;
    };
    const names = Object.keys(rest).sort();
    const equal = names.filter((name) => !isRange(name));
    const queried = { collection, equal, below: names.filter(isRange), order };
    queries.set(JSON.stringify(queried), queried);
  };
  /** Each request takes its turns, so that calls at the same time get in between each other. */
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
  const database: Database = {
    command: {
      exists: ($exists) => ({ $exists }),
      lt: ($lt) => ({ $lt }),
      in: ($in) => ({ $in }),
      inc: ($inc) => ({ $inc }),
    },
    createCollection: (name) =>
      later(() => collections.set(name, collections.get(name) ?? new Map<string, Fields>())),
    collection: (name) => ({
      where: (condition) => {
        const matching = ({ order, skip, limit, projection }: Given): readonly Found[] => {
          const found = find<Found>(documentsOf(open(name)), condition, projection);
          if (order !== null) found.sort({ [order[0]]: order[1] });
          return found.skip(skip).limit(limit).all();
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
              updateMany([...found], {}, modifierOf(data) as Modifier<Found>);
              for (const { _id, ...fields } of found) open(name).set(_id, fields);
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
          open(name).set(id, fields);
        }),
    }),
  };
  const put = (name: string, id: string, fields: Fields): void => {
    collections.set(name, (collections.get(name) ?? new Map<string, Fields>()).set(id, fields));
  };
  return {
    database: () => database,
    collection: (name) => collections.get(name),
    plant: (name, { _id, ...fields }) => {
      if (collections.get(name)?.has(_id)) throw new Error(`There is a ${_id} already.`);
      put(name, _id, { _openid: 'o-stranger', ...fields });
    },
    put: (name, { _id, ...fields }) => {
      put(name, _id, fields);
    },
    queries: () => [...queries.values()],
    operations: () => operations,
    dump: () =>
      Object.fromEntries([...collections].map(([name, held]) => [name, documentsOf(held)])),
    copy: () =>
      memoryDatabase(new Map([...collections].map(([name, held]) => [name, new Map(held)]))),
  };
}

const ALL: Given = { order: null, skip: 0, limit: Infinity, projection: {} };

type Found = Fields & { readonly _id: string };

function documentsOf(held: ReadonlyMap<string, Fields>): Found[] {
  return [...held].map(([_id, fields]) => ({ ...fields, _id }));
}

/** As the SDK makes it of the fields of an update: sums, and values that take a field's place. */
function modifierOf(data: Fields): Readonly<Record<'$inc' | '$set', Fields>> {
  const sums = Object.entries(data).flatMap(([name, value]) =>
    isRecord(value) && '$inc' in value ? [[name, value['$inc']] as const] : [],
  );
  const $inc = Object.fromEntries(sums);
  return {
    $inc,
    $set: Object.fromEntries(Object.entries(data).filter(([name]) => !(name in $inc))),
  };
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
