/** Characters that cannot be seen or turn a text round; the single ones pass for letters. */
export const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Cf}\p{Co}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]|\u034F|[\u17B4\u17B5]/u;

/** Characters that are seen. No literal, which WeChat's compiler would spell out in 10 KB. */
const SEEN = '[\\p{L}\\p{N}\\p{P}\\p{S}]';

/** Tells whether people see a text as it is: none of its characters is unseen, and some are not. */
export function isLegible(text: string): boolean {
  return !UNSEEN.test(text) && new RegExp(SEEN, 'u').test(text);
}
