import { parseJsonKeepingDigits } from './schema';
/** This file finds the order ids that a typed, pasted or scanned text may mean. */

/** Longest order id that WeChat takes, in bytes of UTF-8 (docs/getorder-contract.md §1 [O]). */
export const MAX_ORDER_ID_BYTES = 128;

/** JSON fields and URL parameters that hold an order id in codes and links, the likeliest first. */
const ID_FIELD_NAMES = ['id', 'orderId', 'order_id', 'shop_order_id', 'order_no', 'sn'];

/** Prefix that some scanners add: the barcode type as a name (`CODE128,`) or AIM code (`]C0`). */
const SCANNER_PREFIX =
  /^(?:\][A-Z]\d|(?:CODE[_-]?(?:128|39|93)|EAN[_-]?(?:8|13)|UPC[_-]?[AE]|ITF|CODABAR|QR[_-]?CODE|DATA[_-]?MATRIX|PDF[_-]?417|BARCODE)\s*[,，:：])\s*/i;

/** Patterns of an id after a label, in half-width text. The id ends at punctuation or Chinese. */
const ID_LABELS = [
  /(?:订单号|订单编号|单号)[\s:#是为]*([^\n,;，。；、\p{Script=Han}]+)/u,
  /^(?:order\s*(?:id|no|number)?\s*[.:#]+|no\s*[.:#]+|#)\s*([^\n,;，。；、\p{Script=Han}]+)/iu,
];

export type OrderIdProblem = 'empty' | 'too-long';

/** Returns why an order id cannot be looked up; null when it can. */
export function idProblem(orderId: string): OrderIdProblem | null {
  if (trimInvisible(orderId) === '') return 'empty';
  return utf8Length(orderId) > MAX_ORDER_ID_BYTES ? 'too-long' : null;
}

/** Characters that JSON can only escape; WeChat refuses them (docs/getorder-contract.md §1 [O]). */
const UNSENDABLE_CHARACTERS = /[\p{Cc}\p{Cs}]/gu;

/** Tells whether an order id can be sent to WeChat unchanged, as all `orderIdCandidates` can. */
export function isSendable(orderId: string): boolean {
  return orderId.search(UNSENDABLE_CHARACTERS) === -1;
}

/** Lists the order ids that a text may mean, likeliest first; an overlong one only if none fits. */
export function orderIdCandidates(rawText: string): readonly string[] {
  const original = trimInvisible(removeUnsendable(rawText));
  if (original === '') return [];
  const candidates = [...new Set([cleanId(original), original])];
  const shortEnough = candidates.filter((candidate) => idProblem(candidate) === null);
  return shortEnough.length > 0 ? shortEnough : candidates.slice(0, 1);
}

function cleanId(text: string): string {
  const halfWidth = trimInvisible(toHalfWidth(text));
  const bare = halfWidth.replace(SCANNER_PREFIX, '');
  const id = idInJson(bare) ?? idInQuery(bare) ?? idAfterLabel(bare) ?? removeInvisible(bare);
  return id === '' ? text : id;
}

function removeInvisible(text: string): string {
  return removeUnsendable(toHalfWidth(text)).replace(INVISIBLE_CHARACTERS, '');
}

function removeUnsendable(text: string): string {
  return text.replace(UNSENDABLE_CHARACTERS, '');
}

/** Invisible characters that scanners and chats leave: spaces, zero-width and byte-order marks. */
const INVISIBLE_CHARACTER = /[\s\u200B-\u200F\u2060\uFEFF]/;
const INVISIBLE_CHARACTERS = new RegExp(INVISIBLE_CHARACTER, 'g');

/** Trims invisible characters. A pattern would take quadratic time on a long run of spaces. */
function trimInvisible(text: string): string {
  let start = 0;
  let end = text.length;
  // Outside the text, charAt returns '', which does not match. So the loops end.
  while (INVISIBLE_CHARACTER.test(text.charAt(start))) start += 1;
  while (INVISIBLE_CHARACTER.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Replaces full-width characters by ASCII: １２３－Ａ → 123-A. */
function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

function parseFields(text: string): ReadonlyMap<string, unknown> {
  try {
    return new Map(Object.entries(parseJsonKeepingDigits(text) ?? {}));
  } catch {
    return new Map();
  }
}

function idInJson(text: string): string | undefined {
  const fields = parseFields(text);
  for (const key of ID_FIELD_NAMES) {
    const value = fields.get(key);
    if (Number.isSafeInteger(value)) return String(value);
    const id = typeof value === 'string' ? removeInvisible(value) : '';
    if (id !== '') return id;
  }
  return undefined;
}

function idInQuery(text: string): string | undefined {
  for (const key of ID_FIELD_NAMES) {
    const value = new RegExp(`(?:^|[?&#])${key}=([^&#]*)`).exec(text)?.[1];
    const id = value === undefined ? '' : removeInvisible(decodeUrl(value));
    if (id !== '') return id;
  }
  return undefined;
}

function idAfterLabel(text: string): string | undefined {
  const labelled = ID_LABELS.flatMap((label) => label.exec(text)?.[1] ?? []).map(removeInvisible);
  return labelled.find((id) => id !== '');
}

function decodeUrl(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text; // A lone % is part of the id.
  }
}

/** First code points that take 2, 3 and 4 bytes in UTF-8. */
const UTF8_LENGTH_STEPS = [0x80, 0x800, 0x10000];

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += 1 + UTF8_LENGTH_STEPS.filter((step) => code >= step).length;
  }
  return bytes;
}

/** Number of characters at the end of an order id by which people name the order. */
export const ID_END_LENGTH = 4;

/** Returns the last four characters of an order id, by which people name the order. */
export function orderEndOf(orderId: string): string {
  return Array.from(orderId).slice(-ID_END_LENGTH).join('');
}
