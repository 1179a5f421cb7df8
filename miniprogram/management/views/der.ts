/** One value of DER, the binary form of keys and certificates (ITU-T X.690). */
interface Value {
  readonly tag: number;
  readonly content: Uint8Array;
}

const INTEGER = 0x02;
const SEQUENCE = 0x30;
const OCTETS = 0x04;
const SHORT_TIME = 0x17;
const LONG_TIME = 0x18;
/** Tag of a certificate's version, which the oldest certificates lack. */
const VERSION = 0xa0;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes base64 without blanks. @returns null when the text is no base64 */
export function bytesOf(base64: string): Uint8Array | null {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const digits = base64.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let at = 0;
  for (const [index, digit] of Array.from(digits).entries()) {
    bits = ((bits << 6) | DIGITS.indexOf(digit)) & 0xffffff;
    // Of four digits the second, third and fourth complete a byte.
    const spare = [6, 4, 2, 0][index % 4] ?? 0;
    if (index % 4 > 0) {
      bytes[at] = (bits >> spare) & 0xff;
      at += 1;
    }
  }
  return bytes;
}

/** @returns length of an RSA private key (PKCS#1 or PKCS#8) in bits; null for anything else */
export function rsaBits(der: Uint8Array): number | null {
  const [, second, third] = valuesIn(contentOf(valuesIn(der)[0], SEQUENCE));
  if (second?.tag === SEQUENCE) {
    const key = contentOf(third, OCTETS);
    return key.length === 0 ? null : rsaBits(key);
  }
  const modulus = contentOf(second, INTEGER);
  // A short number is the version of a key of another kind.
  if (modulus.length < 64) return null;
  return (modulus[0] === 0 ? modulus.length - 1 : modulus.length) * 8;
}

/** @returns time at which a certificate expires, ms since 1970; null for anything else */
export function certificateExpiry(der: Uint8Array): number | null {
  const [signed] = valuesIn(contentOf(valuesIn(der)[0], SEQUENCE));
  const fields = valuesIn(contentOf(signed, SEQUENCE));
  const [, , , validity] = fields[0]?.tag === VERSION ? fields.slice(1) : fields;
  const [, until] = valuesIn(contentOf(validity, SEQUENCE));
  return until === undefined ? null : timeOf(until);
}

/** Reads a time such as `270814000000Z`, or with the whole year. */
function timeOf({ tag, content }: Value): number | null {
  if (tag !== SHORT_TIME && tag !== LONG_TIME) return null;
  const text = String.fromCharCode(...content);
  const whole = tag === SHORT_TIME ? `${Number(text.slice(0, 2)) < 50 ? 20 : 19}${text}` : text;
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(whole);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** @returns content of a value with this tag; empty for anything else */
function contentOf(value: Value | undefined, tag: number): Uint8Array {
  return value?.tag === tag ? value.content : new Uint8Array(0);
}

/** Reads values that follow each other. @returns none when the last one is cut off */
function valuesIn(bytes: Uint8Array): readonly Value[] {
  const values: Value[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    at += 2;
    if (length >= 0x80) {
      const count = length - 0x80;
      length = bytes.subarray(at, at + count).reduce((sum, byte) => sum * 256 + byte, 0);
      at += count;
    }
    if (at + length > bytes.length) return [];
    values.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return values;
}
