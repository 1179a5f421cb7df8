import { UNSEEN } from '../../contract/shop';

/** Why fields cannot be saved as they are, by field. */
export type Reasons<Field extends string> = Partial<Record<Field, string>>;

/** Before anything was found wrong. */
export function noReasons<Field extends string>(): Reasons<Field> {
  return {};
}

/** A form as it was read: what it says, or why it says nothing that can be saved. */
export type Read<Value, Field extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reasons: Readonly<Reasons<Field>> };

/** The reason against a name, under its field; nothing when it is good. `missing` is said of an empty one. */
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
  return UNSEEN.test(text) ? '里面有看不见的字符，请重新输入。' : '';
}

/** Said beside 保存, which may be far from the fields; empty when nothing is wrong. */
export function refusalLine(reasons: Readonly<Record<string, string | undefined>>): string {
  const count = Object.values(reasons).filter(
    (reason) => reason !== undefined && reason !== '',
  ).length;
  return count === 0 ? '' : `还有 ${count} 处要改，见上面的红字。`;
}

/** A whole number from one to another; null when it is none. */
export function wholeOf(typed: string, least: number, most: number): number | null {
  if (!/^\d{1,6}$/.test(typed.trim())) return null;
  const value = Number(typed);
  return value >= least && value <= most ? value : null;
}

/** A number of at most this size, either way; null when it is none. */
export function decimalOf(typed: string, most: number): number | null {
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(typed.trim())) return null;
  const value = Number(typed);
  return Math.abs(value) <= most ? value : null;
}
