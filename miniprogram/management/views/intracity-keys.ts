import type { Tone } from '../../contract/delivery-status';
import type { Account } from '../../contract/shop-settings';
import type { KeysDraft } from '../../contract/shop-api';
import { expiryView } from './certificate-view';
import {
  type ReadKey,
  readCertificate,
  readNumber,
  readPrivateKey,
  readSymmetricKey,
  shortened,
} from './pasted-key';

/**
 * Keys of 同城配送 as a person has entered them; empty where nothing is entered. They never become
 * data of a page.
 */
export interface EnteredKeys {
  /** Tells whether the cloud has readable keys, which stay where nothing is entered. */
  readonly isStored: boolean;
  /** Number of certificates that the cloud has. */
  readonly storedCertificates: number;
  readonly symmetricKey: string;
  readonly symmetricKeyNumber: string;
  readonly privateKey: string;
  /** WeChat's certificates: one, or two while they rotate. */
  readonly certificates: readonly EnteredCertificate[];
}

interface EnteredCertificate {
  readonly certificate: string;
  readonly number: string;
  /** Certificate that the cloud has in this place; null for none. */
  readonly stored: { readonly number: string; readonly expiresAt: number } | null;
}

type KeyField = 'symmetricKey' | 'symmetricKeyNumber' | 'privateKey';
type PartKind = 'symmetric' | 'private' | 'certificate' | 'number';

/** One part of the keys: a key, a certificate, or the number of one. */
interface Part {
  readonly id: string;
  readonly title: string;
  readonly kind: PartKind;
  readonly entered: string;
  /** What to say of the stored part, which stays as it is; null where there is none. */
  readonly kept: { readonly told: string; readonly tone: Tone } | null;
  /** Title of the key that a number belongs to; empty for a key. */
  readonly of: string;
}

/** Row of a part. It shows no key, neither a pasted nor a stored one. */
export interface KeyRow {
  readonly id: string;
  readonly title: string;
  readonly told: string;
  readonly tone: Tone;
  readonly act: string;
  /** Tells whether the part is pasted as a whole; a number is typed. */
  readonly isPasted: boolean;
  readonly placeholder: string;
  /** Place of the certificate that ends with this row and can be taken away; -1 for none. */
  readonly endsSecond: number;
}

const READERS: Readonly<Record<PartKind, (text: string) => ReadKey>> = {
  symmetric: readSymmetricKey,
  private: readPrivateKey,
  certificate: readCertificate,
  number: readNumber,
};
const PLACEHOLDERS: Readonly<Record<PartKind, string>> = {
  symmetric: '粘贴到这里',
  private: '从 BEGIN 到 END，整段粘贴到这里',
  certificate: '从 BEGIN 到 END，整段粘贴到这里',
  number: '',
};
const MOST_CERTIFICATES = 2;
const EMPTY = { certificate: '', number: '', stored: null } as const;

/** @param account stored account; null for a new one */
export function enteredKeysOf(account: Account | null): EnteredKeys {
  const isStored = account?.secret === 'set';
  const stored = isStored ? (account.certificates ?? []) : [];
  const certificates = stored.map((one) => ({ ...EMPTY, stored: one }));
  return {
    isStored,
    storedCertificates: stored.length,
    symmetricKey: '',
    symmetricKeyNumber: '',
    privateKey: '',
    certificates: certificates.length > 0 ? certificates : [EMPTY],
  };
}

/** @returns the keys after a text was entered into a row */
export function withEntered(keys: EnteredKeys, id: string, text: string): EnteredKeys {
  const [field = '', place] = id.split(' ');
  if (place === undefined) return { ...keys, [field]: text };
  const certificates = keys.certificates.map((one, index) =>
    index === Number(place) ? { ...one, [field]: text } : one,
  );
  return { ...keys, certificates };
}

export function withSecondCertificate(keys: EnteredKeys): EnteredKeys {
  return { ...keys, certificates: [...keys.certificates, EMPTY].slice(0, MOST_CERTIFICATES) };
}

export function withoutCertificate(keys: EnteredKeys, place: number): EnteredKeys {
  return { ...keys, certificates: keys.certificates.filter((_, index) => index !== place) };
}

/** Tells whether there is room for another certificate. */
export function mayAddCertificate({ certificates }: EnteredKeys): boolean {
  return certificates.length < MOST_CERTIFICATES;
}

/** @param now current time in ms on the cloud's clock */
export function keyRows(keys: EnteredKeys, now: number): readonly KeyRow[] {
  return partsOf(keys, now).map((part) => {
    const { id, title, kind } = part;
    const isPasted = kind !== 'number';
    const place = Number(id.split(' ')[1] ?? -1);
    return {
      id,
      title,
      ...toldOf(part, now),
      act: actOf(part),
      isPasted,
      placeholder: PLACEHOLDERS[kind],
      endsSecond: kind === 'number' && keys.certificates.length > 1 ? place : -1,
    };
  });
}

/** Parts of the keys that are neither entered well nor stored. */
export interface MissingParts {
  readonly count: number;
  /** Names of the parts: `应用私钥、平台证书和它的编号`. */
  readonly names: string;
  /** Row of the first one; empty for none. */
  readonly firstId: string;
  /** Tells whether one of them is entered, but wrong. */
  readonly areSomeWrong: boolean;
}

export function missingParts(keys: EnteredKeys): MissingParts {
  const parts = partsOf(keys, 0).filter((part) => !isThere(part));
  const names = parts.flatMap(({ title, of }) => {
    if (of !== '' && parts.some((one) => one.title === of)) return [];
    return parts.some((one) => one.of === title) ? [`${title}和它的编号`] : [title];
  });
  return {
    count: parts.length,
    names: names.join('、'),
    firstId: parts[0]?.id ?? '',
    areSomeWrong: parts.some(({ entered }) => entered.trim() !== ''),
  };
}

/** @returns keys to be sent, which are complete; null when nothing is entered */
export function keysDraft(keys: EnteredKeys): KeysDraft | null {
  const draft = {
    symmetricKey: sent(readSymmetricKey, keys.symmetricKey),
    symmetricKeyNumber: sent(readNumber, keys.symmetricKeyNumber),
    privateKey: sent(readPrivateKey, keys.privateKey),
  };
  const certificates = keys.certificates.map(({ certificate, number, stored }) => ({
    number: sent(readNumber, number) ?? stored?.number ?? '',
    certificate: sent(readCertificate, certificate),
  }));
  const isAsStored =
    keys.storedCertificates === certificates.length &&
    certificates.every((one) => one.certificate === null);
  if (isAsStored && Object.values(draft).every((one) => one === null)) return null;
  return { ...draft, certificates };
}

function sent(read: (text: string) => ReadKey, entered: string): string | null {
  if (entered.trim() === '') return null;
  const key = read(entered);
  return key.ok ? key.text : null;
}

function partsOf(keys: EnteredKeys, now: number): readonly Part[] {
  const kept = keys.isStored ? ({ told: '已保存', tone: 'neutral' } as const) : null;
  const key = (id: KeyField, title: string, kind: PartKind, of = ''): Part => ({
    id,
    title,
    kind,
    entered: keys[id],
    kept,
    of,
  });
  return [
    key('symmetricKey', '对称密钥', 'symmetric'),
    key('symmetricKeyNumber', '对称密钥编号', 'number', '对称密钥'),
    key('privateKey', '应用私钥', 'private'),
    ...keys.certificates.flatMap((one, place) => certificateParts(one, place, now)),
  ];
}

function certificateParts(
  { certificate, number, stored }: EnteredCertificate,
  place: number,
  now: number,
): readonly Part[] {
  const title = place === 0 ? '平台证书' : '第二张证书';
  // A stored certificate belongs to its number: another number needs its certificate entered.
  const isKept = stored !== null && (number.trim() === '' || number.trim() === stored.number);
  const expiry = isKept ? expiryView([stored.expiresAt], now) : null;
  return [
    {
      id: `certificate ${place}`,
      title,
      kind: 'certificate',
      entered: certificate,
      kept: expiry === null ? null : { told: expiry.text, tone: expiry.tone },
      of: '',
    },
    {
      id: `number ${place}`,
      title: `${title}编号`,
      kind: 'number',
      entered: number,
      kept: stored === null ? null : { told: shortened(stored.number), tone: 'neutral' },
      of: title,
    },
  ];
}

function isThere({ kind, entered, kept }: Part): boolean {
  return entered.trim() === '' ? kept !== null : READERS[kind](entered).ok;
}

function toldOf({ kind, entered, kept }: Part, now: number): Pick<KeyRow, 'told' | 'tone'> {
  if (entered.trim() === '') return kept ?? { told: '还没有', tone: 'neutral' };
  const read = READERS[kind](entered);
  if (!read.ok) return { told: read.problem, tone: 'bad' };
  if (read.expiresAt !== undefined) {
    const { text: told, tone } = expiryView([read.expiresAt], now);
    return { told, tone };
  }
  return { told: read.told, tone: kind === 'number' ? 'neutral' : 'done' };
}

function actOf({ kind, entered, kept }: Part): string {
  const isFirst = entered.trim() === '' && kept === null;
  if (kind === 'number') return isFirst ? '填写' : '改';
  return isFirst ? '粘贴' : '重贴';
}
