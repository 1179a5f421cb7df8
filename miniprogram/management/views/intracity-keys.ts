import type { Tone } from '../../contract/delivery-status';
import type { Account } from '../../contract/shop-settings';
import type { KeyKind, KeysDraft, ReadKey } from '../../contract/shop-api';
import { expiryView, shortNumber } from './account-list';

/** Entered text, and the cloud's reading of it; `read` is null until the cloud has answered. */
interface EnteredText {
  readonly text: string;
  readonly read: ReadKey | null;
}

/** Keys of 同城配送 as a person has entered them. They are never put into a page's data. */
export interface EnteredKeys {
  /** True when the cloud has stored readable keys. They stay where nothing new is entered. */
  readonly isStored: boolean;
  readonly storedCertificates: number;
  readonly symmetricKey: EnteredText;
  readonly symmetricKeyNumber: EnteredText;
  readonly privateKey: EnteredText;
  /** WeChat's certificates: usually one; two while a new one replaces the old one. */
  readonly certificates: readonly EnteredCertificate[];
}

interface EnteredCertificate {
  readonly certificate: EnteredText;
  readonly number: EnteredText;
  /** Certificate that the cloud has stored at this position of the list; null for none. */
  readonly stored: NonNullable<Account['certificates']>[number] | null;
}

type KeyField = 'symmetricKey' | 'symmetricKeyNumber' | 'privateKey';

interface WordsWithTone {
  readonly words: string;
  readonly tone: Tone;
}

/** One part of the keys: a key, a certificate, or the number of a key or certificate. */
interface KeyPart {
  readonly id: string;
  readonly title: string;
  readonly kind: KeyKind;
  readonly entered: EnteredText;
  /** Words shown while the stored part is kept; null when no part is stored. */
  readonly kept: WordsWithTone | null;
  /** Title of the key to which a number belongs; empty for a key. */
  readonly titleOfItsKey: string;
}

const MAX_CERTIFICATES = 2;
const BLANK: EnteredText = { text: '', read: null };
const EMPTY_PAIR = { certificate: BLANK, number: BLANK, stored: null } as const;
/** Used when the cloud does not answer: the test of all keys will show whether it is right. */
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

/** @returns the keys after an entry in a row; with `read`, also the cloud's reading of the entry */
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

/** @returns the entry of a row that the cloud has not read yet; null for none */
export function unreadEntry(keys: EnteredKeys, id: string): { kind: KeyKind; text: string } | null {
  const part = partsOf(keys, 0).find((one) => one.id === id);
  if (part === undefined || isBlank(part.entered) || part.entered.read !== null) return null;
  return { kind: part.kind, text: part.entered.text };
}

export function withSecondCertificate(keys: EnteredKeys): EnteredKeys {
  return { ...keys, certificates: [...keys.certificates, EMPTY_PAIR].slice(0, MAX_CERTIFICATES) };
}

export function withoutCertificate(keys: EnteredKeys, place: number): EnteredKeys {
  return { ...keys, certificates: keys.certificates.filter((_, index) => index !== place) };
}

export function mayAddCertificate({ certificates }: EnteredKeys): boolean {
  return certificates.length < MAX_CERTIFICATES;
}

/** Builds a row for each part. No row has a key. `endsSecond`: certificate to remove, else -1. */
export function keyRows(keys: EnteredKeys, now: number) {
  return partsOf(keys, now).map((part) => {
    const { id, title, kind } = part;
    const place = Number(id.split(' ')[1] ?? -1);
    return {
      id,
      title,
      ...rowWords(part, now),
      act: rowButtonText(part),
      isPasted: kind !== 'number',
      placeholder: kind === 'symmetric' ? '粘贴到这里' : '从 BEGIN 到 END，整段粘贴到这里',
      endsSecond: kind === 'number' && keys.certificates.length > 1 ? place : -1,
    };
  });
}

/** Finds the parts that are not stored, and not read as right: count, names, id of the first. */
export function missingParts(keys: EnteredKeys) {
  const parts = partsOf(keys, 0).filter(({ entered, kept }) =>
    isBlank(entered) ? kept === null : entered.read?.isRight !== true,
  );
  const names = parts.flatMap(({ title, titleOfItsKey }) => {
    if (titleOfItsKey !== '' && parts.some((one) => one.title === titleOfItsKey)) return [];
    return parts.some((one) => one.titleOfItsKey === title) ? [`${title}和它的编号`] : [title];
  });
  return {
    count: parts.length,
    names: names.join('、'),
    firstId: parts[0]?.id ?? '',
    areSomeWrong: parts.some(({ entered }) => entered.read?.isRight === false),
  };
}

/** @returns the keys to send, which must be complete; null when nothing was entered */
export function keysDraft(keys: EnteredKeys): KeysDraft | null {
  const draft = {
    symmetricKey: textToSend(keys.symmetricKey),
    symmetricKeyNumber: textToSend(keys.symmetricKeyNumber),
    privateKey: textToSend(keys.privateKey),
  };
  const certificates = keys.certificates.map(({ certificate, number, stored }) => ({
    number: textToSend(number) ?? stored?.number ?? '',
    certificate: textToSend(certificate),
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

function textToSend(entered: EnteredText): string | null {
  return isBlank(entered) ? null : entered.text;
}

function partsOf(keys: EnteredKeys, now: number): readonly KeyPart[] {
  const kept: WordsWithTone | null = keys.isStored ? { words: '已保存', tone: 'neutral' } : null;
  const key = (id: KeyField, title: string, kind: KeyKind, of = ''): KeyPart => {
    return { id, title, kind, entered: keys[id], kept, titleOfItsKey: of };
  };
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
): readonly KeyPart[] {
  const title = place === 0 ? '平台证书' : '第二张证书';
  // A stored certificate is kept with its number only. For a new number, it must be entered.
  const isKept = stored !== null && (isBlank(number) || number.text.trim() === stored.number);
  return [
    {
      id: `certificate ${place}`,
      title,
      kind: 'certificate',
      entered: certificate,
      kept: isKept ? expiryView([stored.expiresAt], now) : null,
      titleOfItsKey: '',
    },
    {
      id: `number ${place}`,
      title: `${title}编号`,
      kind: 'number',
      entered: number,
      kept: stored === null ? null : { words: shortNumber(stored.number), tone: 'neutral' },
      titleOfItsKey: title,
    },
  ];
}

function rowWords({ kind, entered, kept }: KeyPart, now: number): WordsWithTone {
  if (isBlank(entered)) return kept ?? { words: '还没有', tone: 'neutral' };
  const { read } = entered;
  if (read?.isRight === false) return { words: read.words, tone: 'bad' };
  if (kind === 'number') return { words: shortNumber(entered.text.trim()), tone: 'neutral' };
  if (read === null) return { words: '正在核对', tone: 'neutral' };
  if (read.expiresAt === null) return { words: read.words, tone: 'done' };
  return expiryView([read.expiresAt], now);
}

function rowButtonText({ kind, entered, kept }: KeyPart): string {
  const isFirst = isBlank(entered) && kept === null;
  if (kind === 'number') return isFirst ? '填写' : '改';
  return isFirst ? '粘贴' : '重新粘贴';
}
