import { UNSEEN } from '../../../../miniprogram/contract/schema';

/** Place in a phone number where an extension begins. All digits of an extension are masked. */
const EXTENSION = /(?=[,;_#x转])/i;

/**
 * Repeated character that stands for hidden digits. A single one separates digits or begins an
 * extension; only an asterisk also hides digits when it is single.
 */
const HIDDEN_DIGITS = /([*x×#_.·•●・\p{Pd}])\1/iu;

/** Mobile number without separators: the usual case, which a shortcut handles faster. */
const MOBILE = /^\d{11}$/;

/** Tells whether digits are hidden: `137******2` [R], `137xxxx0002`, `137••••0002`. */
export function isMasked(phone: string): boolean {
  const text = phone.normalize('NFKC');
  return text.includes('*') || HIDDEN_DIGITS.test(text);
}

/**
 * Tells whether a phone number can be dialled: no digit is hidden, and at least 5 digits come
 * before any extension, all in numerals that a phone can dial, unlike 一三八.
 */
export function isDialable(phone: string): boolean {
  if (MOBILE.test(phone)) return true;
  const [number = ''] = phone.split(EXTENSION);
  const digits = number.match(/\p{Nd}/gu)?.length ?? 0;
  return !isMasked(phone) && digits >= 5 && digits === digitsIn(number);
}

/**
 * Masks a phone number, so that it may leave the cloud. Of 11 or more digits the first 3 and the
 * last 4 stay, of fewer digits the last 2; separators stay as well. A number that the delivery
 * company has masked is left unchanged if it hides enough digits.
 */
export function maskedPhone(phone: string): string {
  if (MOBILE.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  if (isMasked(phone)) return hidesEnough(phone) ? phone : maskedNumber(phone);
  const [number = '', ...extension] = phone.split(EXTENSION);
  return maskedNumber(number) + extension.join('').replace(NUMERAL, '*');
}

/**
 * Tells whether a number that the company masked shows at most 7 digits, like a masked mobile
 * number. Exactly 7 with a single asterisk are too many: they may be a whole landline number.
 */
function hidesEnough(phone: string): boolean {
  const shown = digitsIn(phone);
  return shown < 7 || (shown === 7 && HIDDEN_DIGITS.test(phone.normalize('NFKC')));
}

const UNSEEN_CHARACTERS = new RegExp(UNSEEN, 'gu');

/** Removes characters that cannot be seen; white space becomes one space. */
export function seenText(text: string): string {
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
export function shownText(text: string, bound: number): string {
  return maskedDigits(cutText(seenText(text), bound));
}

/**
 * Masks every run of 7 or more digits in a delivery company's text, because they may be a phone
 * number [I]. Separators do not end a run, except the list separators ，、；。
 */
export function maskedDigits(text: string): string {
  if (text.length < 4) return text; // Shortcut: most texts are short names.
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

/** Returns the number of digits that a numeral stands for, such as 2 for ⑬. */
function digitsOf(numeral: string): number {
  if (numeral < '\u0080') return 1;
  return numeral.normalize('NFKC').match(/\p{Nd}/gu)?.length ?? 1;
}

function maskedNumber(number: string): string {
  const count = digitsIn(number);
  const shown = count >= 11 ? { head: 3, tail: 4 } : { head: 0, tail: 2 };
  let index = 0;
  return number.replace(NUMERAL, (numeral) => {
    const first = index;
    index += digitsOf(numeral);
    return index <= shown.head || first >= count - shown.tail ? numeral : '*';
  });
}
