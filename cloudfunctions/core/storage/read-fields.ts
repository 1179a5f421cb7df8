import type { Struct } from 'superstruct';
import { coerce, is, object, unknown, validate } from 'superstruct';
import type { Fields } from './documents';
import { unreadable } from './documents';

/**
 * Reads the fields of a document that an older or newer release may have written. A field that
 * grants something has no default: nobody may do more because it is missing. Any other one is
 * {@link usually} something; it stays as it is in the document until it is written for a reason of
 * its own.
 *
 * @param collection for the log
 * @throws CloudFailure `unreadable-document` when a field that grants something is not as it has to
 *   be
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

/** What is taken for a value where it is missing, or is not as it has to be. */
export function usually<Value>(schema: Struct<Value>, value: Value): Struct<Value> {
  return coerce(schema, unknown(), (given) => (is(given, schema) ? given : value));
}

/**
 * The fields that a schema names, and no others: what a newer release keeps beside them is not
 * told.
 */
export function only<Value>(schema: Struct<Value, object>): Struct<Value, object> {
  const names = Object.keys(schema.schema);
  return coerce(schema, object(), (given) =>
    Object.fromEntries(names.map((name) => [name, given[name]])),
  );
}
