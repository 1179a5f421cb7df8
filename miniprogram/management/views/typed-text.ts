import { isLegible } from '../../contract/schema';

/** Reasons why the fields of a form cannot be saved, by field name. */
export type Reasons<Field extends string> = Partial<Record<Field, string>>;

export function noReasons<Field extends string>(): Reasons<Field> {
  return {};
}

/** Result of reading a form: the value to save, or the reasons why it cannot be saved. */
export type ReadForm<Value, Field extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reasons: Readonly<Reasons<Field>> };

/** Rule for a required text of at most `most` characters. */
interface TextRule {
  readonly most: number;
  /** Reason that is shown for an empty text. */
  readonly missing: string;
}

/** Trims and validates all text fields of a form by their rules. */
export function readTexts<Field extends string>(
  typed: Readonly<Record<Field, string>>,
  rules: Readonly<Record<Field, TextRule>>,
): ReadForm<Readonly<Record<Field, string>>, Field> {
  const reasons: Reasons<Field> = {};
  const value: Record<Field, string> = { ...typed };
  for (const field in rules) {
    const { most, missing } = rules[field];
    Object.assign(reasons, nameReason(field, typed[field], most, missing));
    value[field] = typed[field].trim();
  }
  return Object.keys(reasons).length > 0 ? { ok: false, reasons } : { ok: true, value };
}

/**
 * Validates a required text, such as a name.
 *
 * @param most maximum number of characters
 * @param missing reason that is shown for an empty text
 * @returns an object with the reason under the field's name; empty when the text is valid
 */
export function nameReason<Field extends string>(
  field: Field,
  typed: string,
  most: number,
  missing: string,
): Reasons<Field> {
  const reason = textReason(typed, most, missing);
  const reasons: Reasons<Field> = {};
  if (reason !== '') reasons[field] = reason;
  return reasons;
}

function textReason(typed: string, most: number, missing: string): string {
  const text = typed.trim();
  if (text === '') return missing;
  if (Array.from(text).length > most) return `最多 ${most} 个字。`;
  return isLegible(text) ? '' : '里面有看不见的字符，请重新输入。';
}

/** Returns a line that counts the wrong fields, which may be out of sight; empty for none. */
export function refusalLine(form: ReadForm<unknown, string>): string {
  return form.ok ? '' : `还有 ${Object.keys(form.reasons).length} 处要改，见上面的红字。`;
}

/** @returns the typed whole number from `least` to `most`; null when the text is not one */
export function wholeNumberIn(typed: string, least: number, most: number): number | null {
  if (!/^\d{1,6}$/.test(typed.trim())) return null;
  const value = Number(typed);
  return value >= least && value <= most ? value : null;
}

/** @returns the typed number from `-most` to `most`; null when the text is not one */
export function decimalIn(typed: string, most: number): number | null {
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(typed.trim())) return null;
  const value = Number(typed);
  return Math.abs(value) <= most ? value : null;
}
