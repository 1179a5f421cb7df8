import { EJSON } from 'bson';

/** A stored document. It is never changed once stored: a write puts another in its place. */
export type Document = Readonly<Record<string, unknown>> & { readonly _id: unknown };

/** The text of a value as it goes over the wire: canonical EJSON, which keeps dates and kinds of numbers. */
export function toEjson(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false });
}

/** Reads EJSON of either kind; numbers become plain numbers, dates Date. */
export function fromEjson(text: string): unknown {
  return fromJson(JSON.parse(text));
}

/** Canonical EJSON before it becomes text: plain JSON. */
export function toJson(value: unknown): unknown {
  const json: unknown = EJSON.serialize(value, { relaxed: false });
  return json;
}

export function fromJson(json: unknown): unknown {
  const value: unknown = EJSON.deserialize(json as object, { relaxed: true });
  return value;
}

/** What tells one `_id` from another: "1" and 1 are two. */
export function keyOf(id: unknown): string {
  return typeof id === 'string' ? `text ${id}` : `ejson ${toEjson(id)}`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A plain object, not a Date nor one of BSON's own types. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A copy in which each leaf may become another. Dates and BSON's own types are leaves. */
export function mapLeaves(value: unknown, leaf: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, leaf));
  const mapped = leaf(value);
  if (mapped !== value || !isPlain(value)) return mapped;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapLeaves(item, leaf)]),
  );
}
