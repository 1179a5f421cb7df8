import { array, boolean, coerce, enums, nullable, number, string, Struct, type } from 'superstruct';

/*
 * Data types of miniprogram/contract are inferred from superstruct schemas, so that each is written
 * only once (see docs/architecture.md).
 */

/** Schemas of single values, made once: each call of superstruct's own has its bytes on phones. */
export const text = string();
export const amount = number();
export const flag = boolean();
export const textOrNull = nullable(text);
export const amountOrNull = nullable(amount);

/**
 * Read-only type of an object schema. The mapping is written out here instead of using `Unchanged`,
 * so that editors show the type's own name.
 */
export type Of<Schema extends { readonly TYPE: object }> = {
  readonly [Field in keyof Schema['TYPE']]: Unchanged<Schema['TYPE'][Field]>;
};

/** Read-only type of any other schema, such as a union or a set of strings. */
export type OneOf<Schema extends { readonly TYPE: unknown }> = Unchanged<Schema['TYPE']>;

type Unchanged<Value> = Value extends object
  ? { readonly [Field in keyof Value]: Unchanged<Value[Field]> }
  : Value;

export type Nothing = Readonly<Record<string, never>>;
export const nothing = type({}) as Struct<Nothing>;

/** Schema of a read-only list; superstruct's own `array` yields mutable lists only. */
export function list<Item>(item: Struct<Item>): Struct<readonly Item[]> {
  const { refiner: _, ...changeable } = array(item);
  return new Struct<readonly Item[], Struct<Item>>(changeable);
}

/**
 * Schema of a string from a fixed set. Coercion replaces any other string, which a newer cloud may
 * send, by `otherwise`.
 */
export function knownOr<Text extends string>(
  otherwise: Text,
  texts: readonly Text[],
): Struct<Text> {
  return coerce(enums(texts), text, (given) => texts.find((known) => known === given) ?? otherwise);
}
