import { INVISIBLE } from '../../../../miniprogram/contract/schema';

/** Place in a phone number where an extension begins. All digits of an extension are masked. */
const EXTENSION = /(?=[,;_#x转])/i;

/** Repeated character that hides digits; a single one, except the asterisk, separates digits. */
const HIDDEN_DIGITS = /([*x×#_.·•●・\p{Pd}])\1/iu;

/** Tells whether digits are hidden: `137******2` [R], `137xxxx0002`, `137••••0002`. */
function isMasked(phone: string): boolean {
  const text = phone.normalize('NFKC');
  return text.includes('*') || HIDDEN_DIGITS.test(text);
}

/** Tells whether no digit is hidden, and 5 or more dialable digits come before an extension. */
export function isDialable(phone: string): boolean {
  const [number = ''] = phone.split(EXTENSION);
  const digits = number.match(/\p{Nd}/gu)?.length ?? 0;
  return !isMasked(phone) && digits >= 5 && digits === digitsIn(number);
}

/**
 * Masks a phone number, so that it may leave the cloud: of 11 or more digits the first 3 and the
 * last 4 stay, else the last 2. A number that hides enough digits already stays as it is.
 */
export function maskedPhone(phone: string): string {
  if (isMasked(phone)) return hidesEnough(phone) ? phone : maskedNumber(phone);
  const [number = '', ...extension] = phone.split(EXTENSION);
  return maskedNumber(number) + extension.join('').replace(NUMERAL, '*');
}

/** Exactly 7 digits with one asterisk are too many: they may be a whole landline number. */
function hidesEnough(phone: string): boolean {
  const shown = digitsIn(phone);
  return shown < 7 || (shown === 7 && HIDDEN_DIGITS.test(phone.normalize('NFKC')));
}

const UNSEEN_CHARACTERS = new RegExp(INVISIBLE, 'gu');

/** Removes characters that cannot be seen; white space becomes one space. */
export function visibleText(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(UNSEEN_CHARACTERS, '');
}

/** Cuts a text to `bound` characters, and appends `…` if the text was longer. */
export function cutText(text: string, bound: number): string {
  if (text.length <= bound) return text;
  // A character has at most two UTF-16 units, so that splitting this part of the text is enough.
  const characters = Array.from(text.slice(0, 2 * bound + 2));
  return characters.length > bound ? `${characters.slice(0, bound).join('')}…` : text;
}

/** Prepares a text of WeChat or a company to be shown: cut to `bound`, with numbers masked. */
export function maskedText(text: string, bound: number): string {
  return maskedDigits(cutText(visibleText(text), bound));
}

/** Masks runs of 7 or more digits, across separators except ，、；。: maybe phone numbers [I]. */
export function maskedDigits(text: string): string {
  return text.replace(DIGITS, (run) => (digitsIn(run) < 7 ? run : maskedNumber(run)));
}

/** Numerals in any script and form: 1, ١, ①, ⑴, ❶, 一, 壹. Some, such as ⑬, hold two digits. */
const NUMERALS = '\\p{Nd}\\p{No}〇零一二三四五六七八九两幺壹贰叁肆伍陆柒捌玖';
const NUMERAL = new RegExp(`[${NUMERALS}]`, 'gu');
/** Run of 4 or more numerals; fewer than 4 numerals stand for less than 7 digits. */
const DIGITS = new RegExp(`[${NUMERALS}](?:[^\\p{L}\\p{N}*，、；。]{0,3}[${NUMERALS}]){3,}`, 'gu');

export function digitsIn(text: string): number {
  return (text.match(NUMERAL) ?? []).reduce((sum, numeral) => sum + digitsOf(numeral), 0);
}

function digitsOf(numeral: string): number {
  if (numeral < '\u0080') return 1;
  return numeral.normalize('NFKC').match(/\p{Nd}/gu)?.length ?? 1;
}

function maskedNumber(number: string): string {
  const count = digitsIn(number);
  const shown = count >= 11 ? { head: 3, tail: 4 } : { head: 0, tail: 2 };
  let index = 0;
  return number.replace(NUMERAL, (numeral) => {
    const firstDigit = index;
    index += digitsOf(numeral);
    return index <= shown.head || firstDigit >= count - shown.tail ? numeral : '*';
  });
}
