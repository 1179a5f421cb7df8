import { isLosslessNumber, parse } from 'lossless-json';
import { CloudFailure } from '../runtime/cloud-failure';

/** One JSON object as WeChat sent it, read tolerantly (docs/getorder-contract.md §1 [R]): whatever stands for "nothing" reads as null. */
export interface Wire {
  /** Text, or a number's digits as they were printed, none lost; null for missing, null, "" and 0. */
  readonly text: (field: string) => string | null;
  /** A finite number, or text that is one; null when missing, empty or no number. Zero stays zero. */
  readonly number: (field: string) => number | null;
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
      return text === '' || /^0+$/.test(text) ? null : text;
    },
    number: (field) => {
      const text = printed(fields.get(field));
      const number = text === '' ? NaN : Number(text);
      return Number.isFinite(number) ? number : null;
    },
  };
}

/** Text as it stands, a number as it was printed; empty for what is neither. */
function printed(value: unknown): string {
  if (isLosslessNumber(value)) return value.value;
  return typeof value === 'string' ? value.trim() : '';
}

function parseObject(body: string): ReadonlyMap<string, unknown> {
  let value: unknown;
  try {
    value = parse(body);
  } catch (cause) {
    throw new CloudFailure('upstream-malformed', { cause });
  }
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    isLosslessNumber(value)
  ) {
    throw new CloudFailure('upstream-malformed');
  }
  return new Map(Object.entries(value));
}
