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
