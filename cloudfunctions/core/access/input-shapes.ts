import { type Struct, define, literal, number, refine, size, string, union } from 'superstruct';
import { list, isLegible } from '../../../miniprogram/contract/schema';
import { isSendable, idProblem } from '../../../miniprogram/contract/order-id';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';

/** Input schemas use `type`, because WeChat adds a field of its own (`userInfo`) to each event. */

export { nothing } from '../../../miniprogram/contract/schema';

/** Text that people type: 1 to `maxCharacters` once trimmed, all of them visible. */
export function typedText(maxCharacters: number): Struct<string> {
  return define('typed text', (value) => {
    if (typeof value !== 'string' || value.length > 4 * maxCharacters) return false;
    const length = Array.from(value.trim()).length;
    return length >= 1 && length <= maxCharacters && isLegible(value);
  });
}

/** Openids, hashes and random ids have at most 64 characters. */
export const id: Struct<string> = size(string(), 1, 64);

export const orderId: Struct<string> = refine(
  string(),
  'order id',
  (value) => isSendable(value) && idProblem(value) === null,
);

export function listOf<Item>(item: Struct<Item>, least: number, most: number) {
  return refine(list(item), 'length', ({ length }) => length >= least && length <= most);
}

export const storeScope = union([literal('all'), listOf(id, 0, SHOP_BOUNDS.entries)]);

export function wholeNumber(least: number, most: number): Struct<number> {
  const isBetween = (value: number): boolean => value >= least && value <= most;
  return refine(number(), 'whole', (value) => Number.isSafeInteger(value) && isBetween(value));
}

export const version = wholeNumber(0, Number.MAX_SAFE_INTEGER);
