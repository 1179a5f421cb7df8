import { type Struct, is, optional, size, string, type, unknown } from 'superstruct';
import { ageMs } from '../../../miniprogram/contract/age';
import { isSendable, idProblem } from '../../../miniprogram/contract/order-id';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import type { CallContext } from '../runtime/define-function';
import { withinLimit } from '../runtime/in-time';
import { type Action, openAction } from '../access/access';
import { id, listOf } from '../access/input-shapes';
import type { ShopParts } from '../access/shop-context';
import { changeDocument } from '../storage/change-document';
import { type UseWindow, consumeAt } from '../storage/counted-uses';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { unreadableDocument } from '../storage/read-fields';
import { shownText } from '../providers/wechat/mask';
import { storesOfKey } from '../access/register-keys';
import { LEAST_ROUND_MS } from '../asking/ask-targets';
import { recordFields } from '../records/delivery-record';
import { recordOf, wholeRecordOf } from '../records/read-record';
import { type Registration, AWAITED_MS, registrationsIn } from '../records/registration';

/** Answer to the merchant's own system (docs/register.md). */
export interface RegisterResult {
  /** Number of orders that are registered now. */
  readonly taken: number;
  /** Places of malformed orders in the list that was sent, from 0. */
  readonly malformed: readonly number[];
  /** Ids for which the time or the database did not suffice: they are to be sent again. */
  readonly left: readonly string[];
}

const MOST_ORDERS = 100;
const LONGEST_NOTE = 20;
/** Number of registrations of one order: one for each of as many stores. */
const MOST_STORES = 5;
const AT_ONCE = 10;

const MINUTE = 60_000;
/** Limits of the shop: every attempt counts as a call, but orders count only with a right key. */
const CALL_USES: UseWindow = { count: 'calls', since: 'callsSince', windowMs: MINUTE };
const ORDER_USES: UseWindow = { count: 'orders', since: 'ordersSince', windowMs: 24 * 60 * MINUTE };
const MOST_CALLS_A_MINUTE = 30;
const MOST_ORDERS_A_DAY = 5000;
const LIMIT_ID = 'register';

const registerInput = type({
  key: size(string(), 1, 100),
  /** Store of the orders; may be left out for a key of one store. */
  storeId: optional(id),
  orders: listOf(unknown(), 1, MOST_ORDERS),
});
interface SentOrder {
  readonly orderId: string;
  readonly note?: string | undefined;
}

const orderInput: Struct<SentOrder> = type({ orderId: string(), note: optional(string()) });

/**
 * Creates the action by which the merchant's own system puts orders on the board. Only this action
 * accepts calls over HTTP, with a key.
 */
export function registerAction(parts: ShopParts): Action {
  const { collections, now } = parts;
  return openAction({
    sources: ['wx_http'],
    grants: 'key',
    input: registerInput,
    handle: async ({ key, storeId, orders }, call): Promise<RegisterResult> => {
      const { limits } = collections;
      // Counted before the key is compared, so that attempts are limited.
      const calls = { window: CALL_USES, by: 1, most: MOST_CALLS_A_MINUTE };
      if (!(await consumeAt(limits, LIMIT_ID, calls, now())))
        throw new CloudFailure('too-frequent');
      const stores = await storesOfKey(collections.shop, key);
      if (stores === null) throw new CloudFailure('not-allowed');
      const store = storeId ?? (stores !== 'all' && stores.length === 1 ? stores[0] : undefined);
      if (store === undefined || !isScopeWithin([store], stores)) {
        throw new CloudFailure('no-such-entry');
      }
      if ((await collections.stores.read(store)) === null) throw new CloudFailure('no-such-entry');
      const uses = { window: ORDER_USES, by: orders.length, most: MOST_ORDERS_A_DAY };
      if (!(await consumeAt(limits, LIMIT_ID, uses, now()))) throw new CloudFailure('too-frequent');
      return register(collections.deliveries, orders, store, now, call);
    },
  });
}

async function register(
  deliveries: Documents,
  sent: readonly unknown[],
  storeId: string,
  now: () => number,
  call: CallContext,
): Promise<RegisterResult> {
  const read = sent.map(readSentOrder);
  const malformed = read.flatMap((order, at) => (order === null ? [at] : []));
  const orders = [...new Map(read.flatMap((one) => (one === null ? [] : [[one.orderId, one]])))];
  const left: string[] = [];
  for (let start = 0; start < orders.length; start += AT_ONCE) {
    const some = orders.slice(start, start + AT_ONCE).map(([, order]) => order);
    const leftMs = call.timeLeftMs();
    const written =
      leftMs < LEAST_ROUND_MS
        ? some.map(() => false)
        : await Promise.all(some.map((one) => write(deliveries, one, storeId, now(), leftMs)));
    left.push(...some.flatMap(({ orderId }, at) => (written[at] === true ? [] : [orderId])));
  }
  call.note({ taken: orders.length - left.length, malformed: malformed.length });
  return { taken: orders.length - left.length, malformed, left };
}

/** Reads an order as it was sent; null for a malformed one. */
function readSentOrder(sent: unknown): SentOrder | null {
  if (!is(sent, orderInput)) return null;
  const { orderId, note } = sent;
  if (!isSendable(orderId) || idProblem(orderId) !== null) return null;
  if (note !== undefined && Array.from(note).length > LONGEST_NOTE) return null;
  const shown = note === undefined ? '' : shownText(note, LONGEST_NOTE).trim();
  return { orderId, note: shown === '' ? undefined : shown };
}

/** Writes a registration on the order's document. @returns whether it is written in time */
async function write(
  deliveries: Documents,
  order: SentOrder,
  storeId: string,
  now: number,
  leftMs: number,
): Promise<boolean> {
  try {
    const written = changeDocument(deliveries, order.orderId, (document) =>
      withRegistration(document, order, storeId, now),
    );
    await withinLimit(written, leftMs, () => new CloudFailure('database-failed'));
    return true;
  } catch (error) {
    if (error instanceof CloudFailure) return false;
    throw error;
  }
}

function withRegistration(
  document: Versioned | null,
  { orderId, note }: SentOrder,
  storeId: string,
  now: number,
): Fields {
  const before = registrationsIn(document ?? {});
  if (document !== null) {
    wholeRecordOf(document); // Throws, because a damaged record is never written.
    const { registered = [] } = document;
    const isReadable = Array.isArray(registered) && registered.length === before.length;
    if (!isReadable) throw unreadableDocument(COLLECTIONS.deliveries, 'registered');
  }
  const own = before.find((one) => one.storeId === storeId);
  const at = own !== undefined && ageMs(own.at, now) < AWAITED_MS ? own.at : now;
  const others = before.filter((one) => one.storeId !== storeId).slice(1 - MOST_STORES);
  const mine: Registration = { storeId, at, ...(note === undefined ? {} : { note }) };
  const registered = [...others, mine];
  const record = { ...recordOf(document), registrations: registered };
  const { lastAskedAt, ...fields } = recordFields(orderId, record, now);
  return { ...fields, registered, ...(record.attempts.length === 0 ? { lastAskedAt } : {}) };
}
