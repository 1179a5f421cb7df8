/** Where an extension begins: it is hidden whole. */
const EXTENSION = /(?=[,;_#x转])/i;

/**
 * A mark twice or more: it stands for digits. Alone it stands between them or before an extension,
 * but for an asterisk, which always hides.
 */
const HIDDEN_DIGITS = /([*x×#_.·•●・\p{Pd}])\1/iu;

/**
 * Whether its delivery company has hidden digits of a phone number: `137******2` [R],
 * `137xxxx0002`, `137••••0002`.
 */
export function isMasked(phone: string): boolean {
  const text = phone.normalize('NFKC');
  return text.includes('*') || HIDDEN_DIGITS.test(text);
}

/**
 * Whether a phone number can be dialled: none of it is hidden, and it is more than an extension.
 */
export function isDialable(phone: string): boolean {
  const [number = ''] = phone.split(EXTENSION);
  return !isMasked(phone) && digitsIn(number) >= 5;
}

/**
 * A phone number as it may leave the cloud: of 11 digits or more the first three and the last four,
 * of fewer the last two. Digits are counted across whatever stands between them. A number that its
 * delivery company has masked already stays as it is, if that hides as much.
 */
export function maskedPhone(phone: string): string {
  if (isMasked(phone)) return hidesEnough(phone) ? phone : maskedNumber(phone);
  const [number = '', ...extension] = phone.split(EXTENSION);
  return maskedNumber(number) + extension.join('').replace(DIGIT, '*');
}

/**
 * At most the seven digits that are shown of a mobile number; seven and a lone asterisk may be a
 * whole number of the fixed network.
 */
function hidesEnough(phone: string): boolean {
  const shown = digitsIn(phone);
  return shown < 7 || (shown === 7 && HIDDEN_DIGITS.test(phone.normalize('NFKC')));
}

/**
 * Text of a delivery company with every run of 7 digits or more masked, whatever marks but those of
 * a list stand between: it may hold phone numbers [I].
 */
export function maskedDigits(text: string): string {
  if (text.length < 7) return text; // Names are short.
  return text.replace(/\p{Nd}(?:[^\p{L}\p{N}*，、；。]{0,3}\p{Nd}){6,}/gu, maskedNumber);
}

/** How many digits a text holds, in any script. */
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
