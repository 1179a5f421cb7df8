import {
  type Infer,
  array,
  boolean,
  coerce,
  create,
  defaulted,
  number,
  record,
  string,
  type,
  union,
  unknown,
} from 'superstruct';
import { DatabaseError, notImitated } from './database-error';
import { fromJson } from './document';

/** Finds regular expressions and a `db.serverDate()` with an offset, which are not supported. */
const NOT_IMITATED = /"\$(?:regularExpression|tcb_server_date)":/;

/** `db.serverDate()` in a request, whose EJSON is text within JSON. */
const SERVER_DATE = String.raw`{\"$tcb_server_date\":{\"offset\":{\"$numberInt\":\"0\"}}}`;

const FIELDS = record(string(), unknown());

/** An object sent as EJSON text. */
const EJSON_OBJECT = coerce(FIELDS, string(), parsed);

/** Objects that are each sent as EJSON text; or one that is, by far the most frequent. */
const EJSON_OBJECTS = coerce(
  union([FIELDS, array(FIELDS)]),
  union([string(), array(string())]),
  (text) => (typeof text === 'string' ? parsed(text) : text.map(parsed)),
);

function parsed(text: string): unknown {
  if (NOT_IMITATED.test(text)) throw notImitated('regular expressions and server dates');
  return fromJson(JSON.parse(text));
}

/** Limit of documents when the request has none. The SDK always sends one. */
const DEFAULT_LIMIT = 100;

/** Database request of wx-server-sdk, with the supported fields. */
const DATABASE_REQUEST = type({
  /** Name such as `database.getDocument`. */
  action: string(),
  collectionName: defaulted(string(), ''),
  query: defaulted(EJSON_OBJECT, {}),
  order: defaulted(EJSON_OBJECT, {}),
  projection: defaulted(EJSON_OBJECT, {}),
  offset: defaulted(number(), 0),
  limit: defaulted(number(), DEFAULT_LIMIT),
  /** Documents to insert, or operators of an update. */
  data: defaulted(EJSON_OBJECTS, {}),
  /** true changes all matching documents, false the first one only. */
  multi: defaulted(boolean(), false),
  /** true applies update operators to the document, false replaces the document. */
  merge: defaulted(boolean(), false),
});
export type DatabaseRequest = Infer<typeof DATABASE_REQUEST>;

/** Parses a request body. Server dates become `now` (ms). @throws DatabaseError unless supported */
export function parseRequest(body: string, now: number): DatabaseRequest {
  const date = String.raw`{\"$date\":{\"$numberLong\":\"${now}\"}}`;
  try {
    return create(JSON.parse(body.replaceAll(SERVER_DATE, () => date)), DATABASE_REQUEST);
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseError('INVALID_PARAM', `[InvalidParameter] It cannot be read: ${why}.`);
  }
}
