import {
  type Infer,
  array,
  assert,
  boolean,
  define,
  number,
  string,
  type,
  union,
} from 'superstruct';
import { DatabaseError, notImitated } from './database-error';
import { type Fields, fromEjson, isRecord } from './document';

/** Finds regular expressions and a `db.serverDate()` with an offset, which are not supported. */
const NOT_IMITATED = /"\$(?:regularExpression|tcb_server_date)":/;

/** `db.serverDate()` in a request, whose EJSON is text within JSON. */
const SERVER_DATE = String.raw`{\"$tcb_server_date\":{\"offset\":{\"$numberInt\":\"0\"}}}`;

const FIELDS = define<Fields>('fields', isRecord);

/** Database request of wx-server-sdk, with the supported fields. */
const DATABASE_REQUEST = type({
  /** Name such as `database.getDocument`. */
  action: string(),
  collectionName: string(),
  query: FIELDS,
  order: FIELDS,
  projection: FIELDS,
  offset: number(),
  limit: number(),
  /** Documents to insert, or operators of an update. */
  data: union([FIELDS, array(FIELDS)]),
  /** true changes all matching documents, false the first one only. */
  multi: boolean(),
  /** true applies update operators to the document, false replaces the document. */
  merge: boolean(),
});
export type DatabaseRequest = Infer<typeof DATABASE_REQUEST>;

/** Values of fields that a request leaves out. The SDK always sends a limit. */
const DEFAULTS = {
  ...{ collectionName: '', query: {}, order: {}, projection: {}, data: {} },
  ...{ offset: 0, limit: 100, multi: false, merge: false },
};

/** Fields that are sent as EJSON text. Documents to insert are each a text. */
const SENT_AS_TEXT = ['query', 'order', 'projection', 'data'] as const;

function parsed(text: unknown): unknown {
  if (Array.isArray(text)) return text.map(parsed);
  if (typeof text !== 'string') return text;
  if (NOT_IMITATED.test(text)) throw notImitated('regular expressions and server dates');
  return fromEjson(text);
}

/** Parses a request body. Server dates become `now` (ms). @throws DatabaseError unless supported */
export function parseRequest(body: string, now: number): DatabaseRequest {
  const date = String.raw`{\"$date\":{\"$numberLong\":\"${now}\"}}`;
  try {
    const sent = JSON.parse(body.replaceAll(SERVER_DATE, () => date)) as Fields;
    const request: Record<string, unknown> = { ...DEFAULTS, ...sent };
    for (const name of SENT_AS_TEXT) request[name] = parsed(request[name]);
    assert(request, DATABASE_REQUEST);
    return request;
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseError('INVALID_PARAM', `[InvalidParameter] It cannot be read: ${why}.`);
  }
}
