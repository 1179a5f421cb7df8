import type { Tone } from '../../contract/delivery-status';
import type { Account } from '../../contract/shop-settings';
import type { KeyKind, KeysDraft, KeyReading } from '../../contract/shop-api';
import { expiryView, shortNumber } from './account-list';

/** Text entered as key or number. `reading`: what the cloud read in it; null before its answer. */
interface EnteredText {
  readonly text: string;
  readonly reading: KeyReading | null;
}

/** Keys of 同城配送 as a person has entered them. They are never put into a page's data. */
export interface EnteredKeys {
  /** True if the cloud has readable keys. Each stored key stays until a new one is entered. */
  readonly isStored: boolean;
  readonly storedCertificateCount: number;
  readonly symmetricKey: EnteredText;
  readonly symmetricKeyNumber: EnteredText;
  readonly privateKey: EnteredText;
  /** WeChat's certificates: usually one; two while a new one replaces the old one. */
  readonly certificates: readonly EnteredCertificate[];
}

interface EnteredCertificate {
  readonly certificate: EnteredText;
  readonly number: EnteredText;
  /** Certificate that the cloud has stored and this entry can replace; null for an added one. */
  readonly stored: NonNullable<Account['certificates']>[number] | null;
}

type KeyField = 'symmetricKey' | 'symmetricKeyNumber' | 'privateKey';

interface TonedWords {
  readonly words: string;
  readonly tone: Tone;
}

/** Part of the account's keys: a key, a certificate, or the number of a key or certificate. */
interface KeyPart {
  readonly id: string;
  readonly title: string;
  readonly kind: KeyKind;
  readonly entry: EnteredText;
  /** Words shown if this part is stored and not replaced; null if it is not stored. */
  readonly keptWords: TonedWords | null;
  /** Title of the key or certificate to which a number belongs; empty if this is no number. */
  readonly titleOfItsKey: string;
}

const MAX_CERTIFICATES = 2;
const NO_TEXT: EnteredText = { text: '', reading: null };
const EMPTY_ENTRY = { certificate: NO_TEXT, number: NO_TEXT, stored: null } as const;
/** Result used if the cloud did not check a key. The test of all keys will show errors. */
export const UNCHECKED_KEY: KeyReading = { isRight: true, words: '已粘贴', expiresAt: null };

/** Returns the keys before anything is entered. `account`: stored account; null for a new one. */
export function enteredKeysOf(account: Account | null): EnteredKeys {
  const isStored = account?.secret === 'set';
  const storedCertificates = isStored ? (account.certificates ?? []) : [];
  const certificates = storedCertificates.map((one) => ({ ...EMPTY_ENTRY, stored: one }));
  return {
    isStored,
    storedCertificateCount: storedCertificates.length,
    symmetricKey: NO_TEXT,
    symmetricKeyNumber: NO_TEXT,
    privateKey: NO_TEXT,
    certificates: certificates.length > 0 ? certificates : [EMPTY_ENTRY],
  };
}

/** @returns the keys after an entry in row `rowId`. `reading`: what the cloud read in it */
export function withEntry(
  keys: EnteredKeys,
  rowId: string,
  text: string,
  reading: KeyReading | null = null,
): EnteredKeys {
  const [field = '', position] = rowId.split(' ');
  if (position === undefined) return { ...keys, [field]: { text, reading } };
  const certificates = keys.certificates.map((certificate, index) =>
    index === Number(position) ? { ...certificate, [field]: { text, reading } } : certificate,
  );
  return { ...keys, certificates };
}

/** @returns the text entered in row `id`; null if it is blank or the cloud has already read it */
export function unreadEntry(keys: EnteredKeys, id: string): { kind: KeyKind; text: string } | null {
  const keyPart = keyParts(keys, 0).find((keyPart) => keyPart.id === id);
  if (keyPart === undefined || isBlank(keyPart.entry) || keyPart.entry.reading !== null)
    return null;
  return { kind: keyPart.kind, text: keyPart.entry.text };
}

export function withSecondCertificate(keys: EnteredKeys): EnteredKeys {
  return { ...keys, certificates: [...keys.certificates, EMPTY_ENTRY].slice(0, MAX_CERTIFICATES) };
}

export function withoutCertificate(keys: EnteredKeys, position: number): EnteredKeys {
  return { ...keys, certificates: keys.certificates.filter((_, index) => index !== position) };
}

export function mayAddCertificate({ certificates }: EnteredKeys): boolean {
  return certificates.length < MAX_CERTIFICATES;
}

/** Builds a row per key or number. `endsSecond`: certificate (0, 1) to remove below it, or -1. */
export function keyRows(keys: EnteredKeys, now: number) {
  return keyParts(keys, now).map((keyPart) => {
    const { id, title, kind } = keyPart;
    const position = Number(id.split(' ')[1] ?? -1);
    return {
      id,
      title,
      ...rowWords(keyPart, now),
      act: rowButtonText(keyPart),
      isPasted: kind !== 'number',
      placeholder: kind === 'symmetric' ? '粘贴到这里' : '从 BEGIN 到 END，整段粘贴到这里',
      endsSecond: kind === 'number' && keys.certificates.length > 1 ? position : -1,
    };
  });
}

/** Finds the parts that are missing, not yet checked or wrong. `firstId`: row of the first one. */
export function missingParts(keys: EnteredKeys) {
  const missing = keyParts(keys, 0).filter(({ entry, keptWords }) =>
    isBlank(entry) ? keptWords === null : entry.reading?.isRight !== true,
  );
  const names = missing.flatMap(({ title, titleOfItsKey }) => {
    if (titleOfItsKey !== '' && missing.some((keyPart) => keyPart.title === titleOfItsKey))
      return [];
    return missing.some((keyPart) => keyPart.titleOfItsKey === title)
      ? [`${title}和它的编号`]
      : [title];
  });
  return {
    count: missing.length,
    names: names.join('、'),
    firstId: missing[0]?.id ?? '',
    areSomeWrong: missing.some(({ entry }) => entry.reading?.isRight === false),
  };
}

/** @returns the keys to send to the cloud; null when nothing was changed */
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
    keys.storedCertificateCount === certificates.length &&
    certificates.every((certificate) => certificate.certificate === null);
  if (isAsStored && Object.values(draft).every((value) => value === null)) return null;
  return { ...draft, certificates };
}

function isBlank({ text }: EnteredText): boolean {
  return text.trim() === '';
}

function textToSend(entered: EnteredText): string | null {
  return isBlank(entered) ? null : entered.text;
}

function keyParts(keys: EnteredKeys, now: number): readonly KeyPart[] {
  const keptWords: TonedWords | null = keys.isStored ? { words: '已保存', tone: 'neutral' } : null;
  const keyPart = (id: KeyField, title: string, keyKind: KeyKind, titleOfItsKey = ''): KeyPart => {
    return { id, title, kind: keyKind, entry: keys[id], keptWords, titleOfItsKey };
  };
  return [
    keyPart('symmetricKey', '对称密钥', 'symmetric'),
    keyPart('symmetricKeyNumber', '对称密钥编号', 'number', '对称密钥'),
    keyPart('privateKey', '应用私钥', 'private'),
    ...keys.certificates.flatMap((certificate, index) => certificateParts(certificate, index, now)),
  ];
}

function certificateParts(
  { certificate, number, stored }: EnteredCertificate,
  position: number,
  now: number,
): readonly KeyPart[] {
  const title = position === 0 ? '平台证书' : '第二张证书';
  // A stored certificate is kept only with its own number. A new number needs a new certificate.
  const isKept = stored !== null && (isBlank(number) || number.text.trim() === stored.number);
  return [
    {
      id: `certificate ${position}`,
      title,
      kind: 'certificate',
      entry: certificate,
      keptWords: isKept ? expiryView([stored.expiresAt], now) : null,
      titleOfItsKey: '',
    },
    {
      id: `number ${position}`,
      title: `${title}编号`,
      kind: 'number',
      entry: number,
      keptWords: stored === null ? null : { words: shortNumber(stored.number), tone: 'neutral' },
      titleOfItsKey: title,
    },
  ];
}

function rowWords({ kind, entry, keptWords }: KeyPart, now: number): TonedWords {
  if (isBlank(entry)) return keptWords ?? { words: '还没有', tone: 'neutral' };
  const { reading } = entry;
  if (reading?.isRight === false) return { words: reading.words, tone: 'bad' };
  if (kind === 'number') return { words: shortNumber(entry.text.trim()), tone: 'neutral' };
  if (reading === null) return { words: '正在核对', tone: 'neutral' };
  if (reading.expiresAt === null) return { words: reading.words, tone: 'done' };
  return expiryView([reading.expiresAt], now);
}

function rowButtonText({ kind, entry, keptWords }: KeyPart): string {
  const isEmpty = isBlank(entry) && keptWords === null;
  if (kind === 'number') return isEmpty ? '填写' : '改';
  return isEmpty ? '粘贴' : '重新粘贴';
}
