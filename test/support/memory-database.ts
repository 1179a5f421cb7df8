import type { Database, Fields } from '../../cloudfunctions/core/runtime/documents';

/** What wx-server-sdk throws, as far as it is told apart. */
export class SdkError extends Error {
  constructor(readonly errCode: number) {
    super(`errCode: ${errCode}`);
  }
}

export interface MemoryDatabase {
  readonly database: () => Database;
  /** Documents by `_id`; undefined while there is no such collection. */
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

/** In which order documents are given, and which of them. */
interface Given {
  readonly order: string | null;
  readonly sign: 1 | -1;
  readonly skip: number;
  readonly limit: number;
  readonly only: readonly string[] | null;
}

type Query = ReturnType<ReturnType<Database['collection']>['where']>;
type Test = (value: unknown, isThere: boolean) => boolean;
const TEST = Symbol('test');
const INCREMENT = Symbol('increment');
const RANGE = Symbol('range');

/** As much of the SDK's database as the functions use, in memory, with its errors. The real one is tried by the built functions in the local cloud. */
export function memoryDatabase(
  initial: ReadonlyMap<string, ReadonlyMap<string, Fields>> = new Map(),
): MemoryDatabase {
  const collections = new Map([...initial].map(([name, held]) => [name, new Map(held)]));
  let operations = 0;
  const queries = new Map<string, Queried>();
  const ask = (collection: string, condition: Fields, order: string | null): void => {
    // By `_id` the cloud finds documents by itself; whose they are it looks up in those that it has found.
    const { _id, _openid, version, ...rest } = condition;
    if (_id !== undefined) return;
    const isRange = (name: string): boolean => tagged(rest[name], RANGE) === true;
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
      exists: (exists) => ({ [TEST]: ((_value, isThere) => isThere === exists) satisfies Test }),
      lt: (bound) => ({
        [RANGE]: true,
        [TEST]: ((value) => typeof value === 'number' && value < bound) satisfies Test,
      }),
      in: (values) => ({
        [TEST]: ((value) =>
          itemsOf(value).some((item) => values.includes(String(item)))) satisfies Test,
      }),
      inc: (by) => ({ [INCREMENT]: by }),
    },
    createCollection: (name) =>
      later(() => collections.set(name, collections.get(name) ?? new Map<string, Fields>())),
    collection: (name) => ({
      where: (condition) => {
        const matching = () => [...open(name)].filter(([, fields]) => meets(fields, condition));
        const find = (given: Given): Query => ({
          orderBy: (order, direction) =>
            find({ ...given, order, sign: direction === 'asc' ? 1 : -1 }),
          skip: (skip) => find({ ...given, skip }),
          limit: (limit) => find({ ...given, limit }),
          field: (projection) => find({ ...given, only: ['_id', ...Object.keys(projection)] }),
          get: () =>
            later(() => {
              const { order, sign, skip, limit, only } = given;
              ask(name, condition, order);
              const data = matching().map(([, fields]) => fields);
              if (order !== null) data.sort((a, b) => sign * (Number(a[order]) - Number(b[order])));
              const asked = data.slice(skip, skip + limit);
              return { data: asked.map((fields) => projected(fields, only)) };
            }),
          update: ({ data }: { data: Fields }) =>
            later(() => {
              if ('_id' in data) throw new SdkError(-502001);
              const found = matching();
              for (const [id, fields] of found) open(name).set(id, updated(fields, data));
              return { stats: { updated: found.length } };
            }),
          remove: () =>
            later(() => {
              const found = matching();
              for (const [id] of found) open(name).delete(id);
              return { stats: { removed: found.length } };
            }),
        });
        return find({ order: null, sign: 1, skip: 0, limit: 100, only: null });
      },
      add: ({ data }) =>
        later(() => {
          const id = String(data['_id']);
          if (open(name).has(id)) throw new SdkError(-502001);
          open(name).set(id, data);
        }),
    }),
  };
  return {
    database: () => database,
    collection: (name) => collections.get(name),
    plant: (name, document) => {
      const held = collections.get(name) ?? new Map<string, Fields>();
      if (held.has(document._id)) throw new Error(`There is a ${document._id} already.`);
      collections.set(name, held.set(document._id, { _openid: 'o-stranger', ...document }));
    },
    put: (name, document) => {
      const held = collections.get(name) ?? new Map<string, Fields>();
      collections.set(name, held.set(document._id, document));
    },
    queries: () => [...queries.values()],
    operations: () => operations,
    dump: () =>
      Object.fromEntries([...collections].map(([name, held]) => [name, [...held.values()]])),
    copy: () => memoryDatabase(collections),
  };
}

function meets(fields: Fields, condition: Fields): boolean {
  return Object.entries(condition).every(([name, wanted]) => {
    const test = tagged(wanted, TEST) as Test | undefined;
    const value = fields[name];
    return test === undefined ? itemsOf(value).includes(wanted) : test(value, name in fields);
  });
}

/** A condition on a list holds when it holds for one of its items. */
function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function projected(fields: Fields, only: readonly string[] | null): Fields {
  if (only === null) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => only.includes(name)));
}

function updated(fields: Fields, data: Fields): Fields {
  const changes = Object.entries(data).map(([name, value]) => {
    const by = tagged(value, INCREMENT);
    return [name, typeof by === 'number' ? Number(fields[name] ?? 0) + by : value];
  });
  return { ...fields, ...(Object.fromEntries(changes) as Fields) };
}

function tagged(value: unknown, tag: symbol): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<symbol, unknown>)[tag]
    : undefined;
}
