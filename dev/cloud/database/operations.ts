import { randomBytes } from 'node:crypto';
import type { AnyObject } from 'mingo/types';
import { aggregate as runPipeline, find, updateOne } from 'mingo';
import { withRegExps, withServerDates } from './conditions';
import { DatabaseError } from './database-error';
import type { Document } from './document';
import { isRecord, keyOf, mapLeaves, toEjson } from './document';
import type { Change, Documents } from './store';

type Fields = Readonly<Record<string, unknown>>;

/** At most so many documents leave in one answer, whatever was asked for (WeChat's limit). */
const MAX_LIMIT = 1000;

export interface Query {
  readonly collection: string;
  readonly condition: Fields;
}

export interface Read extends Query {
  readonly order: Fields | null;
  readonly skip: number;
  readonly limit: number;
  readonly projection: Fields | null;
}

export function read(documents: Documents, query: Read): readonly Fields[] {
  let found = find(candidates(documents, query), conditionOf(query), query.projection ?? {});
  if (query.order !== null) found = found.sort(query.order);
  return found.skip(query.skip).limit(Math.min(query.limit, MAX_LIMIT)).all();
}

export function count(documents: Documents, query: Query): number {
  return find(candidates(documents, query), conditionOf(query)).all().length;
}

/** Inserts all or, when an `_id` exists already, none. Answers the `_id`s. */
export function insert(
  documents: Documents,
  collection: string,
  items: readonly Fields[],
  now: number,
): readonly unknown[] {
  const taken = new Set<string>();
  const changes = items.map((item): Change & { document: Document } => {
    const id = item['_id'] ?? randomBytes(16).toString('hex');
    if (documents.byId(collection, id) !== undefined || taken.has(keyOf(id))) {
      throw new DatabaseError(
        'DATABASE_REQUEST_FAILED',
        `[FailedOperation] multiple write errors: [{write errors: [{E11000 duplicate key error collection: ${collection} index: _id_ dup key: { _id: ${toEjson(id)} }}]}, {<nil>}]`,
      );
    }
    taken.add(keyOf(id));
    return { put: collection, document: { _id: id, ...resolved(item, now) } };
  });
  documents.write(changes);
  return changes.map(({ document }) => document._id);
}

/** Applies update operators to all (or the first) that match. Answers how many it changed; what already is so is not counted. */
export function update(
  documents: Documents,
  query: Query,
  modifier: Fields,
  { multi, now }: { readonly multi: boolean; readonly now: number },
): number {
  const condition = conditionOf(query);
  const matching = find<Document>(candidates(documents, query), condition).all();
  const changes: Change[] = [];
  for (const before of multi ? matching : matching.slice(0, 1)) {
    const after = copyOf(before);
    const result = updateOne([after], condition, resolved(modifier, now));
    if (result.modifiedCount > 0)
      changes.push({ put: query.collection, document: { ...after, _id: before._id } });
  }
  documents.write(changes);
  return changes.length;
}

/** Puts a whole document in the place of the one with this `_id`, or makes it. */
export function replace(
  documents: Documents,
  collection: string,
  id: unknown,
  fields: Fields,
  now: number,
): { readonly updated: number; readonly upsertedId: unknown } {
  const existed = documents.byId(collection, id) !== undefined;
  documents.write([{ put: collection, document: { ...resolved(fields, now), _id: id } }]);
  return existed ? { updated: 1, upsertedId: null } : { updated: 0, upsertedId: id };
}

export function remove(documents: Documents, query: Query, { multi }: { multi: boolean }): number {
  const matching = find<Document>(candidates(documents, query), conditionOf(query)).all();
  const changes = (multi ? matching : matching.slice(0, 1)).map(({ _id: id }): Change => ({
    remove: query.collection,
    id,
  }));
  documents.write(changes);
  return changes.length;
}

export function aggregate(
  documents: Documents,
  collection: string,
  stages: readonly Fields[],
): readonly Fields[] {
  if (stages.some((stage) => '$geoNear' in stage)) {
    throw new DatabaseError('NOT_IMITATED', 'The local database knows no geoNear.');
  }
  const pipeline = stages.map((stage) => withRegExps(stage) as AnyObject);
  return runPipeline(copies([...documents.all(collection)]), pipeline, {
    collectionResolver: (name) => copies([...documents.all(name)]),
  });
}

export function createCollection(documents: Documents, name: string): void {
  if (documents.collectionNames().includes(name)) {
    throw new DatabaseError(
      'DATABASE_COLLECTION_ALREADY_EXIST',
      `[ResourceExist] Table exist: ${name}.`,
    );
  }
  documents.write([{ create: name }]);
}

/** By `_id` where the condition names one, else all. They are not copied: reading does not change them. */
function candidates(documents: Documents, { collection, condition }: Query): Document[] {
  const id = condition['_id'];
  if (typeof id !== 'string' && typeof id !== 'number') return [...documents.all(collection)];
  const found = documents.byId(collection, id);
  return found === undefined ? [] : [found];
}

function conditionOf({ condition }: Query): Fields {
  return withRegExps(condition) as Fields;
}

function resolved(fields: Fields, now: number): Fields {
  const value = withServerDates(fields, now);
  if (!isRecord(value)) throw new DatabaseError('INVALID_PARAM', 'A document is an object.');
  return value;
}

function copies(documents: readonly Document[]): AnyObject[] {
  return documents.map(copyOf);
}

function copyOf(document: Document): AnyObject {
  return mapLeaves(document, (leaf) => leaf) as AnyObject;
}
