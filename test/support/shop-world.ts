import { boardActions } from '../../cloudfunctions/core/board/board-actions';
import { createDeliveries } from '../../cloudfunctions/core/deliveries/deliveries';
import { deliveryActions } from '../../cloudfunctions/core/deliveries/delivery-actions';
import { type Action, defineActionFunction } from '../../cloudfunctions/core/access/access';
import { selfCheckAction } from '../../cloudfunctions/core/self-check/check-actions';
import { createShopContext } from '../../cloudfunctions/core/access/shop-context';
import { noticeActions } from '../../cloudfunctions/core/notices/message-actions';
import { paidOrdersActions } from '../../cloudfunctions/core/intake/paid-orders-actions';
import { shopActions } from '../../cloudfunctions/core/shop/shop-actions';
import { watchAction } from '../../cloudfunctions/core/watch/watch';
import { purgeNowAction, sweepAction } from '../../cloudfunctions/core/sweep/sweep';
import type { Answer } from '../../miniprogram/contract/cloud-api';
import {
  type ShopAction,
  type ShopCalls,
  parseShopAnswer,
} from '../../miniprogram/contract/shop-api';
import { reportSeen } from '../../dev/cloud/seen';
import { rightClock } from './calls';
import { NOON } from './delivery-reports';
import { functionCheckAction } from '../../cloudfunctions/core/self-check/function-check';
import type { PostJson } from '../../cloudfunctions/core/providers/wechat/post-json';
import { openWeChat } from '../../cloudfunctions/core/shop/shop-wechat';
import { type MemoryDatabase, memoryDatabase } from './memory-database';
import { APP_ID, connecting, fakeWeChat } from './fake-wechat';
import { type SigningWeChat, signingWeChat } from './signing-wechat';
import { type FakeMessages, fakeMessages } from './fake-messages';
import { type FakeRobots, fakeRobots } from './fake-robots';
import { type AskedWeChat, type Orders, answeringWeChat } from './answering-wechat';

/** A call ends by the real clock; so long that a busy machine does not end it. */
const CONTEXT = { time_limit_in_ms: 600_000, request_id: 'r-1' };

export const SETUP_CODE = 'x7Kp2mQ9vT4wZ8rB';
export const SETTINGS: Readonly<Record<string, string>> = {
  SETTINGS_KEY: '5c'.repeat(32),
  OWNER_SETUP_CODE: SETUP_CODE,
};

type FunctionName = 'shop' | 'getOrder' | 'sweep' | 'watch';

/** The shop's functions over a database in memory: all from event to database. */
export interface ShopWorld {
  readonly clock: { now: number };
  readonly memory: MemoryDatabase;
  readonly orders: Orders;
  readonly weChat: AskedWeChat;
  /** WeChat's side of signed questions, of 同城配送. */
  readonly signing: SigningWeChat;
  /** Robots of the groups that the stores are told in. */
  readonly robots: FakeRobots;
  /** WeChat's side of subscribe messages. */
  readonly messages: FakeMessages;
  /** `shopid/shop_no/order id` of each request to WeChat so far. */
  readonly asked: readonly string[];
  /** `delivery_sign` of each request. */
  readonly signs: readonly string[];
  readonly log: readonly string[];
  /** Mini-program in which the callers' pages run. */
  readonly callers: { appId: string };
  readonly tables: Readonly<Record<FunctionName, ReadonlyMap<string, Action>>>;
  /** Calls a function as a person. @returns the cloud's answer */
  readonly call: (
    name: FunctionName,
    openId: string,
    event: unknown,
    source?: string,
    context?: unknown,
  ) => Promise<Answer<unknown>>;
  /** Calls `shop` as a person. It throws the error's code. */
  readonly shop: <Name extends ShopAction>(
    openId: string,
    action: Name,
    input: ShopCalls[Name]['input'],
  ) => Promise<ShopCalls[Name]['data']>;
  /** Empties the memory of WeChat's token, so that the next question fetches one. */
  readonly forgetToken: () => void;
  /** Creates another instance with other settings, on the same database and clock. */
  readonly instance: (settings: Readonly<Record<string, string>>) => ShopWorld;
  /** Copies this world. */
  readonly copy: (settings?: Readonly<Record<string, string>>) => ShopWorld;
}

/** Opens the shop as one instance knows it. Its log goes nowhere unless it is given. */
export function shopIn(
  { memory, clock }: Pick<ShopWorld, 'memory' | 'clock'>,
  environment: Readonly<Record<string, string>>,
  more: Partial<Pick<Parameters<typeof createShopContext>[0], 'sleep' | 'log'>> = {},
): ReturnType<typeof createShopContext> {
  const openClock = () => rightClock(() => clock.now);
  return createShopContext({
    database: memory.database,
    environment,
    openClock,
    log: () => undefined,
    ...more,
  });
}

/**
 * Opens the shop's functions.
 *
 * @param post WeChat that answers by AppID, asked with the AppSecrets and tokens that the shop has
 *   stored; else every mini-program is asked by `orders` and `weChat`
 */
export function shopWorld(
  settings: Readonly<Record<string, string>> = SETTINGS,
  memory = memoryDatabase(),
  clock = { now: NOON },
  orders: Orders = new Map(),
  weChat: AskedWeChat = {
    token: 'given',
    bound: [],
    quota: { dailyLimit: 1000, leftToday: 990, perMinute: null },
  },
  post?: PostJson,
  robots = fakeRobots(),
  messages = fakeMessages(),
): ShopWorld {
  const asked: string[] = [];
  const signs: string[] = [];
  const lines: string[] = [];
  const log = (fields: object): void => {
    const line = JSON.stringify(fields);
    lines.push(line);
    reportSeen('log', line);
  };
  const now = (): number => clock.now;
  const sleep = async (ms: number): Promise<void> => {
    clock.now += ms;
    await Promise.resolve();
  };
  const shop = shopIn({ memory, clock }, settings, { sleep, log });
  const signing = signingWeChat(APP_ID, now);
  const { get, postOnce } = messages;
  const parts = { postBody: signing.postBody, get, postOnce, now };
  const answering = answeringWeChat(orders, weChat, ({ key, sign }) => {
    asked.push(key);
    signs.push(sign);
  });
  const wechat =
    post === undefined
      ? fakeWeChat({ ...parts, post: answering })
      : { ...openWeChat(shop, memory.database)(APP_ID), ...parts, post };
  const connect = connecting(wechat);
  const created = createDeliveries(shop, memory.database);
  const notices = {
    ...created.notices,
    wechat: connect,
    robotConnection: () => robots.connect(now),
  };
  const deliveries = { ...created, notices, wechat: connect, sleep };
  const tables = {
    shop: shopActions(shop, connect, {
      'self-check': selfCheckAction(shop, deliveries),
      'purge-now': purgeNowAction(shop),
      ...paidOrdersActions(shop, deliveries),
      ...noticeActions(shop, deliveries.notices),
    }),
    getOrder: new Map([
      ...deliveryActions(deliveries, functionCheckAction(shop, 'getOrder')),
      ...boardActions(deliveries, shop),
    ]),
    sweep: new Map([['sweep', sweepAction(shop)]]),
    watch: new Map([['watch', watchAction(deliveries)]]),
  };
  const callers = { appId: APP_ID };
  let caller = { openId: '', ...callers, source: '' };
  const functionOf = (name: FunctionName, more: { actionNameOf?: () => string } = {}) =>
    defineActionFunction(shop, { name, caller: () => caller, actions: tables[name], ...more });
  const functions = {
    shop: functionOf('shop'),
    getOrder: functionOf('getOrder'),
    sweep: functionOf('sweep', { actionNameOf: () => 'sweep' }),
    watch: functionOf('watch', { actionNameOf: () => 'watch' }),
  };

  const world: ShopWorld = {
    clock,
    memory,
    orders,
    weChat,
    signing,
    robots,
    messages,
    asked,
    signs,
    log: lines,
    callers,
    tables,
    call: async (name, openId, event, source = 'wx_client', context = CONTEXT) => {
      caller = { openId, ...callers, source };
      const answer = await functions[name](event, context);
      reportSeen('answer', answer);
      return answer;
    },
    shop: async (openId, action, input) =>
      shopDataIn(action, await world.call('shop', openId, { action, ...input })),
    forgetToken: () => {
      wechat.tokensInMemory.clear();
    },
    instance: (other) => shopWorld(other, memory, clock, orders, weChat, post, robots, messages),
    copy: (other = settings) =>
      shopWorld(other, memoryDatabase(memory.copy()), { ...clock }, new Map(orders), { ...weChat }),
  };
  return world;
}

/** Reads an answer of `shop`. @throws Error with the error's code */
export function shopDataIn<Name extends ShopAction>(
  action: Name,
  answer: unknown,
): ShopCalls[Name]['data'] {
  const parsed = parseShopAnswer(action, answer);
  if (parsed === null) throw new Error(`unreadable: ${JSON.stringify(answer)}`);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.data;
}
