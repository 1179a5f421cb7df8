import { array, boolean, coerce, enums, nullable, number, string, Struct, type } from 'superstruct';

/** Types of data are inferred from superstruct schemas, so that each is written only once. */

/** Schemas of single values, shared because each call of superstruct makes the app larger. */
export const text = string();
export const amount = number();
export const flag = boolean();
export const textOrNull = nullable(text);
export const amountOrNull = nullable(amount);

/** Read-only type of a schema's objects, written out so that editors show the type's name. */
export type Of<Schema extends { readonly TYPE: object }> = {
  readonly [Field in keyof Schema['TYPE']]: ReadOnly<Schema['TYPE'][Field]>;
};

/** Read-only type of a schema of another kind, such as a union or a set of strings. */
export type OneOf<Schema extends { readonly TYPE: unknown }> = ReadOnly<Schema['TYPE']>;

type ReadOnly<Value> = Value extends object
  ? { readonly [Field in keyof Value]: ReadOnly<Value[Field]> }
  : Value;

export type Nothing = Readonly<Record<string, never>>;
export const nothing = type({}) as Struct<Nothing>;

/** Schema of a read-only list; superstruct's own `array` yields mutable lists only. */
export function list<Item>(item: Struct<Item>): Struct<readonly Item[]> {
  const { refiner: _, ...mutableArray } = array(item);
  return new Struct<readonly Item[], Struct<Item>>(mutableArray);
}

/** Schema of a string from a fixed set. Others, which a newer cloud may send, give `otherwise`. */
export function enumOr<Text extends string>(otherwise: Text, texts: readonly Text[]): Struct<Text> {
  return coerce(enums(texts), text, (value) => texts.find((known) => known === value) ?? otherwise);
}

// A string, because WeChat's compiler would expand a pattern literal's classes to 10 KB.
const INVISIBLE_CLASSES =
  '\\p{Cc}\\p{Cs}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}\\u115F\\u1160\\u2800\\u3164\\uFFA0';
const VISIBLE_CLASSES = '\\p{L}\\p{N}\\p{P}\\p{S}';

/** Invisible characters, and those that reverse text. Unicode counts some of them as letters. */
export const INVISIBLE_PATTERN = new RegExp(`[${INVISIBLE_CLASSES}]|\\u034F|[\\u17B4\\u17B5]`, 'u');
const VISIBLE_PATTERN = new RegExp(`[${VISIBLE_CLASSES}]`, 'u');

/** Tells whether people can read a whole text: it is not blank, and no character is invisible. */
export function isLegible(text: string): boolean {
  return !INVISIBLE_PATTERN.test(text) && VISIBLE_PATTERN.test(text);
}

/** Pattern of a number with 16 or more digits, which JavaScript may round. */
const LONG_NUMBER = /(?:^|[\s:,[-])\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/** Parses JSON. Integers of 16 or more digits become strings. @throws SyntaxError if not JSON */
export function parseJsonKeepingDigits(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!LONG_NUMBER.test(text)) return parsed;
  const quoted = text.replace(STRING_OR_NUMBER, (token) =>
    LONG_INTEGER.test(token) ? `"${token}"` : token,
  );
  return JSON.parse(quoted);
}
