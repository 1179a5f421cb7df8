// Patterns are no literals here, because WeChat's compiler would spell out their classes in 10 KB.
const UNSEEN_PATTERN =
  '[\\p{Cc}\\p{Cs}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}\\u115F\\u1160\\u2800\\u3164\\uFFA0]|\\u034F|[\\u17B4\\u17B5]';
const SEEN_PATTERN = '[\\p{L}\\p{N}\\p{P}\\p{S}]';

/** Characters that cannot be seen or turn a text round; the single ones pass for letters. */
export const UNSEEN = new RegExp(UNSEEN_PATTERN, 'u');

/** Tells whether people see a text as it is: none of its characters is unseen, and some are not. */
export function isLegible(text: string): boolean {
  return !UNSEEN.test(text) && new RegExp(SEEN_PATTERN, 'u').test(text);
}
