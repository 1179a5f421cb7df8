import { INVISIBLE_PATTERN } from '../../../../miniprogram/contract/schema';

/** Pattern of the place where a phone number's extension begins. Extensions are masked entirely. */
const EXTENSION = /(?=[,;_#x转])/i;

/** Pattern of repeated characters that hide digits. A single one, except *, is a separator. */
const HIDDEN_DIGITS = /([*x×#_.·•●・\p{Pd}])\1/iu;
const CHINESE_MOBILE = /^1\d{10}$/;

/** Tells whether digits are hidden: `137******2` [R], `137xxxx0002`, `137••••0002`. */
function isMasked(phone: string): boolean {
  const text = phone.normalize('NFKC');
  return text.includes('*') || HIDDEN_DIGITS.test(text);
}

/** Tells whether no digit is hidden, and 5 or more dialable digits come before an extension. */
export function isDialable(phone: string): boolean {
  if (CHINESE_MOBILE.test(phone)) return true; // Nearly all are, and the rest of this is slow.
  const [number = ''] = phone.split(EXTENSION);
  const digitCount = number.match(/\p{Nd}/gu)?.length ?? 0;
  return !isMasked(phone) && digitCount >= 5 && digitCount === countDigits(number);
}

/**
 * Masks a phone number, so that it may leave the cloud: of 11 or more digits the first 3 and the
 * last 4 stay, else the last 2. A number that hides enough digits already stays as it is.
 */
export function maskPhone(phone: string): string {
  if (CHINESE_MOBILE.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  if (isMasked(phone)) return hidesEnough(phone) ? phone : maskNumber(phone);
  const [number = '', ...extension] = phone.split(EXTENSION);
  return maskNumber(number) + extension.join('').replace(NUMERAL, '*');
}

/** Tells whether fewer than 7 digits are shown, or 7 beside repeated characters that hide some. */
function hidesEnough(phone: string): boolean {
  const shownCount = countDigits(phone);
  return shownCount < 7 || (shownCount === 7 && HIDDEN_DIGITS.test(phone.normalize('NFKC')));
}

const INVISIBLE_CHARACTERS = new RegExp(INVISIBLE_PATTERN, 'gu');

/** Removes characters that cannot be seen; white space becomes one space. */
export function removeInvisible(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(INVISIBLE_CHARACTERS, '');
}

/** Cuts a text to `maxLength` characters, and appends `…` if the text was longer. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // A character has at most two UTF-16 units, so this part of the text has enough characters.
  const characters = Array.from(text.slice(0, 2 * maxLength + 2));
  return characters.length > maxLength ? `${characters.slice(0, maxLength).join('')}…` : text;
}

/** Prepares a text from WeChat or a company for showing: cuts it, and masks long numbers. */
export function maskText(text: string, maxLength: number): string {
  return maskDigits(cutText(removeInvisible(text), maxLength));
}

/** Masks 7 or more digits in a row (maybe a phone number), with any separators but ，、；。 [I]. */
export function maskDigits(text: string): string {
  return text.replace(DIGITS, (run) => (countDigits(run) < 7 ? run : maskNumber(run)));
}

/** Numerals in any script and form: 1, ١, ①, ⑴, ❶, 一, 壹. Some, such as ⑬, are two digits. */
const NUMERALS = '\\p{Nd}\\p{No}〇零一二三四五六七八九两幺壹贰叁肆伍陆柒捌玖';
const NUMERAL = new RegExp(`[${NUMERALS}]`, 'gu');
/** Pattern of 4 or more numerals in a row, because 3 numerals have fewer than 7 digits. */
const DIGITS = new RegExp(`[${NUMERALS}](?:[^\\p{L}\\p{N}*，、；。]{0,3}[${NUMERALS}]){3,}`, 'gu');

export function countDigits(text: string): number {
  return (text.match(NUMERAL) ?? []).reduce((sum, numeral) => sum + digitsOf(numeral), 0);
}

function digitsOf(numeral: string): number {
  if (numeral < '\u0080') return 1;
  return numeral.normalize('NFKC').match(/\p{Nd}/gu)?.length ?? 1;
}

function maskNumber(phone: string): string {
  const digitCount = countDigits(phone);
  const shown = digitCount >= 11 ? { head: 3, tail: 4 } : { head: 0, tail: 2 };
  let digitIndex = 0;
  return phone.replace(NUMERAL, (numeral) => {
    const firstDigit = digitIndex;
    digitIndex += digitsOf(numeral);
    return digitIndex <= shown.head || firstDigit >= digitCount - shown.tail ? numeral : '*';
  });
}
