import { isLegible } from '../../../../miniprogram/contract/schema';
import { SHOP_BOUNDS } from '../../../../miniprogram/contract/shop';
import type { KeyKind } from '../../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../../runtime/cloud-failure';
import {
  type ApiKeys,
  rsaBitsOf,
  parseCertificate,
  malformedKey,
  parsePrivateKey,
  rsaProblem,
} from './api-keys';

/** Pasted key or number: either its cleaned text and a description, or what is wrong with it. */
export type PastedKey =
  | {
      readonly ok: true;
      readonly text: string;
      readonly words: string;
      readonly expiresAt?: number;
    }
  | { readonly ok: false; readonly problem: string };

const KEY_LENGTH = 44;
/** Pattern of a symmetric key: 32 bytes in base64. Two bits of the last digit must be 0. */
const KEY_PATTERN = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const SAME_NUMBER = '两张平台证书的编号一样：照公众平台“API 安全”里的，改对其中一张的编号。';

const READERS_BY_KIND: Readonly<Record<KeyKind, (pasted: string) => PastedKey>> = {
  symmetric: readSymmetricKey,
  private: readPrivateKey,
  certificate: readCertificate,
  number: readKeyNumber,
};

/** Reads a pasted key or number. No message quotes any of the pasted text. */
export function readPastedKey(keyKind: KeyKind, pasted: string): PastedKey {
  return READERS_BY_KIND[keyKind](pasted);
}

/** Cleans pasted keys; throws `keys-malformed`, which names the first key that cannot be used. */
export function cleanKeys(pasted: ApiKeys): ApiKeys {
  const keys = {
    symmetricKey: cleanKey('对称密钥', 'symmetric', pasted.symmetricKey),
    symmetricKeyNumber: cleanKey('对称密钥编号', 'number', pasted.symmetricKeyNumber),
    privateKey: cleanKey('应用私钥', 'private', pasted.privateKey),
    certificates: pasted.certificates.map(({ number, certificate }) => ({
      number: cleanKey('平台证书编号', 'number', number),
      certificate: cleanKey('平台证书', 'certificate', certificate),
    })),
  };
  const numbers = new Set(keys.certificates.map(({ number }) => number));
  if (numbers.size < keys.certificates.length)
    throw new CloudFailure('keys-malformed', { message: SAME_NUMBER });
  return keys;
}

function cleanKey(keyName: string, keyKind: KeyKind, pasted: string): string {
  const key = readPastedKey(keyKind, pasted);
  if (!key.ok) throw malformedKey(keyName, key.problem);
  return key.text;
}

function readSymmetricKey(pasted: string): PastedKey {
  const text = pasted.replace(/\s/g, '');
  if (KEY_PATTERN.test(text)) return { ok: true, text, words: `已粘贴，${KEY_LENGTH} 个字符` };
  const { length } = Array.from(text);
  if (text.includes('BEGIN')) {
    const pem = findPem(pasted);
    return badKey(`这是${pemKindName(pem.ok ? pem.label : '')}，要的是对称密钥`);
  }
  if (length < KEY_LENGTH) return badKey(`只有 ${length} 个字符，要 ${KEY_LENGTH} 个`);
  if (length > KEY_LENGTH) return badKey(`有 ${length} 个字符，只要 ${KEY_LENGTH} 个`);
  return badKey('里面有不该有的字符，请重新复制');
}

function readKeyNumber(typedText: string): PastedKey {
  const text = typedText.trim();
  if (Array.from(text).length > SHOP_BOUNDS.shopNo)
    return badKey(`最多 ${SHOP_BOUNDS.shopNo} 个字，这里只填编号`);
  // If a key was pasted here by mistake, the answer must not repeat the key.
  if (KEY_PATTERN.test(text)) return badKey('这像是对称密钥，这里只填编号');
  return isLegible(text) ? { ok: true, text, words: '' } : badKey('里面有看不见的字符，请重新填');
}

function readPrivateKey(pasted: string): PastedKey {
  if (pasted.includes('ENCRYPTED')) return badKey('这把私钥有密码，要没有密码的');
  const pem = findPem(pasted);
  if (!pem.ok) return pem;
  if (!pem.label.endsWith('PRIVATE KEY'))
    return badKey(`这是${pemKindName(pem.label)}，要的是私钥`);
  const key = parsePrivateKey(pem.text);
  const problem = rsaProblem(key);
  if (key === undefined || problem !== '') return badKey(problem);
  return { ok: true, text: pem.text, words: `已粘贴，RSA ${rsaBitsOf(key)} 位` };
}

function readCertificate(pasted: string): PastedKey {
  const pem = findPem(pasted);
  if (!pem.ok) return pem;
  if (pem.label !== 'CERTIFICATE') return badKey(`这是${pemKindName(pem.label)}，要的是平台证书`);
  const certificate = parseCertificate(pem.text);
  const problem = rsaProblem(certificate?.publicKey);
  if (certificate === undefined || problem !== '') return badKey(problem);
  const expiresAt = Date.parse(certificate.validTo);
  return { ok: true, text: pem.text, words: '已粘贴', expiresAt };
}

function badKey(problem: string) {
  return { ok: false, problem } as const;
}

/** Finds a PEM text, even with extra blanks, lost line breaks, and odd or missing dashes. */
function findPem(pasted: string) {
  const flatText = pasted
    .replace(/(?:\s|\\[nr])+/g, ' ')
    .replace(/[-\u2010-\u2015\u2212\uff0d]+/g, '-');
  const hasBegin = /\bBEGIN/.test(flatText);
  const hasEnd = /- ?END/.test(flatText);
  if (!hasBegin && !hasEnd) return badKey('要整段复制，连 BEGIN 和 END 那两行');
  if (!hasEnd) return badKey('只有一半：没有 END 那一行');
  if (!hasBegin) return badKey('只有一半：没有 BEGIN 那一行');
  // Each repeated part ends at a dash, which it cannot match. Else long texts would take hours.
  const [, label, content] = /\bBEGIN ([A-Z ]+?) ?-([^-]*)- ?END/.exec(flatText) ?? [];
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
