/** Place in a phone number where an extension begins. All digits of an extension are masked. */
const EXTENSION = /(?=[,;_#x转])/i;

/**
 * Repeated character that stands for hidden digits. A single one separates digits or begins an
 * extension; only an asterisk hides digits even when it is single.
 */
const HIDDEN_DIGITS = /([*x×#_.·•●・\p{Pd}])\1/iu;

/** Mobile number without separators, as nearly all are. A shortcut handles it, at less cost. */
const MOBILE = /^\d{11}$/;

/**
 * Tells whether the delivery company has hidden digits of a phone number: `137******2` [R],
 * `137xxxx0002`, `137••••0002`.
 */
export function isMasked(phone: string): boolean {
  const text = phone.normalize('NFKC');
  return text.includes('*') || HIDDEN_DIGITS.test(text);
}

/**
 * Tells whether a phone number can be dialled: no digit is hidden, and at least 5 digits come
 * before any extension.
 */
export function isDialable(phone: string): boolean {
  if (MOBILE.test(phone)) return true;
  const [number = ''] = phone.split(EXTENSION);
  return !isMasked(phone) && digitsIn(number) >= 5;
}

/**
 * Masks a phone number, so that it may leave the cloud. Of 11 or more digits the first 3 and the
 * last 4 stay, of fewer the last 2; separators stay as well. A number that the delivery company has
 * masked is left unchanged if it hides enough digits.
 */
export function maskedPhone(phone: string): string {
  if (MOBILE.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  if (isMasked(phone)) return hidesEnough(phone) ? phone : maskedNumber(phone);
  const [number = '', ...extension] = phone.split(EXTENSION);
  return maskedNumber(number) + extension.join('').replace(DIGIT, '*');
}

/**
 * Tells whether a number that the company masked shows at most 7 digits, like a masked mobile
 * number. Exactly 7 with a single asterisk are too many: they may be a whole landline number.
 */
function hidesEnough(phone: string): boolean {
  const shown = digitsIn(phone);
  return shown < 7 || (shown === 7 && HIDDEN_DIGITS.test(phone.normalize('NFKC')));
}

/**
 * Masks every run of 7 or more digits in a delivery company's text, because they may be a phone
 * number [I]. Separators do not end a run, except those of lists (，、；。).
 */
export function maskedDigits(text: string): string {
  if (text.length < 7) return text; // Shortcut: most texts are short names.
  return text.replace(/\p{Nd}(?:[^\p{L}\p{N}*，、；。]{0,3}\p{Nd}){6,}/gu, maskedNumber);
}

/** Counts the digits of a text, in any script. */
function digitsIn(text: string): number {
  return text.match(DIGIT)?.length ?? 0;
}

const DIGIT = /\p{Nd}/gu;

function maskedNumber(number: string): string {
  const count = digitsIn(number);
  const shown = count >= 11 ? { head: 3, tail: 4 } : { head: 0, tail: 2 };
  let index = 0;
  return number.replace(DIGIT, (digit) => {
    index += 1;
    return index <= shown.head || index > count - shown.tail ? digit : '*';
  });
}
