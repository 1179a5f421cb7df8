import { randomUUID } from 'node:crypto';
import { answerClient, type ClientAnswer, type ClientRule } from './client-access';
import type { DatabaseErrorCode } from './database-error';
import { DatabaseError } from './database-error';
import type { Document } from './document';
import { isRecord, toEjson } from './document';
import type { DatabaseJournal } from './database-journal';
import {
  aggregate,
  count,
  createCollection,
  insert,
  read,
  remove,
  replace,
  update,
} from './operations';
import type { DatabaseRequest } from './request';
import { parseRequest } from './request';
import type { Documents } from './store';
import { createStore } from './store';
import type { Transaction } from './transaction';
import { beginTransaction } from './transaction';

/** How many documents an answer holds when the request does not say (the SDK always does). */
const DEFAULT_LIMIT = 100;
/** A transaction that nobody ends is given up after this long (the cloud's limit), in ms. */
const TRANSACTION_LIMIT_MS = 30_000;

/** What the SDK reads: `data` and the like, or `code` and `message`; always `requestId`. */
export type DatabaseAnswer = Readonly<Record<string, unknown>>;

export interface Answered {
  readonly answer: DatabaseAnswer;
  /** What was asked, as far as it could be read. */
  readonly action: string;
  readonly collection: string;
}

export interface Database {
  /** Answers one request's body. Refusals are answers too; `outage` is one that comes whatever was asked. */
  readonly answer: (body: string, outage?: DatabaseErrorCode) => Answered;
  /** Adds a document as a client of the mini-program would, which the default rule lets it do: it bears the client's `_openid`. Makes the collection when missing. */
  readonly plant: (collection: string, document: Document, openId: string) => void;
  /** Makes a collection, as the owner does in the console. */
  readonly makeCollection: (name: string) => void;
  /** Answers a client of the mini-program, `wx.cloud.database()`: what client-access.ts lets it do, under each collection's rule; the default one when left out. */
  readonly answerClient: (
    openId: string,
    request: unknown,
    ruleOf?: (collection: string) => ClientRule,
  ) => ClientAnswer;
  /** All documents of a collection; none when it does not exist. */
  readonly documents: (collection: string) => readonly Document[];
}

/**
 * Stands in for the cloud's database.
 *
 * @param now its own clock, ms since 1970: what `db.serverDate()` becomes
 */
export function createDatabase(journal: DatabaseJournal, now: () => number): Database {
  const store = createStore(journal.initial, journal.append);
  const transactions = new Map<
    string,
    { readonly transaction: Transaction; readonly startedAt: number }
  >();

  const begun = (id: string): Transaction => {
    const found = transactions.get(id);
    if (found === undefined) {
      throw new DatabaseError('DATABASE_TRANSACTION_FAIL', 'The transaction has ended.');
    }
    return found.transaction;
  };
  const startTransaction = (): DatabaseAnswer => {
    const startedAt = performance.now();
    for (const [id, other] of transactions) {
      if (startedAt - other.startedAt > TRANSACTION_LIMIT_MS) transactions.delete(id);
    }
    const transactionId = randomUUID();
    transactions.set(transactionId, { transaction: beginTransaction(store), startedAt });
    return { transactionId };
  };
  const end = (id: string | null, how: (transaction: Transaction) => void): DatabaseAnswer => {
    const transaction = begun(id ?? '');
    transactions.delete(id ?? '');
    how(transaction);
    return {};
  };

  const perform = (request: DatabaseRequest): DatabaseAnswer => {
    const { action, transactionId } = request;
    switch (action) {
      case 'database.startTransaction':
        return startTransaction();
      case 'database.commitTransaction':
        return end(transactionId, (transaction) => {
          transaction.commit();
        });
      case 'database.abortTransaction':
        return end(transactionId, () => undefined);
      default:
        return performOn(transactionId === null ? store : begun(transactionId), request, now());
    }
  };

  return {
    answer: (body, outage) => {
      const requestId = randomUUID();
      let asked = { action: '', collection: '' };
      try {
        const request = parseRequest(body);
        asked = { action: request.action, collection: request.collection };
        if (outage !== undefined) throw new DatabaseError(outage, 'The database is out of order.');
        return { ...asked, answer: { ...perform(request), requestId } };
      } catch (error) {
        const { code, message } = refusalOf(error);
        return { ...asked, answer: { code, message, requestId } };
      }
    },
    plant: (collection, document, openId) => {
      if (!store.collectionNames().includes(collection)) createCollection(store, collection);
      insert(store, collection, [{ ...document, _openid: openId }], now());
    },
    makeCollection: (name) => {
      createCollection(store, name);
    },
    answerClient: (openId, request, ruleOf = () => 'creator') =>
      answerClient({ documents: store, now: now(), ruleOf }, openId, request),
    documents: (collection) =>
      store.collectionNames().includes(collection) ? [...store.all(collection)] : [],
  };
}

function performOn(documents: Documents, request: DatabaseRequest, now: number): DatabaseAnswer {
  const { action, collection } = request;
  const query = { collection, condition: request.object('query') ?? {} };
  const multi = request.flag('multi');
  switch (action) {
    case 'database.getDocument': {
      const skip = request.number('offset') ?? 0;
      const limit = request.number('limit') ?? DEFAULT_LIMIT;
      const [order, projection] = [request.object('order'), request.object('projection')];
      const found = read(documents, { ...query, order, skip, limit, projection });
      return { data: { list: found.map(toEjson) } };
    }
    case 'database.calculateDocument':
      return { data: { total: count(documents, query) } };
    case 'database.insertDocument':
      return {
        data: { insertedIds: insert(documents, collection, request.objects('data'), now) },
      };
    case 'database.modifyDocument': {
      const data = request.object('data') ?? {};
      if (request.flag('merge')) {
        const updated = update(documents, query, data, { multi, now });
        return { data: { updated, upsert_id: null } };
      }
      if (query.condition['_id'] === undefined) {
        throw new DatabaseError('INVALID_PARAM', 'A document is replaced by its _id.');
      }
      const { updated, upsertedId } = replace(
        documents,
        collection,
        query.condition['_id'],
        data,
        now,
      );
      return { data: { updated, upsert_id: upsertedId } };
    }
    case 'database.removeDocument':
      return { data: { deleted: remove(documents, query, { multi }) } };
    case 'database.aggregateDocuments':
      return { data: { list: aggregate(documents, collection, request.stages()).map(toEjson) } };
    case 'database.addCollection':
      createCollection(documents, collection);
      return {};
    default:
      throw new DatabaseError('NOT_IMITATED', `The local cloud does not imitate ${action}.`);
  }
}

/** What the query engine throws is about the request too: an unknown operator, a sum of texts. */
function refusalOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof DatabaseError) return error;
  const message = isRecord(error) ? String(error['message']) : String(error);
  return { code: 'DATABASE_REQUEST_FAILED', message: `[FailedOperation] ${message}` };
}
