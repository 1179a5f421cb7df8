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

export function accept<Value>(value: Value): ReadForm<Value, never> {
  return { ok: true, value };
}

export function refuse<Field extends string>(field: Field, reason: string): ReadForm<never, Field> {
  const reasons: Reasons<Field> = {};
  reasons[field] = reason;
  return { ok: false, reasons };
}

/** Joins the parts of a form. The form has a value only if every part has one. */
export function joinForms<Value extends object, Field extends string>(partForms: {
  readonly [Key in keyof Value]: ReadForm<Value[Key], Field>;
}): ReadForm<Value, Field> {
  const value: Partial<Value> = {};
  const reasons: Reasons<Field> = {};
  for (const key in partForms) {
    const partForm = partForms[key];
    if (partForm.ok) value[key] = partForm.value;
    else Object.assign(reasons, partForm.reasons);
  }
  const isValid = Object.keys(reasons).length === 0;
  return isValid ? { ok: true, value: value as Value } : { ok: false, reasons };
}

/** Reads a required text of at most `maxLength` characters. `emptyReason`: why '' is refused. */
export function readText<Field extends string>(
  field: Field,
  typed: string,
  maxLength: number,
  emptyReason: string,
): ReadForm<string, Field> {
  const text = typed.trim();
  if (text === '') return refuse(field, emptyReason);
  if (Array.from(text).length > maxLength) return refuse(field, `最多 ${maxLength} 个字。`);
  return isLegible(text) ? accept(text) : refuse(field, '里面有看不见的字符，请重新输入。');
}

/** Reads a whole number from 1 to `maxNumber`. */
export function readNumber<Field extends string>(
  field: Field,
  typed: string,
  maxNumber: number,
): ReadForm<number, Field> {
  const typedNumber = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  return typedNumber >= 1 && typedNumber <= maxNumber
    ? accept(typedNumber)
    : refuse(field, `请填 1 到 ${maxNumber} 的整数。`);
}

/** Writes how many fields are wrong, because they may be out of sight; empty if all are right. */
export function wrongFieldCountLine(form: ReadForm<unknown, string>): string {
  return form.ok ? '' : `还有 ${Object.keys(form.reasons).length} 处要改，见上面的红字。`;
}
