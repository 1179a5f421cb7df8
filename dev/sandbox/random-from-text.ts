/**
 * Pseudo-random values that depend on a text alone, such as an order id. A restart changes nothing,
 * and tests can be repeated.
 */

/** Returns a number from 0 to below 1 (FNV-1a, mixed so that similar texts differ). */
export function randomFromText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

export function choiceFromText<Item>(list: readonly [Item, ...Item[]], text: string): Item {
  return list[Math.floor(randomFromText(text) * list.length)] ?? list[0];
}

/** Returns `count` digits, the first of which is never 0. */
export function digitsFromText(text: string, count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const chance = randomFromText(`${text} digit ${index}`);
    return index === 0 ? 1 + Math.floor(chance * 9) : Math.floor(chance * 10);
  }).join('');
}
