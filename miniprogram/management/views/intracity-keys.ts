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
  readonly stored: NonNullable<Account['certificates']>[number] | null;
}

type KeyField = 'symmetricKey' | 'symmetricKeyNumber' | 'privateKey';

interface Words {
  readonly words: string;
  readonly tone: Tone;
}

/** One part of the keys: a key, a certificate, or the number of a key or certificate. */
interface Part {
  readonly id: string;
  readonly title: string;
  readonly kind: KeyKind;
  readonly entered: EnteredText;
  /** Words shown while the stored part stays unchanged; null when no part is stored. */
  readonly kept: Words | null;
  /** Title of the key that a number belongs to; empty for a key. */
  readonly of: string;
}

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

/**
 * Builds a row for each part, which shows no key, neither a pasted nor a stored one. `endsSecond`:
 * place of the certificate whose rows end here and which may be removed; otherwise -1.
 *
 * @param now current time in ms on the cloud's clock
 */
export function keyRows(keys: EnteredKeys, now: number) {
  return partsOf(keys, now).map((part) => {
    const { id, title, kind } = part;
    const place = Number(id.split(' ')[1] ?? -1);
    return {
      id,
      title,
      ...wordsOf(part, now),
      act: actWord(part),
      isPasted: kind !== 'number',
      placeholder: kind === 'symmetric' ? '粘贴到这里' : '从 BEGIN 到 END，整段粘贴到这里',
      endsSecond: kind === 'number' && keys.certificates.length > 1 ? place : -1,
    };
  });
}

/**
 * Finds the missing parts of the keys: neither stored, nor entered and read as right by the cloud.
 *
 * @returns how many there are, their names (`应用私钥、平台证书和它的编号`), the id of the first (''
 * for none), and whether one was entered, but is wrong
 */
export function missingParts(keys: EnteredKeys) {
  const parts = partsOf(keys, 0).filter(({ entered, kept }) =>
    isBlank(entered) ? kept === null : entered.read?.isRight !== true,
  );
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
  const kept: Words | null = keys.isStored ? { words: '已保存', tone: 'neutral' } : null;
  const key = (id: KeyField, title: string, kind: KeyKind, of = ''): Part => {
    return { id, title, kind, entered: keys[id], kept, of };
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
): readonly Part[] {
  const title = place === 0 ? '平台证书' : '第二张证书';
  // A stored certificate has a fixed number. With another number, a certificate must be entered.
  const isKept = stored !== null && (isBlank(number) || number.text.trim() === stored.number);
  return [
    {
      id: `certificate ${place}`,
      title,
      kind: 'certificate',
      entered: certificate,
      kept: isKept ? expiryView([stored.expiresAt], now) : null,
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

function wordsOf({ kind, entered, kept }: Part, now: number): Words {
  if (isBlank(entered)) return kept ?? { words: '还没有', tone: 'neutral' };
  const { read } = entered;
  if (read?.isRight === false) return { words: read.words, tone: 'bad' };
  if (kind === 'number') return { words: shortened(entered.text.trim()), tone: 'neutral' };
  if (read === null) return { words: '正在核对', tone: 'neutral' };
  if (read.expiresAt === null) return { words: read.words, tone: 'done' };
  return expiryView([read.expiresAt], now);
}

function actWord({ kind, entered, kept }: Part): string {
  const isFirst = isBlank(entered) && kept === null;
  if (kind === 'number') return isFirst ? '填写' : '改';
  return isFirst ? '粘贴' : '重新粘贴';
}
