/** Where an extension begins: it is hidden whole. */
const EXTENSION = /(?=[,;_#x转])/i;

/**
 * A phone number as it may leave the cloud: of 11 digits or more the first three and the last four, of fewer the last two. Digits are counted across
 * whatever stands between them. A number that its delivery company has masked already stays as it is.
 */
export function maskedPhone(phone: string): string {
  if (phone.includes('*') && digitsIn(phone) < 7) return phone;
  const [number = '', ...extension] = phone.split(EXTENSION);
  return maskedNumber(number) + extension.join('').replace(DIGIT, '*');
}

/** Text of a delivery company with every run of 7 digits or more masked, whatever marks but those of a list stand between: it may hold phone numbers [I]. */
export function maskedDigits(text: string): string {
  if (text.length < 7) return text; // Names are short.
  return text.replace(/\p{Nd}(?:[^\p{L}\p{N}*，、；。]{0,3}\p{Nd}){6,}/gu, maskedNumber);
}

/** How many digits a text holds, in any script. */
export function digitsIn(text: string): number {
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
