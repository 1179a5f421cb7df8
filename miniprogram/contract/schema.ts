import { array, coerce, enums, string, Struct, type } from 'superstruct';

/* Each type is inferred from its one schema, by superstruct (docs/architecture.md says why). */

/**
 * What the schema of an object checks, to be read only; mapped here, so that editors show the name
 * that it is given.
 */
export type Of<Schema extends { readonly TYPE: object }> = {
  readonly [Field in keyof Schema['TYPE']]: Unchanged<Schema['TYPE'][Field]>;
};

/** What the schema of alternatives checks, to be read only. */
export type OneOf<Schema extends { readonly TYPE: unknown }> = Unchanged<Schema['TYPE']>;

type Unchanged<Value> = Value extends object
  ? { readonly [Field in keyof Value]: Unchanged<Value[Field]> }
  : Value;

export type Nothing = Readonly<Record<string, never>>;
export const nothing = type({}) as Struct<Nothing>;

/** A list that nobody changes: superstruct's own knows only such as may be changed. */
export function list<Item>(item: Struct<Item>): Struct<readonly Item[]> {
  const { refiner: _, ...changeable } = array(item);
  return new Struct<readonly Item[], Struct<Item>>(changeable);
}

/**
 * One of some texts; a newer cloud may send others, which are taken for `otherwise` where values
 * are coerced.
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
