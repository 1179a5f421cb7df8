import { randomBytes } from 'node:crypto';
import { Context } from 'mingo/core';
import * as queryOperators from 'mingo/operators/query';
import * as mingo from 'mingo/query';
import { updateOne } from 'mingo/updater';
import { cloneDeep } from 'mingo/util';
import { DatabaseError } from './database-error';
import { type Document, type Fields, keyOf, toEjson } from './document';
import type { Change, Store } from './store';

/** Largest number of documents in one answer of WeChat's database. */
const MAX_LIMIT = 1000;

/** Operators of queries only: mingo copies all that it is given, for each query and update. */
const OPERATORS = { context: Context.init({ query: queryOperators }) };

export interface Query {
  readonly collection: string;
  readonly condition: Fields;
}

export interface Read extends Query {
  /** Sort order. {} leaves the documents unsorted. */
  readonly order: Fields;
  readonly skip: number;
  readonly limit: number;
  /** Fields to return. {} returns whole documents. */
  readonly projection: Fields;
}

export function read(store: Store, query: Read): readonly Fields[] {
  const { condition, projection } = query;
  const found = new mingo.Query(condition, OPERATORS).find<Fields>(
    candidates(store, query),
    projection,
  );
  if (Object.keys(query.order).length > 0) found.sort(query.order);
  return found.skip(query.skip).limit(Math.min(query.limit, MAX_LIMIT)).all();
}

/** Inserts all items, or none when an `_id` exists already. @returns `_id`s of the items */
export function insert(
  store: Store,
  collection: string,
  items: readonly Fields[],
): readonly unknown[] {
  const documents = items.map((item): Document => ({
    _id: randomBytes(16).toString('hex'),
    ...item,
  }));
  const taken = new Set<string>();
  for (const { _id: id } of documents) {
    if (store.byId(collection, id) !== undefined || taken.has(keyOf(id))) {
      throw new DatabaseError(
        'DATABASE_REQUEST_FAILED',
        `[FailedOperation] multiple write errors: [{write errors: [{E11000 duplicate key error collection: ${collection} index: _id_ dup key: { _id: ${toEjson(id)} }}]}, {<nil>}]`,
      );
    }
    taken.add(keyOf(id));
  }
  store.write(documents.map((document) => ({ put: collection, document })));
  return documents.map(({ _id }) => _id);
}

/** Updates all matches (`multi`) or the first. @returns number of documents that changed */
export function update(store: Store, query: Query, modifier: Fields, multi: boolean): number {
  const changes: Change[] = [];
  for (const before of matching(store, query, multi)) {
    const after = cloneDeep(before);
    const { modifiedCount } = updateOne([after], {}, modifier);
    if (modifiedCount > 0)
      changes.push({ put: query.collection, document: { ...after, _id: before._id } });
  }
  store.write(changes);
  return changes.length;
}

/** Removes all matches (`multi`) or the first. @returns number of removed documents */
export function remove(store: Store, query: Query, multi: boolean): number {
  const changes = matching(store, query, multi).map(({ _id: id }): Change => ({
    remove: query.collection,
    id,
  }));
  store.write(changes);
  return changes.length;
}

export function createCollection(store: Store, name: string): void {
  if (store.has(name)) {
    throw new DatabaseError(
      'DATABASE_COLLECTION_ALREADY_EXIST',
      `[ResourceExist] Table exist: ${name}.`,
    );
  }
  store.write([{ create: name }]);
}

function matching(store: Store, query: Query, multi: boolean): readonly Document[] {
  const { condition } = query;
  const found = new mingo.Query(condition, OPERATORS)
    .find<Document>(candidates(store, query))
    .all();
  return multi ? found : found.slice(0, 1);
}

/** Returns the document with the condition's `_id`, or all documents if it names none. */
function candidates(store: Store, { collection, condition }: Query): Document[] {
  const id = condition['_id'];
  if (typeof id !== 'string' && typeof id !== 'number') return [...store.all(collection)];
  const found = store.byId(collection, id);
  return found === undefined ? [] : [found];
}
