import type { Struct } from 'superstruct';
import { define, enums, literal, number, refine, size, string, union } from 'superstruct';
import { list } from '../../../miniprogram/contract/schema';
import { SHOP_BOUNDS, UNSEEN } from '../../../miniprogram/contract/shop';

/** Shapes of what people send: `type`, since WeChat adds fields of its own to an event (`userInfo`), and bounded each. */

export { nothing } from '../../../miniprogram/contract/schema';

/** A text that people typed: something in it, at most so many characters, nothing unseen. */
export function typed(most: number): Struct<string> {
  return define('typed text', (value) => {
    if (typeof value !== 'string' || value.length > 4 * most) return false;
    const length = Array.from(value.trim()).length;
    return length >= 1 && length <= most && !UNSEEN.test(value);
  });
}

/** An id that we made: openids, hashes and random ones are no longer. */
export const id: Struct<string> = size(string(), 1, 64);

/** A list of from so many to so many. */
export function listOf<Item>(item: Struct<Item>, least: number, most: number) {
  return refine(list(item), 'length', ({ length }) => length >= least && length <= most);
}

export const storeScope = union([literal('all'), listOf(id, 0, SHOP_BOUNDS.entries)]);

/** A document's version: whole, from 0 on. */
export const version: Struct<number> = refine(number(), 'version', isWhole);

/** A whole number from one to another. */
export function whole(least: number, most: number): Struct<number> {
  return refine(number(), 'whole', (value) => isWhole(value) && value >= least && value <= most);
}

export function oneOf<Value extends string>(values: readonly Value[]): Struct<Value> {
  return enums(values);
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
