import { CloudFailure } from '../runtime/cloud-failure';
import type { Log } from '../runtime/log';
import { type Struct, coerce, is, object, unknown, validate } from 'superstruct';

/** Creates the failure for an unreadable document, in which `field` is missing or wrong. */
export function unreadableDocument(collection: string, field = 'version'): CloudFailure {
  return new CloudFailure('unreadable-document', {
    logged: { unreadable: `${collection}: ${field}` },
  });
}

export function isUnreadableDocument(error: unknown): error is CloudFailure {
  return error instanceof CloudFailure && error.code === 'unreadable-document';
}

/** Converts documents, without unreadable ones, which are logged, and where `read` gives null. */
export function readEach<Document, Value>(
  found: readonly Document[],
  read: (document: Document) => Value | null,
  log: Log,
): readonly Value[] {
  return found.flatMap((document) => {
    try {
      return read(document) ?? [];
    } catch (error) {
      if (!isUnreadableDocument(error)) throw error;
      log({ event: 'unreadable document', ...error.logged });
      return [];
    }
  });
}

/** Reads a document; throws `unreadable-document`. Fields that grant rights have no default. */
export function readFields<Value>(
  collection: string,
  document: Readonly<Record<string, unknown>>,
  schema: Struct<Value, object>,
): Value {
  const [failure, read] = validate(document, knownFieldsOnly(schema), { coerce: true });
  if (failure !== undefined) throw unreadableDocument(collection, String(failure.path[0]));
  return read;
}

/** Reads a number in a document; null without the number or the document. */
export function numberIn(
  document: Readonly<Record<string, unknown>> | null,
  field: string,
): number | null {
  const value = document?.[field];
  return typeof value === 'number' ? value : null;
}

/** Wraps a schema so that a missing or invalid value is replaced by a default. */
export function withDefault<Value>(schema: Struct<Value>, value: Value): Struct<Value> {
  return coerce(schema, unknown(), (given) => (is(given, schema) ? given : value));
}

/** Drops unknown fields, perhaps of a newer release. */
export function knownFieldsOnly<Value>(schema: Struct<Value, object>): Struct<Value, object> {
  const names = Object.keys(schema.schema);
  return coerce(schema, object(), (given) =>
    Object.fromEntries(names.flatMap((name) => (name in given ? [[name, given[name]]] : []))),
  );
}
