import type { Struct } from 'superstruct';
import { coerce, is, object, unknown, validate } from 'superstruct';
import type { Fields } from './documents';
import { unreadable } from './unreadable';

/**
 * Reads the fields of a document that an older or newer release may have written. A field that
 * grants rights has no default: a missing one must not grant more. Every other field has one
 * ({@link usually}). The document itself changes only when it is written for another reason.
 *
 * @param collection name for the log
 * @throws CloudFailure `unreadable-document` when a field that grants rights is missing or wrong
 */
export function readFields<Value>(
  collection: string,
  document: Fields,
  schema: Struct<Value, object>,
): Value {
  const [failure, read] = validate(document, only(schema), { coerce: true });
  if (failure !== undefined) throw unreadable(collection, String(failure.path[0]));
  return read;
}

/** Schema with a default for values that are missing or wrong. */
export function usually<Value>(schema: Struct<Value>, value: Value): Struct<Value> {
  return coerce(schema, unknown(), (given) => (is(given, schema) ? given : value));
}

/** Schema of an object that drops unknown fields, which a newer release may have added. */
export function only<Value>(schema: Struct<Value, object>): Struct<Value, object> {
  const names = Object.keys(schema.schema);
  return coerce(schema, object(), (given) =>
    Object.fromEntries(names.map((name) => [name, given[name]])),
  );
}
