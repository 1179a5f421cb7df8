// Patterns are no literals here, because WeChat's compiler would spell out their classes in 10 KB.
const UNSEEN_CLASSES =
  '\\p{Cc}\\p{Cs}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}\\u115F\\u1160\\u2800\\u3164\\uFFA0';
const SEEN_CLASSES = '\\p{L}\\p{N}\\p{P}\\p{S}';

/** Characters that cannot be seen or turn a text round; the single ones pass for letters. */
export const UNSEEN = new RegExp(`[${UNSEEN_CLASSES}]|\\u034F|[\\u17B4\\u17B5]`, 'u');
const SEEN = new RegExp(`[${SEEN_CLASSES}]`, 'u');

/** Tells whether people see a text as it is: none of its characters is unseen, and some are not. */
export function isLegible(text: string): boolean {
  return !UNSEEN.test(text) && SEEN.test(text);
}
