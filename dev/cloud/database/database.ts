import { randomUUID } from 'node:crypto';
import { reportSeen } from '../seen';
import { answerClient, type ClientRule } from './client-access';
import { type DatabaseErrorCode, DatabaseError, notImitated } from './database-error';
import type { DatabaseJournal } from './database-journal';
import { type Document, isRecord, readAsEjson } from './document';
import { createCollection, insert, read, remove, update } from './operations';
import { type DatabaseRequest, parseRequest } from './request';
import { type Store, createStore } from './store';

/** Answer to wx-server-sdk: `requestId`, with `data` if any, or an error's `code` and `message`. */
export type DatabaseAnswer = Readonly<Record<string, unknown>>;

export type Database = ReturnType<typeof createDatabase>;

/** Imitates what the product uses of the cloud's database. `now` is the database's time in ms. */
export function createDatabase(journal: DatabaseJournal, now = () => Date.now()) {
  const store = createStore(journal.initial, (changes) => {
    journal.append(changes);
    for (const change of changes) if ('put' in change) reportSeen('document', change.document);
  });
  return {
    /** Answers a request body; errors are answers, too. `outage` makes every valid request fail. */
    answer: (body: string, outage?: DatabaseErrorCode) => {
      const requestId = randomUUID();
      try {
        const request = parseRequest(body, now());
        if (outage !== undefined) throw new DatabaseError(outage, 'The database is out of order.');
        return { ...perform(store, request), requestId };
      } catch (error) {
        const { code, message } = refusalOf(error);
        return { code, message, requestId };
      }
    },
    /** Adds a document as a client with this `_openid` would, in a new collection if need be. */
    plant: (collection: string, document: Document, openId: string) => {
      if (!store.has(collection)) createCollection(store, collection);
      insert(store, collection, [{ ...document, _openid: openId }]);
    },
    /** Creates a collection, as the owner does in the cloud's console. */
    makeCollection: (name: string) => {
      createCollection(store, name);
    },
    /** Answers a `wx.cloud.database()` request by the collection's rule (default: `creator`). */
    answerClient: (
      openId: string,
      request: unknown,
      ruleOf: (collection: string) => ClientRule = () => 'creator',
    ) => answerClient(store, ruleOf, openId, request),
    /** Returns all documents of a collection, or none when the collection does not exist. */
    documents: (collection: string) => (store.has(collection) ? store.all(collection) : []),
  };
}

function perform(store: Store, request: DatabaseRequest): DatabaseAnswer {
  const { action, collectionName: collection, query: condition, data, multi } = request;
  const query = { collection, condition };
  switch (action) {
    case 'database.getDocument': {
      const { order, offset: skip, limit, projection } = request;
      const found = read(store, { ...query, order, skip, limit, projection });
      return { data: { list: found.map(readAsEjson) } };
    }
    case 'database.insertDocument':
      return { data: { insertedIds: insert(store, collection, [data].flat()) } };
    case 'database.modifyDocument':
      if (!request.merge || Array.isArray(data)) throw notImitated('doc().set()');
      return { data: { updated: update(store, query, data, multi), upsert_id: null } };
    case 'database.removeDocument':
      return { data: { deleted: remove(store, query, multi) } };
    case 'database.addCollection':
      createCollection(store, collection);
      return {};
    default:
      throw notImitated(action);
  }
}

/** Converts errors of the query engine (unknown operator, sum of strings) to database errors. */
function refusalOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof DatabaseError) return error;
  const message = isRecord(error) ? String(error['message']) : String(error);
  return { code: 'DATABASE_REQUEST_FAILED', message: `[FailedOperation] ${message}` };
}
