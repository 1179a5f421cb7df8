import { CloudFailure } from '../runtime/cloud-failure';
import type { Log } from '../runtime/log';
import { Struct, coerce, is, object, validate } from 'superstruct';

/** Creates the failure for an unreadable document, in which `field` is missing or wrong. */
export function unreadableDocument(collection: string, field = 'version'): CloudFailure {
  return new CloudFailure('unreadable-document', {
    logged: { unreadable: `${collection}: ${field}` },
  });
}

export function isUnreadableDocument(error: unknown): error is CloudFailure {
  return error instanceof CloudFailure && error.code === 'unreadable-document';
}

export function readEach<Document, Value>(
  documents: readonly Document[],
  read: (document: Document) => Value | null,
  log: Log,
): readonly Value[] {
  return documents.flatMap((document) => {
    try {
      return read(document) ?? [];
    } catch (error) {
      if (!isUnreadableDocument(error)) throw error;
      log({ event: 'unreadable document', ...error.logged });
      return [];
    }
  });
}

/** Reads a document; throws if a field without default is wrong. Fields for rights have none. */
export function readFields<Value>(
  collection: string,
  document: Readonly<Record<string, unknown>>,
  schema: Struct<Value, object>,
): Value {
  const [failure, fields] = validate(document, dropUnknownFields(schema), { coerce: true });
  if (failure !== undefined) throw unreadableDocument(collection, String(failure.path[0]));
  return fields;
}

/** Reads a number in a document; null if the number or the whole document is missing. */
export function readNumber(
  document: Readonly<Record<string, unknown>> | null,
  field: string,
): number | null {
  const value = document?.[field];
  return typeof value === 'number' ? value : null;
}

/** Makes a schema that, while it coerces, replaces a missing or invalid value by a default. */
export function withDefault<Value>(schema: Struct<Value>, defaultValue: Value): Struct<Value> {
  const coercer = (value: unknown) => (is(value, schema) ? value : defaultValue);
  return new Struct({ type: schema.type, schema: null, coercer });
}

/** Wraps a schema so that unknown fields are dropped. A newer release may have stored them. */
export function dropUnknownFields<Value>(schema: Struct<Value, object>): Struct<Value, object> {
  const names = Object.keys(schema.schema);
  return coerce(schema, object(), (value) =>
    Object.fromEntries(names.flatMap((name) => (name in value ? [[name, value[name]]] : []))),
  );
}
