import { parseJsonKeepingDigits } from '../../../miniprogram/shared/parse-json-keeping-digits';
import { CloudFailure } from '../runtime/cloud-failure';

/** One JSON object as WeChat sent it, read tolerantly (docs/getorder-contract.md §1 [R]): whatever stands for "nothing" reads as null. */
export interface Wire {
  /** Text, or a number's digits as they were printed, none lost; null for missing, null, "" and 0. */
  readonly text: (field: string) => string | null;
  /** A finite number, or text that is one; null when missing, empty or no number. Zero stays zero. */
  readonly number: (field: string) => number | null;
  /**
   * A code by which an answer tells how it went; null for missing, null and "".
   *
   * @throws CloudFailure `upstream-malformed` when there is one that cannot be read: it may tell of a failure
   */
  readonly code: (field: string) => number | null;
}

/**
 * Takes an answer's text apart.
 *
 * @throws CloudFailure `upstream-malformed` when it is no JSON object
 */
export function readWire(body: string): Wire {
  const fields = parseObject(body);
  return {
    text: (field) => {
      const text = printed(fields.get(field));
      return text === '' || ZERO.test(text) ? null : text;
    },
    number: (field) => numberIn(printed(fields.get(field))),
    code: (field) => {
      const value = fields.get(field) ?? '';
      const text = printed(value);
      if (text === '' && typeof value === 'string') return null;
      const code = numberIn(text);
      if (code === null) throw new CloudFailure('upstream-malformed');
      return code;
    },
  };
}

const ZERO = /^[+-]?0+(?:\.0+)?$/;
/** Number() takes more for a number than anybody prints: 0x12d, Infinity. */
const NUMERAL = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Text as it stands, a number's digits; empty for what is neither. */
function printed(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

function numberIn(text: string): number | null {
  const number = NUMERAL.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(number)) return null;
  return number === 0 ? 0 : number; // -0 is 0.
}

function parseObject(body: string): ReadonlyMap<string, unknown> {
  let value: unknown;
  try {
    value = parseJsonKeepingDigits(body);
  } catch (cause) {
    throw new CloudFailure('upstream-malformed', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CloudFailure('upstream-malformed');
  }
  return new Map(Object.entries(value));
}
