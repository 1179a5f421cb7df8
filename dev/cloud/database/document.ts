import { EJSON } from 'bson';

/** Stored document. It is immutable: a write replaces the whole object. */
export type Document = Fields & { readonly _id: unknown };

export type Fields = Readonly<Record<string, unknown>>;

/** Serializes a value as canonical EJSON, which keeps dates and kinds of numbers. */
export function toEjson(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false });
}

const texts = new WeakMap<Fields, string>();

/** Serializes what was read as {@link toEjson} does, a document that is read again only once. */
export function readAsEjson(fields: Fields): string {
  const text = texts.get(fields) ?? toEjson(fields);
  texts.set(fields, text);
  return text;
}

/** Parses EJSON text as {@link fromJson} does its JSON. */
export function fromEjson(text: string): unknown {
  const value: unknown = EJSON.parse(text, { relaxed: true });
  return value;
}

export function toJson(value: unknown): unknown {
  const json: unknown = EJSON.serialize(value, { relaxed: false });
  return json;
}

/** Parses canonical or relaxed EJSON. Numbers become JavaScript numbers, dates become Date. */
export function fromJson(json: unknown): unknown {
  const value: unknown = EJSON.deserialize(json as object, { relaxed: true });
  return value;
}

/** Returns a map key for an `_id`. The text "1" and the number 1 get different keys. */
export function keyOf(id: unknown): string {
  return typeof id === 'string' ? `text ${id}` : `ejson ${toEjson(id)}`;
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
