import { type Struct, define, literal, number, refine, size, string, union } from 'superstruct';
import { list, isLegible } from '../../../miniprogram/contract/schema';
import { isSendable, idProblem } from '../../../miniprogram/contract/order-id';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';

/** Input schemas use `type`, which allows other fields, as WeChat adds `userInfo` to each event. */

export { nothing } from '../../../miniprogram/contract/schema';

/** Schema of typed text: 1 to `maxCharacters` characters when trimmed, none of them invisible. */
export function typedText(maxCharacters: number): Struct<string> {
  return define('typed text', (text) => {
    if (typeof text !== 'string' || text.length > 4 * maxCharacters) return false;
    const length = Array.from(text.trim()).length;
    return length >= 1 && length <= maxCharacters && isLegible(text);
  });
}

/** Schema of ids: openids, hashes and random ids have at most 64 characters. */
export const id: Struct<string> = size(string(), 1, 64);

export const orderId: Struct<string> = refine(
  string(),
  'order id',
  (text) => isSendable(text) && idProblem(text) === null,
);

export function listOf<Item>(item: Struct<Item>, min: number, max: number) {
  return refine(list(item), 'length', ({ length }) => length >= min && length <= max);
}

export const storeScope = union([literal('all'), listOf(id, 0, SHOP_BOUNDS.entries)]);

export function wholeNumber(min: number, max: number): Struct<number> {
  const isInRange = (text: number): boolean => text >= min && text <= max;
  return refine(number(), 'whole', (text) => Number.isSafeInteger(text) && isInRange(text));
}

export const version = wholeNumber(0, Number.MAX_SAFE_INTEGER);
