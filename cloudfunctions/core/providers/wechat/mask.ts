/** Start of a phone extension, which is hidden as a whole. */
const EXTENSION = /(?=[,;_#x转])/i;

/**
 * Repeated mark, which stands for hidden digits. A single mark separates digits or begins an
 * extension; only an asterisk always hides.
 */
const HIDDEN_DIGITS = /([*x×#_.·•●・\p{Pd}])\1/iu;

/**
 * Tells whether the delivery company has hidden digits of a phone number: `137******2` [R],
 * `137xxxx0002`, `137••••0002`.
 */
export function isMasked(phone: string): boolean {
  const text = phone.normalize('NFKC');
  return text.includes('*') || HIDDEN_DIGITS.test(text);
}

/**
 * Tells whether a phone number can be dialled: no digit is hidden, and it is more than an
 * extension.
 */
export function isDialable(phone: string): boolean {
  const [number = ''] = phone.split(EXTENSION);
  return !isMasked(phone) && digitsIn(number) >= 5;
}

/**
 * Masks a phone number, which may then leave the cloud. Of 11 or more digits the first 3 and the
 * last 4 stay, of fewer the last 2, whatever stands between the digits. A number that the delivery
 * company has masked stays as it is if it hides as much.
 */
export function maskedPhone(phone: string): string {
  if (isMasked(phone)) return hidesEnough(phone) ? phone : maskedNumber(phone);
  const [number = '', ...extension] = phone.split(EXTENSION);
  return maskedNumber(number) + extension.join('').replace(DIGIT, '*');
}

/**
 * Tells whether a masked number shows no more than the 7 digits of a masked mobile number. Seven
 * digits and one asterisk may be a whole landline number.
 */
function hidesEnough(phone: string): boolean {
  const shown = digitsIn(phone);
  return shown < 7 || (shown === 7 && HIDDEN_DIGITS.test(phone.normalize('NFKC')));
}

/**
 * Masks every run of 7 or more digits in a company's text, across separators other than those of
 * lists: the text may hold phone numbers [I].
 */
export function maskedDigits(text: string): string {
  if (text.length < 7) return text; // Most texts are short names.
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
