/** What people type, paste or scan, made into order ids to try. Source of the rules: the product's page 查单. */

/** WeChat takes at most this many bytes of UTF-8 (docs/getorder-contract.md §1 [O]). */
export const MAX_ORDER_ID_BYTES = 128;

/** The names under which links and codes are known to hold an order id, the likeliest first. */
const ID_KEYS = ['id', 'orderId', 'order_id', 'shop_order_id', 'order_no', 'sn'];

/** Names of symbologies that some scanners put before what they read. */
const SCANNER_PREFIX =
  /^(?:CODE[_-]?(?:128|39|93)|EAN[_-]?(?:8|13)|UPC[_-]?[AE]|ITF|CODABAR|QR[_-]?CODE|DATA[_-]?MATRIX|PDF[_-]?417|BARCODE)\s*[,，:：]\s*/i;

export type OrderIdProblem = 'empty' | 'too-long';

/** What keeps an order id from being asked for; null when nothing does. */
export function problemOf(orderId: string): OrderIdProblem | null {
  if (orderId === '') return 'empty';
  return utf8Length(orderId) > MAX_ORDER_ID_BYTES ? 'too-long' : null;
}

/**
 * The order ids that a text can mean, in the order to try them: first the text as it is (a shop's ids may look like anything), then what cleaning
 * makes of it, where that differs. Empty when the text is blank. An id that is too long is listed only when there is no other.
 *
 * @param raw what was typed, pasted or scanned; letters keep their case
 */
export function candidatesOf(raw: string): readonly string[] {
  const original = trimmed(raw);
  if (original === '') return [];
  const candidates = [...new Set([original, cleaned(original)])];
  const fitting = candidates.filter((candidate) => problemOf(candidate) === null);
  return fitting.length > 0 ? fitting : candidates.slice(-1);
}

function cleaned(text: string): string {
  const halfWidth = trimmed(toHalfWidth(text));
  const bare = halfWidth.replace(SCANNER_PREFIX, '');
  const held = idInJson(bare) ?? idInQuery(bare) ?? bare;
  const id = withoutSpaces(toHalfWidth(held));
  return id === '' ? text : id;
}

/** What scanners and chat windows leave around and inside ids unseen: spaces, controls, zero-width marks, the byte-order mark. */
const UNSEEN = String.raw`[\s\p{Cc}\u200B-\u200F\u2060\uFEFF]+`;
const UNSEEN_AROUND = new RegExp(`^${UNSEEN}|${UNSEEN}$`, 'gu');
const UNSEEN_ANYWHERE = new RegExp(UNSEEN, 'gu');

function trimmed(text: string): string {
  return text.replace(UNSEEN_AROUND, '');
}

function withoutSpaces(text: string): string {
  return text.replace(UNSEEN_ANYWHERE, '');
}

/** Full-width forms as their ASCII twins: １２３－Ａ → 123-A. */
function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

function idInJson(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined; // Not JSON after all: then the text itself is the id.
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const key of ID_KEYS) {
    const held = fields.get(key);
    if (typeof held === 'string' && held.trim() !== '') return held;
    if (typeof held === 'number') {
      if (Number.isSafeInteger(held)) return String(held);
      // A number too long for JavaScript has lost digits by now: take them from the text.
      const printed = new RegExp(`"${key}"\\s*:\\s*(\\d+)\\s*[,}]`).exec(text)?.[1];
      if (printed !== undefined) return printed;
    }
  }
  return undefined;
}

function idInQuery(text: string): string | undefined {
  for (const key of ID_KEYS) {
    const held = new RegExp(`(?:^|[?&#])${key}=([^&#]*)`).exec(text)?.[1];
    if (held !== undefined && held !== '') return decoded(held);
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text; // A lone % is part of the id.
  }
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
