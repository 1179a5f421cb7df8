import { parseJsonKeepingDigits } from './schema';
/** Parses text that was typed, pasted or scanned on 查单 into the order ids that it may mean. */

/** Longest order id that WeChat takes, in bytes of UTF-8 (docs/getorder-contract.md §1 [O]). */
export const MAX_ORDER_ID_BYTES = 128;

/** JSON fields and URL parameters that hold an order id in codes and links, the likeliest first. */
const ID_KEYS = ['id', 'orderId', 'order_id', 'shop_order_id', 'order_no', 'sn'];

/** Prefix that some scanners add: the barcode type by name (`CODE128,`) or AIM code (`]C0`). */
const SCANNER_PREFIX =
  /^(?:\][A-Z]\d|(?:CODE[_-]?(?:128|39|93)|EAN[_-]?(?:8|13)|UPC[_-]?[AE]|ITF|CODABAR|QR[_-]?CODE|DATA[_-]?MATRIX|PDF[_-]?417|BARCODE)\s*[,，:：])\s*/i;

/** Labels before an id, which ends before punctuation or Chinese; the text is half-width. */
const ID_LABELS = [
  /(?:订单号|订单编号|单号)[\s:#是为]*([^\n,;，。；、\p{Script=Han}]+)/u,
  /^(?:order\s*(?:id|no|number)?\s*[.:#]+|no\s*[.:#]+|#)\s*([^\n,;，。；、\p{Script=Han}]+)/iu,
];

export type OrderIdProblem = 'empty' | 'too-long';

/** Returns the problem that keeps an order id from being looked up; null when there is none. */
export function idProblem(orderId: string): OrderIdProblem | null {
  if (trimmed(orderId) === '') return 'empty';
  return utf8Length(orderId) > MAX_ORDER_ID_BYTES ? 'too-long' : null;
}

/** Characters that JSON can only escape; WeChat refuses them (docs/getorder-contract.md §1 [O]). */
const UNSENDABLE = /[\p{Cc}\p{Cs}]/gu;

/** Tells whether an order id can be sent to WeChat unchanged. All `orderIdCandidates` can. */
export function isSendable(orderId: string): boolean {
  return orderId.search(UNSENDABLE) === -1;
}

/** Lists ids, likeliest first: the cleaned text, then the original; too long ones only alone. */
export function orderIdCandidates(raw: string): readonly string[] {
  const original = trimmed(sendable(raw));
  if (original === '') return [];
  const candidates = [...new Set([cleaned(original), original])];
  const fitting = candidates.filter((candidate) => idProblem(candidate) === null);
  return fitting.length > 0 ? fitting : candidates.slice(0, 1);
}

function cleaned(text: string): string {
  const halfWidth = trimmed(toHalfWidth(text));
  const bare = halfWidth.replace(SCANNER_PREFIX, '');
  const id = idInJson(bare) ?? idInQuery(bare) ?? idAfterLabel(bare) ?? plain(bare);
  return id === '' ? text : id;
}

function plain(text: string): string {
  return sendable(toHalfWidth(text)).replace(ALL_UNSEEN, '');
}

function sendable(text: string): string {
  return text.replace(UNSENDABLE, '');
}

/** Invisible characters that scanners and chats leave: spaces, zero-width and byte-order marks. */
const UNSEEN = /[\s\u200B-\u200F\u2060\uFEFF]/;
const ALL_UNSEEN = new RegExp(UNSEEN, 'g');

/** Trims invisible characters by loops. A pattern would take quadratic time on a run of spaces. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  // Beyond the text charAt returns '', which does not match, so the loops end.
  while (UNSEEN.test(text.charAt(start))) start += 1;
  while (UNSEEN.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Replaces full-width characters by ASCII: １２３－Ａ → 123-A. */
function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

function fieldsIn(text: string): ReadonlyMap<string, unknown> {
  try {
    return new Map(Object.entries(parseJsonKeepingDigits(text) ?? {}));
  } catch {
    return new Map();
  }
}

function idInJson(text: string): string | undefined {
  const fields = fieldsIn(text);
  for (const key of ID_KEYS) {
    const held = fields.get(key);
    if (Number.isSafeInteger(held)) return String(held);
    const id = typeof held === 'string' ? plain(held) : '';
    if (id !== '') return id;
  }
  return undefined;
}

function idInQuery(text: string): string | undefined {
  for (const key of ID_KEYS) {
    const held = new RegExp(`(?:^|[?&#])${key}=([^&#]*)`).exec(text)?.[1];
    const id = held === undefined ? '' : plain(decoded(held));
    if (id !== '') return id;
  }
  return undefined;
}

function idAfterLabel(text: string): string | undefined {
  const labelled = ID_LABELS.flatMap((label) => label.exec(text)?.[1] ?? []).map(plain);
  return labelled.find((id) => id !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text; // A lone % is part of the id.
  }
}

/** First code points that take 2, 3 and 4 bytes in UTF-8. */
const UTF8_STEPS = [0x80, 0x800, 0x10000];

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += 1 + UTF8_STEPS.filter((step) => code >= step).length;
  }
  return bytes;
}

/** Number of characters at the end of an order id by which people know the order. */
export const END_LENGTH = 4;

/** Returns the end of an order id by which people name it; half a character is never left. */
export function orderEndOf(orderId: string): string {
  return Array.from(orderId).slice(-END_LENGTH).join('');
}
