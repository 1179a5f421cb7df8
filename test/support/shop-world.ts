import { forgetRiders } from '../../cloudfunctions/core/orders/delivery-memory';
import { createFindDelivery } from '../../cloudfunctions/core/orders/find-delivery';
import { createKnownOrders } from '../../cloudfunctions/core/orders/known-orders';
import { knownOrdersSearch } from '../../cloudfunctions/core/orders/known-orders-search';
import { orderActionOf, orderActions } from '../../cloudfunctions/core/orders/order-actions';
import { latestOrdersAtAccounts } from '../../cloudfunctions/core/orders/orders-at-accounts';
import { CloudFailure } from '../../cloudfunctions/core/runtime/cloud-failure';
import { CLIENT_SOURCES, defineFunction } from '../../cloudfunctions/core/runtime/define-function';
import { held } from '../../cloudfunctions/core/runtime/held';
import type { Action } from '../../cloudfunctions/core/shop/access';
import { performActions } from '../../cloudfunctions/core/shop/access';
import { createAccountBook } from '../../cloudfunctions/core/shop/account-book';
import { functionCheckAction, selfCheckAction } from '../../cloudfunctions/core/shop/check-actions';
import { openShop } from '../../cloudfunctions/core/shop/open-shop';
import { listStores } from '../../cloudfunctions/core/shop/stores';
import type { SelfCheckPorts } from '../../cloudfunctions/core/shop/self-check';
import { shopActions } from '../../cloudfunctions/core/shop/shop-actions';
import { sweepAction } from '../../cloudfunctions/core/shop/sweep';
import type { BoundShop } from '../../cloudfunctions/core/wechat/bound-shops';
import { deliverySign } from '../../cloudfunctions/core/wechat/delivery-sign';
import type { DeliveryAccount, LookedUp } from '../../cloudfunctions/core/wechat/get-order';
import type { Quota } from '../../cloudfunctions/core/wechat/quota';
import type { Answer } from '../../miniprogram/shared/cloud-api';
import type { CloudErrorCode } from '../../miniprogram/shared/cloud-error';
import type { ShopAction, ShopCalls } from '../../miniprogram/shared/shop-api';
import { parseShopAnswer } from '../../miniprogram/shared/shop-api';
import { report } from './delivery-reports';
import { NOON } from './delivery-reports';
import type { MemoryDatabase } from './memory-database';
import { memoryDatabase } from './memory-database';

export const SETUP_CODE = 'x7Kp2mQ9vT4wZ8rB';
export const SETTINGS: Readonly<Record<string, string>> = {
  SETTINGS_KEY: '5c'.repeat(32),
  OWNER_SETUP_CODE: SETUP_CODE,
};

/** What a delivery company knows: by `shopid/shop_no/order id`; a status, or how it fails. All else is not found. */
export type Orders = Map<string, number | CloudErrorCode>;

/** What WeChat makes of the self-check's questions; a code, or a failure, is how it refuses. */
export interface AskedWeChat {
  token: 'given' | CloudErrorCode | CloudFailure;
  bound: readonly BoundShop[] | CloudErrorCode;
  quota: Quota | null | CloudErrorCode;
  sign: typeof deliverySign;
}

/** The functions of the shop over a database in memory: what is tried here is everything between event and database. */
export interface ShopWorld {
  readonly clock: { now: number };
  readonly memory: MemoryDatabase;
  readonly orders: Orders;
  readonly weChat: AskedWeChat;
  /** `shopid/shop_no/order id` of each question to WeChat so far. */
  readonly asked: readonly string[];
  /** Secrets that questions were signed with. */
  readonly signedWith: readonly string[];
  readonly log: readonly string[];
  readonly tables: Readonly<Record<'shop' | 'getOrder' | 'sweep', ReadonlyMap<string, Action>>>;
  /** Calls a function as somebody; the answer as it leaves the cloud. */
  readonly call: (
    name: 'shop' | 'getOrder' | 'sweep',
    openId: string,
    event: unknown,
    source?: string,
  ) => Promise<Answer<unknown>>;
  /** What `shop` answers to somebody; throws the error's code. */
  readonly shop: <Name extends ShopAction>(
    openId: string,
    action: Name,
    input: ShopCalls[Name]['input'],
  ) => Promise<ShopCalls[Name]['data']>;
  /** The same database and clock, in another instance with other settings. */
  readonly instance: (settings: Readonly<Record<string, string>>) => ShopWorld;
  /** Another world that is like this one so far. */
  readonly copy: (settings?: Readonly<Record<string, string>>) => ShopWorld;
}

export function shopWorld(
  settings: Readonly<Record<string, string>> = SETTINGS,
  memory = memoryDatabase(),
  clock = { now: NOON },
  orders: Orders = new Map(),
  weChat: AskedWeChat = {
    token: 'given',
    bound: [],
    quota: { limit: 1000, left: 990 },
    sign: deliverySign,
  },
): ShopWorld {
  const asked: string[] = [];
  const signedWith: string[] = [];
  const lines: string[] = [];
  const log = (fields: object): void => {
    lines.push(JSON.stringify(fields));
  };
  const now = (): number => clock.now;
  const sleep = async (ms: number): Promise<void> => {
    clock.now += ms;
    await Promise.resolve();
  };
  const shop = openShop({ database: memory.database, environment: settings, now, log });
  const { deliveries, staff } = shop.collections;
  const getOrder = async (account: DeliveryAccount, orderId: string): Promise<LookedUp> => {
    const key = `${account.shopId}/${account.shopNo ?? ''}/${orderId}`;
    asked.push(key);
    signedWith.push(account.secret);
    await Promise.resolve();
    const answer = orders.get(key) ?? 'order-not-found';
    if (typeof answer === 'string') throw new CloudFailure(answer);
    const { askedAt: _at, nextAskInSeconds: _next, ...delivery } = report({ code: answer });
    return {
      delivery: { ...delivery, orderId },
      contact: { phone: '12012345678' },
      askedAt: clock.now,
    };
  };
  const book = createAccountBook(shop);
  const findDelivery = createFindDelivery({
    deliveries,
    staff,
    book,
    wechat: { getOrder, prepare: () => Promise.resolve() },
    now,
    sleep,
  });
  const ports: SelfCheckPorts = {
    wechat: {
      obtainToken: () => givenOr(weChat.token),
      boundShops: () => givenOr(weChat.bound),
      quota: () => givenOr(weChat.quota),
      getOrder,
    },
    accounts: () => book.accounts(0),
    knownOrders: () => latestOrdersAtAccounts(deliveries),
    sign: (...signed) => weChat.sign(...signed),
  };
  const tables = {
    shop: shopActions(
      shop,
      selfCheckAction(shop, () => ports, knownOrdersSearch(deliveries)),
    ),
    getOrder: orderActions({
      findDelivery,
      knownOrders: createKnownOrders({ deliveries, book }),
      book,
      staff,
      stores: held(() => listStores(shop.collections.stores), now).get,
      audit: shop.audit,
      check: functionCheckAction(shop, 'getOrder'),
      now,
    }),
    sweep: new Map([['sweep', sweepAction(shop, forgetRiders)]]),
  };
  let caller = { openId: '', appId: 'wx-demo', source: '' };
  const functionOf = (
    name: keyof typeof tables,
    sources: readonly string[],
    actionOf: (event: Readonly<Record<string, unknown>>) => unknown,
  ) =>
    defineFunction({
      name,
      sources,
      caller: () => caller,
      handle: performActions({ actions: tables[name], actionOf, staff, now }),
      now,
      log,
    });
  const functions = {
    shop: functionOf('shop', CLIENT_SOURCES, ({ action }) => action),
    getOrder: functionOf('getOrder', CLIENT_SOURCES, orderActionOf),
    sweep: functionOf('sweep', ['wx_trigger'], () => 'sweep'),
  };

  const world: ShopWorld = {
    clock,
    memory,
    orders,
    weChat,
    asked,
    signedWith,
    log: lines,
    tables,
    call: (name, openId, event, source = 'wx_client') => {
      caller = { openId, appId: 'wx-demo', source };
      return functions[name](event, { time_limit_in_ms: 10_000, request_id: 'r-1' });
    },
    shop: async (openId, action, input) => {
      const answer = await world.call('shop', openId, { action, ...input });
      const parsed = parseShopAnswer(action, answer);
      if (parsed === null) throw new Error(`unreadable: ${JSON.stringify(answer)}`);
      if (!parsed.ok) throw new Error(parsed.error.code);
      return parsed.data;
    },
    instance: (other) => shopWorld(other, memory, clock, orders, weChat),
    copy: (other = settings) =>
      shopWorld(other, memory.copy(), { ...clock }, new Map(orders), { ...weChat }),
  };
  return world;
}

function givenOr<Given>(given: Given | CloudErrorCode | CloudFailure): Promise<Given> {
  if (given instanceof CloudFailure) return Promise.reject(given);
  if (typeof given === 'string' && given !== 'given') {
    return Promise.reject(new CloudFailure(given as CloudErrorCode));
  }
  return Promise.resolve(given);
}
