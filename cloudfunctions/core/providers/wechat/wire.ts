import { parseJsonKeepingDigits } from '../../../../miniprogram/contract/parse-json-keeping-digits';
import { CloudFailure } from '../../runtime/cloud-failure';

/**
 * Bounds of texts from upstream, in characters. WeChat passes on what delivery companies write,
 * without a documented bound, and an answer may be 1 MB. The texts reach phones, their storage and
 * their screens.
 */
export const BOUNDS = {
  /** Message of a company: about five lines on a phone. */
  words: 200,
  /** Name of a rider: longer than any name, and one line on a phone. */
  name: 40,
  /** Phone number with separators and an extension. */
  phone: 40,
  /**
   * Waybill id: as long as an order id (docs/getorder-contract.md §1 [O]); 26 have been seen [R].
   */
  waybillId: 128,
  /** Bound of `order_status`, which has three digits (§2 [O]). */
  status: 10_000,
} as const;

/** Cuts a text to a number of characters; `…` stands for the rest. */
export function cut(text: string, bound: number): string {
  if (text.length <= bound) return text;
  // A character has two UTF-16 units at most, so the rest need not be split.
  const characters = Array.from(text.slice(0, 2 * bound + 2));
  return characters.length > bound ? `${characters.slice(0, bound).join('')}…` : text;
}

/** JSON object as WeChat sent it, read tolerantly (docs/getorder-contract.md §1 [R]). */
export interface Wire {
  /**
   * Reads a text, or a number's digits as printed, none lost.
   *
   * @returns null for missing, null, "" and 0
   */
  readonly text: (field: string) => string | null;
  /**
   * Reads a finite number, or a text that is one. Zero stays zero.
   *
   * @returns null when it is missing, empty or no number
   */
  readonly number: (field: string) => number | null;
  /**
   * Reads a result code.
   *
   * @returns null for missing, null and ""
   * @throws CloudFailure `upstream-malformed` for an unreadable code, which may stand for a failure
   */
  readonly code: (field: string) => number | null;
  /**
   * Reads a nested object.
   *
   * @returns null when there is none
   */
  readonly object: (field: string) => Wire | null;
  /**
   * Reads the objects of a nested list.
   *
   * @returns empty when there is no list
   */
  readonly objects: (field: string) => readonly Wire[];
}

/**
 * Parses an answer.
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
      return Number(text) === 0 ? null : text; // Number('') is 0, too.
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

/** Pattern of printed numbers; Number() accepts more: 0x12d, Infinity. */
const NUMERAL = /^\s*[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i;

/**
 * Prints a text or a number.
 *
 * @returns empty for anything else
 */
function printed(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

function numberIn(value: unknown): number | null {
  const number = typeof value === 'string' && NUMERAL.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  return number === 0 ? 0 : number; // Turns -0 into 0.
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
