import { is, optional, size, string, type, unknown } from 'superstruct';
import { DAY_MS, MINUTE_MS } from '../../../miniprogram/contract/age';
import type { RegisterKey } from '../../../miniprogram/contract/register-key';
import type { Of } from '../../../miniprogram/contract/schema';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import type { CallContext } from '../runtime/define-function';
import { type Action, nonStaffAction } from '../access/access';
import { id, listOf, orderId as validId } from '../access/input-shapes';
import type { ShopContext } from '../access/shop-context';
import { type UseWindow, readAndConsume } from '../storage/counted-uses';
import { maskText } from '../providers/wechat/mask';
import { registerKeyIds, findRegisterKey } from '../access/register-keys';
import { searchMarksFor, countAwaited } from '../records/registration';
import { bringOrders } from '../intake/bring-orders';

export interface RegisterResult {
  readonly taken: number;
  /** Positions (from 0) of malformed orders in the list that was sent. */
  readonly malformed: readonly number[];
  /** Orders to send again: at once (`no-time`), or once the store awaits fewer orders. */
  readonly left: readonly {
    readonly orderId: string;
    readonly reason: 'no-time' | 'too-many-awaited';
  }[];
}

const MAX_ORDERS_PER_CALL = 100;
const MAX_NOTE_CHARACTERS = 20;
/** Maximum number of registered orders that a store awaits, and each key's share of it. */
const MAX_STORE_ORDERS = 1000;
const KEY_SHARE = 1 / 2;

/** Limits of the whole shop: calls are counted with any key, orders only with a valid key. */
const CALL_WINDOW: UseWindow = { countIn: 'calls', sinceIn: 'callsSince', windowMs: MINUTE_MS };
const ORDER_WINDOW: UseWindow = { countIn: 'orders', sinceIn: 'ordersSince', windowMs: DAY_MS };
const MAX_CALLS_PER_MINUTE = 30;
const MAX_ORDERS_PER_DAY = 5000;
const REGISTER_COUNTER_ID = 'register';

const registerInput = type({
  key: size(string(), 1, 100),
  /** Id of the orders' store; may be left out if the key belongs to one store. */
  storeId: optional(id),
  orders: listOf(unknown(), 1, MAX_ORDERS_PER_CALL),
});
type SentOrder = Of<typeof orderInput>;
const orderInput = type({ orderId: validId, note: optional(string()) });

/** Lets the merchant's own system put orders on the board, over HTTP. */
export function registerAction(context: ShopContext): Action {
  const { collections, now } = context;
  return nonStaffAction({
    grants: 'key',
    input: registerInput,
    handle: async ({ key, storeId, orders }, call): Promise<RegisterResult> => {
      const { limits } = collections;
      // The call is counted before the key is compared, so that guesses of keys are limited.
      const callUse = { window: CALL_WINDOW, count: 1, max: MAX_CALLS_PER_MINUTE };
      if (!(await readAndConsume(limits, REGISTER_COUNTER_ID, callUse, now())))
        throw new CloudFailure('too-frequent');
      const registerKey = await findRegisterKey(collections.shop, key);
      if (registerKey === null) throw new CloudFailure('not-allowed');
      const { stores } = registerKey;
      const chosenId = storeId ?? (stores !== 'all' && stores.length === 1 ? stores[0] : undefined);
      const isStoreOfKey = chosenId !== undefined && isScopeWithin([chosenId], stores);
      if (!isStoreOfKey || (await collections.stores.read(chosenId)) === null)
        throw new CloudFailure('no-such-entry');
      const orderUse = { window: ORDER_WINDOW, count: orders.length, max: MAX_ORDERS_PER_DAY };
      if (!(await readAndConsume(limits, REGISTER_COUNTER_ID, orderUse, now())))
        throw new CloudFailure('too-frequent');
      return register(context, orders, chosenId, registerKey, call);
    },
  });
}

async function register(
  context: ShopContext,
  sent: readonly unknown[],
  storeId: string,
  { keyId, label }: RegisterKey,
  call: CallContext,
): Promise<RegisterResult> {
  const { collections, now } = context;
  const documents = collections.deliveries;
  const items = sent.map(readSentOrder);
  const malformed = items.flatMap((order, position) => (order === null ? [position] : []));
  const orders = [...new Map(items.flatMap((one) => (one === null ? [] : [[one.orderId, one]])))];
  const by = { kind: 'key', id: keyId, name: label } as const;
  const brought = orders.map(([orderId, { note }]) => {
    const noteFields = note === undefined ? {} : { note };
    return { orderId, registration: { storeIds: [storeId], at: now(), by, ...noteFields } };
  });
  const limit = { queueId: storeId, countRoom: () => roomForRegistered(context, storeId, keyId) };
  const outcomes = await bringOrders({ ...context, documents }, brought, limit, call);
  const left = brought.flatMap(({ orderId }, n) => {
    if (outcomes[n] === 'awaited') return [];
    const reason = outcomes[n] === 'too-many' ? 'too-many-awaited' : 'no-time';
    return [{ orderId, reason } as const];
  });
  call.note({ taken: orders.length - left.length, malformed: malformed.length });
  return { taken: orders.length - left.length, malformed, left };
}

async function roomForRegistered(
  { collections: { deliveries, shop }, now }: ShopContext,
  storeId: string,
  keyId: string,
): Promise<number> {
  const keyIds = await registerKeyIds(shop);
  const countOfKeys = (ids: readonly string[]): Promise<number> => {
    const registeredBy = ids.map((id) => `key ${id}` as const);
    return countAwaited(deliveries, searchMarksFor([storeId], registeredBy), now());
  };
  const [ofStore, ofKey] = await Promise.all([countOfKeys(keyIds), countOfKeys([keyId])]);
  return Math.max(0, Math.min(MAX_STORE_ORDERS - ofStore, MAX_STORE_ORDERS * KEY_SHARE - ofKey));
}

function readSentOrder(sent: unknown): SentOrder | null {
  if (!is(sent, orderInput)) return null;
  const { orderId, note } = sent;
  if (note !== undefined && Array.from(note).length > MAX_NOTE_CHARACTERS) return null;
  const maskedNote = note === undefined ? '' : maskText(note, MAX_NOTE_CHARACTERS).trim();
  return { orderId, note: maskedNote === '' ? undefined : maskedNote };
}
