import { parseJsonKeepingDigits } from '../../../../miniprogram/contract/schema';
import { CloudFailure } from '../../runtime/cloud-failure';

/** Maximum lengths (characters) of texts from companies, which phones store and show. */
export const TEXT_BOUNDS = {
  /** Message of a delivery company: about five lines on a phone. */
  words: 200,
  name: 40,
  phone: 40,
  /** Maximum length of a waybill id; some have 26 digits (docs/getorder-contract.md §1 [R]). */
  waybillId: 128,
} as const;

/**
 * Object in a JSON answer. Numbers may be texts; missing values may be null, '' or 0
 * (docs/getorder-contract.md §1 [R]).
 */
export class AnswerPart {
  constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  /** Reads a text, or a number with all digits; null for missing, null, "", 0 and "0". */
  text(field: string): string | null {
    const text = trimText(this.value(field));
    return Number(text) === 0 ? null : text; // Number('') is 0, so '' gives null, too.
  }

  /** Reads a code for people, such as 取货码 "0000"; null for missing, null, "", 0 and "0". */
  shownCode(field: string): string | null {
    const text = trimText(this.value(field));
    return text === '' || text === '0' ? null : text;
  }

  /** Reads a finite number, or a text with a number; null when there is none. Zero stays zero. */
  number(field: string): number | null {
    return parseNumber(this.value(field));
  }

  /** Reads a result code; null when missing. Throws `upstream-malformed` if it is unreadable. */
  code(field: string): number | null {
    const fieldValue = this.value(field) ?? '';
    if (typeof fieldValue === 'string' && fieldValue.trim() === '') return null;
    const code = parseNumber(fieldValue);
    if (code === null) throw new CloudFailure('upstream-malformed');
    return code;
  }

  isTrue(field: string): boolean {
    return trimText(this.value(field)) === '1' || String(this.value(field)) === 'true';
  }

  object(field: string): AnswerPart | null {
    const value = this.value(field);
    return isObject(value) ? new AnswerPart(value) : null;
  }

  objects(field: string): readonly AnswerPart[] {
    const value = this.value(field);
    return Array.isArray(value)
      ? value.filter(isObject).map((fields) => new AnswerPart(fields))
      : [];
  }

  private value(field: string): unknown {
    const { fields } = this;
    return Object.prototype.hasOwnProperty.call(fields, field) ? fields[field] : undefined;
  }
}

/** Pattern of decimal numbers, because Number() also accepts texts such as 0x12d and Infinity. */
const NUMERAL = /^\s*[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i;

function trimText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

function parseNumber(value: unknown): number | null {
  const number = typeof value === 'string' && NUMERAL.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  return number === 0 ? 0 : number; // Turns -0 into 0.
}

/** Parses a JSON answer; throws CloudFailure `upstream-malformed` when it is no object. */
export function parseAnswer(body: string): AnswerPart {
  let parsed: unknown;
  try {
    parsed = parseJsonKeepingDigits(body);
  } catch (cause) {
    throw new CloudFailure('upstream-malformed', { cause });
  }
  if (!isObject(parsed)) throw new CloudFailure('upstream-malformed');
  return new AnswerPart(parsed);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
