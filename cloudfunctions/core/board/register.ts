import { is, optional, size, string, type, unknown } from 'superstruct';
import type { RegisterKey } from '../../../miniprogram/contract/register-key';
import type { Of } from '../../../miniprogram/contract/schema';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import type { CallContext } from '../runtime/define-function';
import { type Action, openAction } from '../access/access';
import { id, listOf, orderId as validId } from '../access/input-shapes';
import type { ShopParts } from '../access/shop-context';
import { type UseWindow, consumeAt } from '../storage/counted-uses';
import { shownText } from '../providers/wechat/mask';
import { registerKeyIds, registerKeyOf } from '../access/register-keys';
import { awaitedBy, countAwaited } from '../records/registration';
import { bringOrders } from '../intake/bring-orders';

export interface RegisterResult {
  readonly taken: number;
  /** Positions of malformed orders in the list that was sent, counted from 0. */
  readonly malformed: readonly number[];
  /** Orders to send again: at once, or once WeChat knows some other orders of the store. */
  readonly left: readonly {
    readonly orderId: string;
    readonly reason: 'no-time' | 'too-many-awaited';
  }[];
}

const MOST_ORDERS = 100;
const LONGEST_NOTE = 20;
/** Maximum number of registered orders that a store awaits, and the part that one key may use. */
const MOST_AWAITED = 1000;
const KEY_SHARE = 1 / 2;

const MINUTE = 60_000;
/** Limits for the whole shop. Calls count even with a wrong key; orders count with a right one. */
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
type SentOrder = Of<typeof orderInput>;
const orderInput = type({ orderId: validId, note: optional(string()) });

/** Lets the merchant's own system put orders on the board, over HTTP. */
export function registerAction(parts: ShopParts): Action {
  const { collections, now } = parts;
  return openAction({
    sources: ['wx_http'],
    grants: 'key',
    input: registerInput,
    handle: async ({ key, storeId, orders }, call): Promise<RegisterResult> => {
      const { limits } = collections;
      // The call is counted before the key is compared, so that guessing is limited.
      const calls = { window: CALL_USES, by: 1, most: MOST_CALLS_A_MINUTE };
      if (!(await consumeAt(limits, LIMIT_ID, calls, now())))
        throw new CloudFailure('too-frequent');
      const registerKey = await registerKeyOf(collections.shop, key);
      if (registerKey === null) throw new CloudFailure('not-allowed');
      const { stores } = registerKey;
      const store = storeId ?? (stores !== 'all' && stores.length === 1 ? stores[0] : undefined);
      const isOfKey = store !== undefined && isScopeWithin([store], stores);
      if (!isOfKey || (await collections.stores.read(store)) === null)
        throw new CloudFailure('no-such-entry');
      const uses = { window: ORDER_USES, by: orders.length, most: MOST_ORDERS_A_DAY };
      if (!(await consumeAt(limits, LIMIT_ID, uses, now()))) throw new CloudFailure('too-frequent');
      return register(parts, orders, store, registerKey, call);
    },
  });
}

async function register(
  parts: ShopParts,
  sent: readonly unknown[],
  storeId: string,
  { keyId, label }: RegisterKey,
  call: CallContext,
): Promise<RegisterResult> {
  const { collections, now } = parts;
  const documents = collections.deliveries;
  const read = sent.map(readSentOrder);
  const malformed = read.flatMap((order, at) => (order === null ? [at] : []));
  const orders = [...new Map(read.flatMap((one) => (one === null ? [] : [[one.orderId, one]])))];
  const by = { kind: 'key', id: keyId, name: label } as const;
  const brought = orders.map(([orderId, { note }]) => {
    const noted = note === undefined ? {} : { note };
    return { orderId, registration: { storeIds: [storeId], at: now(), by, ...noted } };
  });
  const most = (): Promise<number> => roomFor(parts, storeId, keyId);
  const written = await bringOrders({ ...parts, documents }, brought, { of: storeId, most }, call);
  const left = brought.flatMap(({ orderId }, n) => {
    if (written[n] === 'awaited') return [];
    const reason = written[n] === 'too-many' ? 'too-many-awaited' : 'no-time';
    return [{ orderId, reason } as const];
  });
  call.note({ taken: orders.length - left.length, malformed: malformed.length });
  return { taken: orders.length - left.length, malformed, left };
}

async function roomFor(
  { collections: { deliveries, shop }, now }: ShopParts,
  storeId: string,
  keyId: string,
): Promise<number> {
  const keyIds = await registerKeyIds(shop);
  const count = (ids: readonly string[]): Promise<number> => {
    const bringers = ids.map((id) => `key ${id}` as const);
    return countAwaited(deliveries, awaitedBy([storeId], bringers), now());
  };
  const [ofStore, ofKey] = await Promise.all([count(keyIds), count([keyId])]);
  return Math.max(0, Math.min(MOST_AWAITED - ofStore, MOST_AWAITED * KEY_SHARE - ofKey));
}

function readSentOrder(sent: unknown): SentOrder | null {
  if (!is(sent, orderInput)) return null;
  const { orderId, note } = sent;
  if (note !== undefined && Array.from(note).length > LONGEST_NOTE) return null;
  const shown = note === undefined ? '' : shownText(note, LONGEST_NOTE).trim();
  return { orderId, note: shown === '' ? undefined : shown };
}
