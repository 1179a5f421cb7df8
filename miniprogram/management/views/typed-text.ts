import { isLegible } from '../../contract/schema';

/** Reasons why fields of a form cannot be saved, by field. */
export type Reasons<Field extends string> = Partial<Record<Field, string>>;

export function noReasons<Field extends string>(): Reasons<Field> {
  return {};
}

/** Result of reading a form: the value to save, or the reasons why it cannot be saved. */
export type ReadForm<Value, Field extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reasons: Readonly<Reasons<Field>> };

export function accepted<Value>(value: Value): ReadForm<Value, never> {
  return { ok: true, value };
}

export function refused<Field extends string>(
  field: Field,
  reason: string,
): ReadForm<never, Field> {
  const reasons: Reasons<Field> = {};
  reasons[field] = reason;
  return { ok: false, reasons };
}

/** Joins the parts of a form. The form has a value if each part has one. */
export function joinForms<Value extends object, Field extends string>(parts: {
  readonly [Key in keyof Value]: ReadForm<Value[Key], Field>;
}): ReadForm<Value, Field> {
  const value: Partial<Value> = {};
  const reasons: Reasons<Field> = {};
  for (const key in parts) {
    const part = parts[key];
    if (part.ok) value[key] = part.value;
    else Object.assign(reasons, part.reasons);
  }
  const isWhole = Object.keys(reasons).length === 0;
  return isWhole ? { ok: true, value: value as Value } : { ok: false, reasons };
}

/** Reads a required text of at most `most` characters. `missing`: reason for an empty text. */
export function readText<Field extends string>(
  field: Field,
  typed: string,
  most: number,
  missing: string,
): ReadForm<string, Field> {
  const text = typed.trim();
  if (text === '') return refused(field, missing);
  if (Array.from(text).length > most) return refused(field, `最多 ${most} 个字。`);
  return isLegible(text) ? accepted(text) : refused(field, '里面有看不见的字符，请重新输入。');
}

/** Reads a whole number from 1 to `most`. */
export function readNumber<Field extends string>(
  field: Field,
  typed: string,
  most: number,
): ReadForm<number, Field> {
  const value = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  return value >= 1 && value <= most
    ? accepted(value)
    : refused(field, `请填 1 到 ${most} 的整数。`);
}

/** Returns a line with the number of wrong fields, as they may be out of sight; else empty. */
export function wrongFieldCountLine(form: ReadForm<unknown, string>): string {
  return form.ok ? '' : `还有 ${Object.keys(form.reasons).length} 处要改，见上面的红字。`;
}
