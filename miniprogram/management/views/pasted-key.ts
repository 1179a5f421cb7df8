import { SHOP_BOUNDS } from '../../contract/shop';
import { isLegible } from '../../contract/legible';
import { bytesOf, certificateExpiry, rsaBits } from './der';

/** What a person has pasted or typed, once it is read: the text to be sent, or what is wrong. */
export type ReadKey =
  | { readonly ok: true; readonly text: string; readonly told: string; readonly expiresAt?: number }
  | { readonly ok: false; readonly problem: string };

/** Length of 32 bytes in base64, and their only spelling: the last digit has two bits to spare. */
const KEY_DIGITS = 44;
const KEY_TEXT = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** Reads a symmetric key: base64 of 32 bytes. Blanks in it are forgiven. */
export function readSymmetricKey(pasted: string): ReadKey {
  const text = pasted.replace(/\s/g, '');
  if (KEY_TEXT.test(text)) return { ok: true, text, told: `已粘贴，${KEY_DIGITS} 个字符` };
  const { length } = Array.from(text);
  if (text.includes('BEGIN')) {
    const pem = pemIn(pasted);
    return wrong(`这是${nameOf(pem.ok ? pem.label : '')}，要的是对称密钥`);
  }
  if (length < KEY_DIGITS) return wrong(`只有 ${length} 个字符，要 ${KEY_DIGITS} 个`);
  if (length > KEY_DIGITS) return wrong(`有 ${length} 个字符，只要 ${KEY_DIGITS} 个`);
  return wrong('里面有不该有的字符，请重新复制');
}

/** Reads the number of a key or certificate. Blanks around it are forgiven. */
export function readNumber(typed: string): ReadKey {
  const text = typed.trim();
  if (Array.from(text).length > SHOP_BOUNDS.shopNo)
    return wrong(`最多 ${SHOP_BOUNDS.shopNo} 个字，这里只填编号`);
  if (!isLegible(text)) return wrong('里面有看不见的字符，请重新填');
  return { ok: true, text, told: shortened(text) };
}

/** Shortens a long number in the middle: `89fc1e…a21d`. */
export function shortened(number: string): string {
  return number.length > 12 ? `${number.slice(0, 6)}…${number.slice(-4)}` : number;
}

/** Reads a private key of RSA (PEM). */
export function readPrivateKey(pasted: string): ReadKey {
  if (pasted.includes('ENCRYPTED')) return wrong('这把私钥有密码，要没有密码的');
  const pem = pemIn(pasted);
  if (!pem.ok) return wrong(pem.problem);
  if (!pem.label.endsWith('PRIVATE KEY')) return wrong(`这是${nameOf(pem.label)}，要的是私钥`);
  const bytes = bytesOf(pem.base64);
  const bits = bytes === null ? null : rsaBits(bytes);
  if (bits === null) return wrong(UNREADABLE);
  if (bits < LEAST_BITS) return wrong(`只有 ${bits} 位，至少要 ${LEAST_BITS} 位`);
  return { ok: true, text: pem.text, told: `已粘贴，RSA ${bits} 位` };
}

/** Reads a certificate (PEM). Its expiry has words of its own (certificate-view.ts). */
export function readCertificate(pasted: string): ReadKey {
  const pem = pemIn(pasted);
  if (!pem.ok) return wrong(pem.problem);
  if (pem.label !== 'CERTIFICATE') return wrong(`这是${nameOf(pem.label)}，要的是平台证书`);
  const bytes = bytesOf(pem.base64);
  const expiresAt = bytes === null ? null : certificateExpiry(bytes);
  if (expiresAt === null) return wrong(UNREADABLE);
  return { ok: true, text: pem.text, told: '已粘贴', expiresAt };
}

const LEAST_BITS = 2048;
const UNREADABLE = '读不懂，可能没有复制完整';

function wrong(problem: string): ReadKey {
  return { ok: false, problem };
}

/** Block of PEM: its label (`CERTIFICATE`), its content, and its text with mended line ends. */
type Pem =
  | {
      readonly ok: true;
      readonly label: string;
      readonly base64: string;
      readonly text: string;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Finds the first block of PEM in a text. Blanks, lost line ends, line ends written as `\n`, the
 * dashes of a word processor and missing outer ones are forgiven.
 */
function pemIn(pasted: string): Pem {
  const flat = pasted
    .replace(/(?:\s|\\[nr])+/g, ' ')
    .replace(/[-\u2010-\u2015\u2212\uff0d]+/g, '-');
  const hasBegin = /\bBEGIN/.test(flat);
  const hasEnd = /- ?END/.test(flat);
  if (!hasBegin && !hasEnd) return { ok: false, problem: '要整段复制，连 BEGIN 和 END 那两行' };
  if (!hasEnd) return { ok: false, problem: '只有一半：没有 END 那一行' };
  if (!hasBegin) return { ok: false, problem: '只有一半：没有 BEGIN 那一行' };
  // As in the cloud's api-keys.ts: no two neighbours match the same run of blanks or dashes.
  const [, label, content] = /\bBEGIN ([A-Z ]+?) ?-([^-]*)- ?END/.exec(flat) ?? [];
  if (label === undefined || content === undefined)
    return { ok: false, problem: 'BEGIN 或 END 那一行不完整，请原样重新复制' };
  const base64 = content.replace(/ /g, '');
  const lines = base64.match(/.{1,64}/g) ?? [];
  const text = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  if (text.length > SHOP_BOUNDS.pem) return { ok: false, problem: '太长了，只粘贴这一段' };
  return { ok: true, label, base64, text };
}

function nameOf(label: string): string {
  if (label.endsWith('PUBLIC KEY')) return '公钥';
  if (label.endsWith('PRIVATE KEY')) return '私钥';
  if (label === 'CERTIFICATE') return '证书';
  return '别的东西';
}
