import {
  type Infer,
  integer,
  is,
  literal,
  max,
  min,
  object,
  record,
  string,
  union,
  unknown,
} from 'superstruct';
import { DatabaseError, type DatabaseErrorCode } from './database-error';
import { type Fields, fromJson, isRecord, toJson } from './document';
import { insert, read, remove } from './operations';
import type { Store } from './store';

/** Largest number of documents that a client's read returns, as WeChat documents it. */
const MOST_READ = 20;

/** Request of `wx.cloud.database()`. Field values are EJSON, which preserves dates. */
const CLIENT_REQUEST = union([
  object({ operation: literal('add'), collection: string(), data: record(string(), unknown()) }),
  object({ operation: literal('remove'), collection: string(), id: string() }),
  object({
    operation: literal('get'),
    collection: string(),
    limit: max(min(integer(), 1), MOST_READ),
  }),
]);

type ClientRequest = Infer<typeof CLIENT_REQUEST>;

/** Error codes of `wx.cloud.database()`, by the database service's own codes. */
const ERR_CODES: Partial<Record<DatabaseErrorCode, number>> = {
  DATABASE_REQUEST_FAILED: -502001,
  DATABASE_PERMISSION_DENIED: -502003,
  DATABASE_COLLECTION_NOT_EXIST: -502005,
  INVALID_PARAM: -501007,
};

/**
 * Access rule of a collection for clients. `creator` (仅创建者可读写, the default): anyone may add
 * documents, and read and remove those with their `_openid`. `nobody` (仅管理端可读写): no access.
 */
export type ClientRule = 'creator' | 'nobody';

type RuleOf = (collection: string) => ClientRule;

/** @returns `data`: a new document's `_id`, the number of removed ones, or a list; or an error */
export function answerClient(store: Store, ruleOf: RuleOf, openId: string, request: unknown) {
  try {
    if (!is(request, CLIENT_REQUEST)) {
      throw new DatabaseError('INVALID_PARAM', 'The request is none of a client.');
    }
    return { data: toJson(perform(store, ruleOf, openId, request)) };
  } catch (error) {
    const code = error instanceof DatabaseError ? ERR_CODES[error.code] : -502001;
    // -502001, because errors of the query engine (mingo) are caused by the request, too.
    return { errCode: code ?? -501001, errMsg: String(isRecord(error) ? error['message'] : error) };
  }
}

function perform(store: Store, ruleOf: RuleOf, openId: string, request: ClientRequest): unknown {
  const { collection } = request;
  if (ruleOf(collection) === 'nobody' && store.has(collection)) {
    throw new DatabaseError('DATABASE_PERMISSION_DENIED', 'database permission denied');
  }
  switch (request.operation) {
    case 'add':
      return insert(store, collection, [{ ...fields(request.data), _openid: openId }])[0];
    case 'remove':
      return remove(store, { collection, condition: { _id: request.id, _openid: openId } }, false);
    case 'get': {
      const own = { collection, condition: { _openid: openId }, limit: request.limit };
      return read(store, { ...own, order: {}, skip: 0, projection: {} });
    }
  }
}

/** Parses a document. Rejects operators (`$…`) as field names, which are not supported here. */
function fields(json: Fields): Fields {
  if (Object.keys(json).some((name) => name.startsWith('$'))) {
    throw new DatabaseError('INVALID_PARAM', 'The local database takes no operators from clients.');
  }
  return fromJson(json) as Fields;
}
