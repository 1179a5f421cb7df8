import { EJSON } from 'bson';

/** A stored document. A write replaces it, and never changes it. */
export type Document = Fields & { readonly _id: unknown };

export type Fields = Readonly<Record<string, unknown>>;

/** Serializes a value as canonical EJSON, which keeps dates and kinds of numbers. */
export function toEjson(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false });
}

export function toJson(value: unknown): unknown {
  const json: unknown = EJSON.serialize(value, { relaxed: false });
  return json;
}

/** Reads EJSON of either kind. Numbers become plain numbers, dates Date. */
export function fromJson(json: unknown): unknown {
  const value: unknown = EJSON.deserialize(json as object, { relaxed: true });
  return value;
}

/** Returns a key of an `_id`, by which "1" and 1 differ. */
export function keyOf(id: unknown): string {
  return typeof id === 'string' ? `text ${id}` : `ejson ${toEjson(id)}`;
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
