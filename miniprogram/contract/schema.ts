import { array, coerce, enums, string, Struct, type } from 'superstruct';

/*
 * Every type of the contract is inferred from its one schema, by superstruct (see
 * docs/architecture.md).
 */

/**
 * Read-only type of an object schema. The type is mapped here, so that editors show its own name.
 */
export type Of<Schema extends { readonly TYPE: object }> = {
  readonly [Field in keyof Schema['TYPE']]: Unchanged<Schema['TYPE'][Field]>;
};

/** Read-only type of a schema of alternatives. */
export type OneOf<Schema extends { readonly TYPE: unknown }> = Unchanged<Schema['TYPE']>;

type Unchanged<Value> = Value extends object
  ? { readonly [Field in keyof Value]: Unchanged<Value[Field]> }
  : Value;

export type Nothing = Readonly<Record<string, never>>;
export const nothing = type({}) as Struct<Nothing>;

/** Schema of a read-only list. The `array` of superstruct yields mutable ones only. */
export function list<Item>(item: Struct<Item>): Struct<readonly Item[]> {
  const { refiner: _, ...changeable } = array(item);
  return new Struct<readonly Item[], Struct<Item>>(changeable);
}

/**
 * Schema of a text out of a fixed set. A newer cloud may send other texts; coercion turns them into
 * `otherwise`.
 */
export function knownOr<Text extends string>(
  otherwise: Text,
  texts: readonly Text[],
): Struct<Text> {
  return coerce(
    enums(texts),
    string(),
    (text) => texts.find((known) => known === text) ?? otherwise,
  );
}
