import { parseJsonKeepingDigits } from '../../../../miniprogram/contract/parse-json-keeping-digits';
import { CloudFailure } from '../../runtime/cloud-failure';

/**
 * How much of a text from upstream is kept, in characters. WeChat passes on what a delivery company
 * writes, whose documents bound nothing, and an answer may be 1 MB: it goes on to phones, their
 * storage and their screens.
 */
export const BOUNDS = {
  /** A company's words: some five lines on a phone. */
  words: 200,
  /** A rider's name: more than any name, and a line on a phone. */
  name: 40,
  /** A phone number with its marks and an extension. */
  phone: 40,
  /**
   * As many as an order id has at most (docs/getorder-contract.md §1 [O]); 26 have been seen [R].
   */
  waybillId: 128,
  /** Greater than every `order_status`, which has three digits (§2 [O]). */
  status: 10_000,
} as const;

/** A text as far as it is kept; `…` stands for the rest. */
export function cut(text: string, bound: number): string {
  if (text.length <= bound) return text;
  // A character is two units of a text at most: the rest need not be taken apart.
  const characters = Array.from(text.slice(0, 2 * bound + 2));
  return characters.length > bound ? `${characters.slice(0, bound).join('')}…` : text;
}

/**
 * One JSON object as WeChat sent it, read tolerantly (docs/getorder-contract.md §1 [R]): whatever
 * stands for "nothing" reads as null.
 */
export interface Wire {
  /**
   * Text, or a number's digits as they were printed, none lost; null for missing, null, "" and 0.
   */
  readonly text: (field: string) => string | null;
  /**
   * A finite number, or text that is one; null when missing, empty or no number. Zero stays zero.
   */
  readonly number: (field: string) => number | null;
  /**
   * A code by which an answer tells how it went; null for missing, null and "".
   *
   * @throws CloudFailure `upstream-malformed` when there is one that cannot be read: it may tell of
   *   a failure
   */
  readonly code: (field: string) => number | null;
  /** An object in it; null when there is none. */
  readonly object: (field: string) => Wire | null;
  /** The objects of a list in it; none when there is no list. */
  readonly objects: (field: string) => readonly Wire[];
}

/**
 * Takes an answer's text apart.
 *
 * @throws CloudFailure `upstream-malformed` when it is no JSON object
 */
export function readWire(body: string): Wire {
  return wireOf(parseObject(body));
}

function wireOf(fields: Readonly<Record<string, unknown>>): Wire {
  const valueOf = (field: string): unknown =>
    Object.prototype.hasOwnProperty.call(fields, field) ? fields[field] : undefined;
  return {
    text: (field) => {
      const text = printed(valueOf(field));
      return Number(text) === 0 ? null : text; // Number('') is 0 as well.
    },
    number: (field) => numberIn(valueOf(field)),
    code: (field) => {
      const value = valueOf(field) ?? '';
      if (typeof value === 'string' && value.trim() === '') return null;
      const code = numberIn(value);
      if (code === null) throw new CloudFailure('upstream-malformed');
      return code;
    },
    object: (field) => {
      const value = valueOf(field);
      return isObject(value) ? wireOf(value) : null;
    },
    objects: (field) => {
      const value = valueOf(field);
      return Array.isArray(value) ? value.filter(isObject).map(wireOf) : [];
    },
  };
}

/** Number() takes more for a number than anybody prints: 0x12d, Infinity. */
const NUMERAL = /^\s*[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i;

/** Text as it stands, a number's digits; empty for what is neither. */
function printed(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

function numberIn(value: unknown): number | null {
  const number = typeof value === 'string' && NUMERAL.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  return number === 0 ? 0 : number; // -0 is 0.
}

function parseObject(body: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parseJsonKeepingDigits(body);
  } catch (cause) {
    throw new CloudFailure('upstream-malformed', { cause });
  }
  if (!isObject(value)) throw new CloudFailure('upstream-malformed');
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
