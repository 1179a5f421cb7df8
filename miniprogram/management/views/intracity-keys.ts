import type { Tone } from '../../contract/delivery-status';
import type { Account } from '../../contract/shop-settings';
import type { KeyKind, KeysDraft, ReadKey } from '../../contract/shop-api';
import { expiryView, shortened } from './account-list';

/** Entered text, and how the cloud read it; `read` is null until the cloud has answered. */
interface EnteredText {
  readonly text: string;
  readonly read: ReadKey | null;
}

/** Keys of 同城配送 as a person has entered them. They never become data of a page. */
export interface EnteredKeys {
  /** Tells whether the cloud has readable keys. A stored key stays if nothing new is entered. */
  readonly isStored: boolean;
  readonly storedCertificates: number;
  readonly symmetricKey: EnteredText;
  readonly symmetricKeyNumber: EnteredText;
  readonly privateKey: EnteredText;
  /** WeChat's certificates: one, or two while a new certificate replaces the old one. */
  readonly certificates: readonly EnteredCertificate[];
}

interface EnteredCertificate {
  readonly certificate: EnteredText;
  readonly number: EnteredText;
  /** Certificate that the cloud has stored at this place of the list; null for none. */
  readonly stored: { readonly number: string; readonly expiresAt: number } | null;
}

type KeyField = 'symmetricKey' | 'symmetricKeyNumber' | 'privateKey';

/** One part of the keys: a key, a certificate, or the number of a key or certificate. */
interface Part {
  readonly id: string;
  readonly title: string;
  readonly kind: KeyKind;
  readonly entered: EnteredText;
  /** Words shown while the stored part stays unchanged; null when no part is stored. */
  readonly kept: { readonly words: string; readonly tone: Tone } | null;
  /** Title of the key that a number belongs to; empty for a key. */
  readonly of: string;
}

/** Row of a part. It shows no key, neither a pasted nor a stored one. */
export interface KeyRow {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly tone: Tone;
  readonly act: string;
  /** Tells whether the part is pasted (a key or certificate) or typed (a number). */
  readonly isPasted: boolean;
  readonly placeholder: string;
  /** Place of the certificate whose rows end here and which may be removed; otherwise -1. */
  readonly endsSecond: number;
}

const PLACEHOLDERS: Readonly<Record<KeyKind, string>> = {
  symmetric: '粘贴到这里',
  private: '从 BEGIN 到 END，整段粘贴到这里',
  certificate: '从 BEGIN 到 END，整段粘贴到这里',
  number: '',
};
const MOST_CERTIFICATES = 2;
const BLANK: EnteredText = { text: '', read: null };
const EMPTY_PAIR = { certificate: BLANK, number: BLANK, stored: null } as const;
/** Stands in for a missing answer of the cloud. The trial of all keys will show the result. */
export const UNREAD_KEY: ReadKey = { isRight: true, words: '已粘贴', expiresAt: null };

/** @param account stored account; null for a new one */
export function enteredKeysOf(account: Account | null): EnteredKeys {
  const isStored = account?.secret === 'set';
  const stored = isStored ? (account.certificates ?? []) : [];
  const certificates = stored.map((one) => ({ ...EMPTY_PAIR, stored: one }));
  return {
    isStored,
    storedCertificates: stored.length,
    symmetricKey: BLANK,
    symmetricKeyNumber: BLANK,
    privateKey: BLANK,
    certificates: certificates.length > 0 ? certificates : [EMPTY_PAIR],
  };
}

/** @returns the keys after a text was entered into a row or, with `read`, read by the cloud */
export function withEntered(
  keys: EnteredKeys,
  id: string,
  text: string,
  read: ReadKey | null = null,
): EnteredKeys {
  const [field = '', place] = id.split(' ');
  if (place === undefined) return { ...keys, [field]: { text, read } };
  const certificates = keys.certificates.map((one, index) =>
    index === Number(place) ? { ...one, [field]: { text, read } } : one,
  );
  return { ...keys, certificates };
}

/** @returns the entry of a row that the cloud has not read yet; null when there is none */
export function unreadIn(keys: EnteredKeys, id: string): { kind: KeyKind; text: string } | null {
  const part = partsOf(keys, 0).find((one) => one.id === id);
  if (part === undefined || isBlank(part.entered) || part.entered.read !== null) return null;
  return { kind: part.kind, text: part.entered.text };
}

export function withSecondCertificate(keys: EnteredKeys): EnteredKeys {
  return { ...keys, certificates: [...keys.certificates, EMPTY_PAIR].slice(0, MOST_CERTIFICATES) };
}

export function withoutCertificate(keys: EnteredKeys, place: number): EnteredKeys {
  return { ...keys, certificates: keys.certificates.filter((_, index) => index !== place) };
}

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
      ...wordsOf(part, now),
      act: actWord(part),
      isPasted,
      placeholder: PLACEHOLDERS[kind],
      endsSecond: kind === 'number' && keys.certificates.length > 1 ? place : -1,
    };
  });
}

/** Missing parts of the keys: neither stored, nor entered and read as right by the cloud. */
export interface MissingParts {
  readonly count: number;
  /** Names of the parts: `应用私钥、平台证书和它的编号`. */
  readonly names: string;
  /** Id of the first missing part; empty when nothing is missing. */
  readonly firstId: string;
  /** Tells whether a missing part was entered, but is wrong. */
  readonly areSomeWrong: boolean;
}

export function missingParts(keys: EnteredKeys): MissingParts {
  const parts = partsOf(keys, 0).filter((part) => !isPartThere(part));
  const names = parts.flatMap(({ title, of }) => {
    if (of !== '' && parts.some((one) => one.title === of)) return [];
    return parts.some((one) => one.of === title) ? [`${title}和它的编号`] : [title];
  });
  return {
    count: parts.length,
    names: names.join('、'),
    firstId: parts[0]?.id ?? '',
    areSomeWrong: parts.some(({ entered }) => entered.read?.isRight === false),
  };
}

/** @returns the keys to send, once they are complete; null when nothing was entered */
export function keysDraft(keys: EnteredKeys): KeysDraft | null {
  const draft = {
    symmetricKey: sentText(keys.symmetricKey),
    symmetricKeyNumber: sentText(keys.symmetricKeyNumber),
    privateKey: sentText(keys.privateKey),
  };
  const certificates = keys.certificates.map(({ certificate, number, stored }) => ({
    number: sentText(number) ?? stored?.number ?? '',
    certificate: sentText(certificate),
  }));
  const isAsStored =
    keys.storedCertificates === certificates.length &&
    certificates.every((one) => one.certificate === null);
  if (isAsStored && Object.values(draft).every((one) => one === null)) return null;
  return { ...draft, certificates };
}

function isBlank({ text }: EnteredText): boolean {
  return text.trim() === '';
}

function sentText(entered: EnteredText): string | null {
  return isBlank(entered) ? null : entered.text;
}

function partsOf(keys: EnteredKeys, now: number): readonly Part[] {
  const kept = keys.isStored ? ({ words: '已保存', tone: 'neutral' } as const) : null;
  const key = (id: KeyField, title: string, kind: KeyKind, of = ''): Part => ({
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
  // A stored certificate has a fixed number. With another number, a certificate must be entered.
  const isKept = stored !== null && (isBlank(number) || number.text.trim() === stored.number);
  const expiry = isKept ? expiryView([stored.expiresAt], now) : null;
  return [
    {
      id: `certificate ${place}`,
      title,
      kind: 'certificate',
      entered: certificate,
      kept: expiry === null ? null : { words: expiry.text, tone: expiry.tone },
      of: '',
    },
    {
      id: `number ${place}`,
      title: `${title}编号`,
      kind: 'number',
      entered: number,
      kept: stored === null ? null : { words: shortened(stored.number), tone: 'neutral' },
      of: title,
    },
  ];
}

function isPartThere({ entered, kept }: Part): boolean {
  return isBlank(entered) ? kept !== null : entered.read?.isRight === true;
}

function wordsOf({ kind, entered, kept }: Part, now: number): Pick<KeyRow, 'words' | 'tone'> {
  if (isBlank(entered)) return kept ?? { words: '还没有', tone: 'neutral' };
  const { read } = entered;
  if (read?.isRight === false) return { words: read.words, tone: 'bad' };
  if (kind === 'number') return { words: shortened(entered.text.trim()), tone: 'neutral' };
  if (read === null) return { words: '正在核对', tone: 'neutral' };
  if (read.expiresAt === null) return { words: read.words, tone: 'done' };
  const { text: words, tone } = expiryView([read.expiresAt], now);
  return { words, tone };
}

function actWord({ kind, entered, kept }: Part): string {
  const isFirst = isBlank(entered) && kept === null;
  if (kind === 'number') return isFirst ? '填写' : '改';
  return isFirst ? '粘贴' : '重新粘贴';
}
