import { isLegible } from '../../../../miniprogram/contract/schema';
import { SHOP_BOUNDS } from '../../../../miniprogram/contract/shop';
import type { KeyKind } from '../../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../../runtime/cloud-failure';
import {
  type ApiKeys,
  rsaBitsOf,
  certificateIn,
  malformedKey,
  privateKeyIn,
  rsaProblem,
} from './api-keys';

/** Pasted key or number: the cleaned text and a description, or else the problem with it. */
export type PastedKey =
  | {
      readonly ok: true;
      readonly text: string;
      readonly words: string;
      readonly expiresAt?: number;
    }
  | { readonly ok: false; readonly problem: string };

const KEY_CHARACTERS = 44;
/** Pattern of 32 bytes in base64. The last digit has two unused bits, which must be 0. */
const KEY_TEXT = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const SAME_NUMBER = '两张平台证书的编号一样：照公众平台“API 安全”里的，改对其中一张的编号。';

const READERS: Readonly<Record<KeyKind, (pasted: string) => PastedKey>> = {
  symmetric: readSymmetricKey,
  private: readPrivateKey,
  certificate: readCertificate,
  number: readNumber,
};

/** Reads a pasted key or number. No message quotes any of the pasted text. */
export function readPastedKey(kind: KeyKind, pasted: string): PastedKey {
  return READERS[kind](pasted);
}

/** Cleans pasted keys; throws `keys-malformed`, which names the first key that cannot be used. */
export function cleanedKeys(pasted: ApiKeys): ApiKeys {
  const keys = {
    symmetricKey: cleanedKey('对称密钥', 'symmetric', pasted.symmetricKey),
    symmetricKeyNumber: cleanedKey('对称密钥编号', 'number', pasted.symmetricKeyNumber),
    privateKey: cleanedKey('应用私钥', 'private', pasted.privateKey),
    certificates: pasted.certificates.map(({ number, certificate }) => ({
      number: cleanedKey('平台证书编号', 'number', number),
      certificate: cleanedKey('平台证书', 'certificate', certificate),
    })),
  };
  const numbers = new Set(keys.certificates.map(({ number }) => number));
  if (numbers.size < keys.certificates.length)
    throw new CloudFailure('keys-malformed', { message: SAME_NUMBER });
  return keys;
}

function cleanedKey(name: string, kind: KeyKind, pasted: string): string {
  const key = readPastedKey(kind, pasted);
  if (!key.ok) throw malformedKey(name, key.problem);
  return key.text;
}

function readSymmetricKey(pasted: string): PastedKey {
  const text = pasted.replace(/\s/g, '');
  if (KEY_TEXT.test(text)) return { ok: true, text, words: `已粘贴，${KEY_CHARACTERS} 个字符` };
  const { length } = Array.from(text);
  if (text.includes('BEGIN')) {
    const pem = pemIn(pasted);
    return badKey(`这是${pemKindName(pem.ok ? pem.label : '')}，要的是对称密钥`);
  }
  if (length < KEY_CHARACTERS) return badKey(`只有 ${length} 个字符，要 ${KEY_CHARACTERS} 个`);
  if (length > KEY_CHARACTERS) return badKey(`有 ${length} 个字符，只要 ${KEY_CHARACTERS} 个`);
  return badKey('里面有不该有的字符，请重新复制');
}

function readNumber(typed: string): PastedKey {
  const text = typed.trim();
  if (Array.from(text).length > SHOP_BOUNDS.shopNo)
    return badKey(`最多 ${SHOP_BOUNDS.shopNo} 个字，这里只填编号`);
  // If a key was pasted here by mistake, the answer must not repeat the key.
  if (KEY_TEXT.test(text)) return badKey('这像是对称密钥，这里只填编号');
  return isLegible(text) ? { ok: true, text, words: '' } : badKey('里面有看不见的字符，请重新填');
}

function readPrivateKey(pasted: string): PastedKey {
  if (pasted.includes('ENCRYPTED')) return badKey('这把私钥有密码，要没有密码的');
  const pem = pemIn(pasted);
  if (!pem.ok) return pem;
  if (!pem.label.endsWith('PRIVATE KEY'))
    return badKey(`这是${pemKindName(pem.label)}，要的是私钥`);
  const key = privateKeyIn(pem.text);
  const problem = rsaProblem(key);
  if (key === undefined || problem !== '') return badKey(problem);
  return { ok: true, text: pem.text, words: `已粘贴，RSA ${rsaBitsOf(key)} 位` };
}

function readCertificate(pasted: string): PastedKey {
  const pem = pemIn(pasted);
  if (!pem.ok) return pem;
  if (pem.label !== 'CERTIFICATE') return badKey(`这是${pemKindName(pem.label)}，要的是平台证书`);
  const certificate = certificateIn(pem.text);
  const problem = rsaProblem(certificate?.publicKey);
  if (certificate === undefined || problem !== '') return badKey(problem);
  const expiresAt = Date.parse(certificate.validTo);
  return { ok: true, text: pem.text, words: '已粘贴', expiresAt };
}

function badKey(problem: string) {
  return { ok: false, problem } as const;
}

/** Finds a PEM text, even with extra blanks, lost line breaks, and odd or missing dashes. */
function pemIn(pasted: string) {
  const flat = pasted
    .replace(/(?:\s|\\[nr])+/g, ' ')
    .replace(/[-\u2010-\u2015\u2212\uff0d]+/g, '-');
  const hasBegin = /\bBEGIN/.test(flat);
  const hasEnd = /- ?END/.test(flat);
  if (!hasBegin && !hasEnd) return badKey('要整段复制，连 BEGIN 和 END 那两行');
  if (!hasEnd) return badKey('只有一半：没有 END 那一行');
  if (!hasBegin) return badKey('只有一半：没有 BEGIN 那一行');
  // No two neighbouring parts may match the same blanks or dashes: long runs would take hours.
  const [, label, content] = /\bBEGIN ([A-Z ]+?) ?-([^-]*)- ?END/.exec(flat) ?? [];
  if (label === undefined || content === undefined)
    return badKey('BEGIN 或 END 那一行不完整，请原样重新复制');
  const lines = content.replace(/ /g, '').match(/.{1,64}/g) ?? [];
  const text = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  return text.length > SHOP_BOUNDS.pem
    ? badKey('太长了，只粘贴这一段')
    : ({ ok: true, label, text } as const);
}

function pemKindName(label: string): string {
  if (label.endsWith('PUBLIC KEY')) return '公钥';
  if (label.endsWith('PRIVATE KEY')) return '私钥';
  return label === 'CERTIFICATE' ? '证书' : '别的东西';
}
