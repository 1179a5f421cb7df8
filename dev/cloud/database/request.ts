import type { Infer } from 'superstruct';
import {
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

/** What the SDK writes for regular expressions and for `db.serverDate()`: nobody here asks for them. */
const NOT_IMITATED = /"\$(?:regularExpression|tcb_server_date)":/;

/** An object that goes over the wire as a text of EJSON. */
const EJSON_OBJECT = coerce(record(string(), unknown()), string(), (text) => {
  if (NOT_IMITATED.test(text)) throw notImitated('regular expressions and server dates');
  return fromJson(JSON.parse(text));
});

/** How many documents an answer holds when the request does not say (the SDK always does). */
const DEFAULT_LIMIT = 100;

/** One request of the SDK's database: what of it is imitated. */
const DATABASE_REQUEST = type({
  /** `database.getDocument` and its like. */
  action: string(),
  collectionName: defaulted(string(), ''),
  query: defaulted(EJSON_OBJECT, {}),
  order: defaulted(EJSON_OBJECT, {}),
  projection: defaulted(EJSON_OBJECT, {}),
  offset: defaulted(number(), 0),
  limit: defaulted(number(), DEFAULT_LIMIT),
  /** The documents of an insertion; the operators of a modification. */
  data: defaulted(union([array(EJSON_OBJECT), EJSON_OBJECT]), {}),
  /** All that match, not the first only. */
  multi: defaulted(boolean(), false),
  /** Changed by operators, not replaced. */
  merge: defaulted(boolean(), false),
});
export type DatabaseRequest = Infer<typeof DATABASE_REQUEST>;

/** @throws DatabaseError INVALID_PARAM when it is no request */
export function parseRequest(body: string): DatabaseRequest {
  try {
    return create(JSON.parse(body), DATABASE_REQUEST);
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseError('INVALID_PARAM', `[InvalidParameter] It cannot be read: ${why}.`);
  }
}
