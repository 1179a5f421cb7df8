type Fields = Readonly<Record<string, unknown>>;

/** Query of one collection, which is run by its last call: `get`, `update` or `remove`. */
export interface Query {
  readonly orderBy: (field: string, direction: 'asc' | 'desc') => Query;
  readonly skip: (count: number) => Query;
  readonly limit: (count: number) => Query;
  readonly field: (projection: Readonly<Record<string, true>>) => Query;
  readonly get: () => Promise<unknown>;
  readonly update: (options: { data: Fields }) => Promise<unknown>;
  readonly remove: () => Promise<unknown>;
}

/** Subset of wx-server-sdk's database API that is used here. */
export interface Database {
  readonly collection: (name: string) => {
    readonly where: (condition: Fields) => Query;
    readonly add: (options: { data: Fields }) => Promise<unknown>;
  };
  readonly createCollection: (name: string) => Promise<unknown>;
  readonly serverDate: () => unknown;
  readonly command: {
    readonly exists: (exists: boolean) => unknown;
    readonly lt: (bound: number) => unknown;
    readonly gt: (bound: number) => unknown;
    readonly in: (values: readonly string[]) => unknown;
    readonly inc: (by: number) => unknown;
  };
}
