import { EJSON } from 'bson';

/** A stored document. It is never changed once stored: a write puts another in its place. */
export type Document = Fields & { readonly _id: unknown };

export type Fields = Readonly<Record<string, unknown>>;

/** The text of a value as it goes over the wire: canonical EJSON, which keeps dates and kinds of numbers. */
export function toEjson(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false });
}

/** Canonical EJSON before it becomes text: plain JSON. */
export function toJson(value: unknown): unknown {
  const json: unknown = EJSON.serialize(value, { relaxed: false });
  return json;
}

/** Reads EJSON of either kind; numbers become plain numbers, dates Date. */
export function fromJson(json: unknown): unknown {
  const value: unknown = EJSON.deserialize(json as object, { relaxed: true });
  return value;
}

/** What tells one `_id` from another: "1" and 1 are two. */
export function keyOf(id: unknown): string {
  return typeof id === 'string' ? `text ${id}` : `ejson ${toEjson(id)}`;
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
