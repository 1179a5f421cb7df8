import type { Fields } from '../../cloudfunctions/core/storage/documents';
import { type ShopCollection, COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { paidList, type AskedWeChat, type Orders, answeringWeChat } from './answering-wechat';
import { boardPhone } from './board-phone';
import { NOON } from './delivery-reports';
import { APP_ID, MALL } from './fake-wechat';
import { accept, chooseTemplate } from './fake-messages';
import { WECOM_ADDRESS, textsOf } from './fake-robots';
import { memoryDatabase } from './memory-database';
import { type ShopWorld, SETTINGS, SETUP_CODE, shopWorld } from './shop-world';
import { STORE_ONE, testKeys } from './signing-wechat';
import { openRobot, watchIn } from './told-shop';
import { join, newAccount, setUpTwoStores } from './two-store-shop';

/** Shop whose every kind of document a release has written, and what a reader needs beside them. */
export interface KeptShop {
  /** Time of the last write, ms since 1970. */
  readonly at: number;
  readonly registerKey: string;
  readonly inviteSecret: string;
  readonly documents: readonly KeptDocument[];
}

export interface KeptDocument {
  readonly in: ShopCollection;
  readonly _id: string;
  readonly fields: Fields;
}

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];
const NOON_SECONDS = NOON / 1000;
const ROAD = { order_status: 301, rider_lng: 113.321, rider_lat: 23.121 };
/** What 即时配送 tells in the end. */
const AT_LAST: readonly (readonly [key: string, answer: Parameters<Orders['set']>[1]])[] = [
  ['shop-one//D-ROAD', { ...ROAD, reach_time: 1800 }],
  ['shop-one//D-LATE', 304],
  ['shop-one//D-TROUBLE', 304],
  ['shop-one//D-OLD', 304],
  ['shop-one//D-DONE', 302],
  ['shop-one//D-TWICE', 401],
  ['shop-two//D-TWICE', 202],
  ['shop-one//P-0', 302],
  ['shop-one//D-UNKNOWN', { order_status: 777 }],
];
/** What 同城配送 tells. */
const AT_THE_STORE = {
  ...{ order_status: 40000, wx_store_id: STORE_ONE, store_order_id: 'D-CITY' },
  ...{ service_trans_id: 'SFTC', delivery_no: '3000000009', create_time: NOON_SECONDS },
  ...{ accept_time: NOON_SECONDS + 60, distance: 2300, fetch_code: '432187', order_seq: '#12' },
  transporter_info: { transporter_name: '陈师傅', transporter_phone: '10012345678' },
  receiver_info: { lng: 113.123456, lat: 23.987654 },
};
const LAST_ASKED = ['D-NOBODY', 'D-UNKNOWN', 'D-DONE', 'D-LATE', 'D-CITY', 'D-ROAD'];
const COMPARED = Array.from({ length: 10 }, (_, n) => `P-${n}`);

/** Opens a shop whose token comes from the database, too. */
function openWorld(memory: ShopWorld['memory'], now: number): ShopWorld {
  const orders: Orders = new Map();
  const weChat: AskedWeChat = {
    token: 'given',
    bound: [],
    quota: { dailyLimit: 1000, leftToday: 990, perMinute: null },
  };
  const signs: string[] = [];
  const answering = answeringWeChat(orders, weChat, ({ key, sign }) =>
    signs.push(`${key} ${sign}`),
  );
  const post: typeof answering = (url, ...rest) => {
    if (url.includes('/stable_token')) signs.push('a token was fetched');
    return answering(url, ...rest);
  };
  const world = shopWorld(SETTINGS, memory, { now }, orders, weChat, post);
  for (const [key, answer] of AT_LAST) orders.set(key, answer);
  world.signing.orders.set(`${STORE_ONE}/D-CITY`, AT_THE_STORE);
  return { ...world, signs };
}

/** Lets a shop live through all that it stores. */
export async function recordKeptShop(): Promise<KeptShop> {
  const world = openWorld(memoryDatabase(), NOON);
  const { stores } = await setUpTwoStores(world);
  const [owner, clerk] = ['o-owner', 'o-clerk'];
  const lookUp = async (orderId: string, afterMs = MINUTE) => {
    world.clock.now += afterMs;
    const event = { action: 'look-up', orderId, exact: true };
    return world.call('getOrder', clerk, event);
  };
  await world.shop(owner, 'save-mini-program', MALL);
  const thresholds = { noRiderMinutes: 7, atStoreMinutes: 11, notMovingMinutes: 13 };
  await world.shop(owner, 'save-store', {
    ...{ storeId: stores.one, version: 1, name: '天河南店' },
    position: { longitude: 113.32, latitude: 23.12 },
    thresholds: { ...thresholds, overdueMinutes: 17 },
  });
  await newAccount(world, 'SS', 'shop-three', 'secret-three', {
    storeId: stores.two,
    shopNo: 'N2',
  });
  await world.shop(owner, 'save-intracity-account', {
    ...{ accountId: null, version: 0, appId: APP_ID, label: '同城', keys: testKeys() },
    bindings: [{ storeId: stores.one, shopNo: STORE_ONE }],
  });
  await world.shop(owner, 'save-dark-map', { darkMap: { key: 'MAPKE-Y0000', style: 3 } });
  await world.shop(owner, 'save-retention', { historyDays: 31, auditDays: 47 });
  await openRobot(world, stores.one, WECOM_ADDRESS);
  await world.shop(owner, 'save-quiet-hours', { storeId: stores.one, quiet: { from: 2, to: 6 } });
  await chooseTemplate(world);
  await accept(world, clerk, 2);
  await world.shop(clerk, 'save-own-quiet-hours', { quiet: { from: 1, to: 5 } });
  await join(world, 'o-second', 'owner', 'all');
  const scope = { stores: [stores.one] };
  const waiting = await world.shop(owner, 'invite', { role: 'manager', ...scope });
  await world.shop('o-joiner', 'accept-invite', { secret: waiting.secret, name: '等着的人' });
  const { secret: inviteSecret } = await world.shop(owner, 'invite', { role: 'manager', ...scope });
  const { key: registerKey } = await world.shop(owner, 'make-register-key', {
    ...{ label: '收银系统', stores: [stores.one] },
  });
  await world.call('shop', 'o-stranger', { action: 'claim', code: 'wrong', name: '别人' });
  await world.call('shop', clerk, { action: 'remove-store', storeId: stores.one, version: 1 });

  for (const orderId of COMPARED) {
    world.orders.set(`shop-one//${orderId}`, 302);
    await lookUp(orderId, SECOND);
  }
  world.weChat.paid = paidList(...COMPARED.map((id) => ({ id, at: world.clock.now - MINUTE })));
  await world.shop(owner, 'compare-paid-orders', { appId: APP_ID });
  await world.shop(owner, 'switch-paid-orders', { appId: APP_ID, isOn: true });

  // Deliveries: one ended, one that failed and was placed again, one that an answer calls over.
  for (const status of [201, 202, 301, 302]) {
    world.orders.set('shop-one//D-DONE', status);
    await lookUp('D-DONE');
  }
  world.orders.set('shop-one//D-TWICE', 301);
  await lookUp('D-TWICE');
  world.orders.set('shop-one//D-TWICE', 401);
  await lookUp('D-TWICE');
  await join(world, 'o-both', 'clerk', 'all');
  world.clock.now += MINUTE;
  await world.call('getOrder', 'o-both', { action: 'look-up', orderId: 'D-TWICE', exact: true });
  world.orders.set('shop-one//D-LATE', { ...ROAD, reach_time: 60 });
  for (const orderId of ['D-OLD', 'D-CITY', 'D-LATE', 'D-ROAD', 'D-TROUBLE']) await lookUp(orderId);
  await world.call('getOrder', clerk, {
    ...{ action: 'acknowledge', orderId: 'D-OLD', reason: 'unreachable' },
  });
  await watchIn(world);
  const registered = [{ orderId: 'D-REGISTERED', note: '三楼' }];
  const register = { action: 'register', key: registerKey, orders: registered };
  await world.call('getOrder', '', register, 'wx_http');
  await world.call('getOrder', clerk, {
    ...{ action: 'add-orders', orders: [['D-BROUGHT', 'D-BROUGHT-2']] },
  });
  world.clock.now += MINUTE;
  world.weChat.paid = paidList({ id: 'D-PAID', at: world.clock.now - MINUTE });
  await boardPhone(world, clerk).refresh();
  await world.call('sweep', '', {}, 'wx_trigger');
  world.orders.set('shop-one//D-LATE', 304);
  world.clock.now += MINUTE;
  // The last answers are so new that they are told again, without a question.
  for (const orderId of LAST_ASKED) await lookUp(orderId, SECOND);
  return {
    at: world.clock.now,
    registerKey,
    inviteSecret,
    documents: documentsIn(world).filter(isWorthKeeping),
  };
}

/** Acts whose lines of 操作记录 are kept: done and refused ones, of people and of the shop. */
const ACTS: readonly unknown[] = ['claim', 'remove-store', 'acknowledge', 'join'];

function isWorthKeeping({ in: name, _id, fields }: KeptDocument): boolean {
  return name === 'audit' ? ACTS.includes(fields['act']) : !COMPARED.slice(1).includes(_id);
}

export function documentsIn({ memory }: Pick<ShopWorld, 'memory'>): readonly KeptDocument[] {
  const names = Object.keys(COLLECTIONS) as ShopCollection[];
  return names.flatMap((name) =>
    [...(memory.collection(COLLECTIONS[name]) ?? [])]
      .map(([_id, fields]) => ({ in: name, _id, fields }))
      .sort((one, other) => (one._id < other._id ? -1 : 1)),
  );
}

/** Opens a kept shop, as an instance of the cloud that was just started. */
export function openKeptShop({ at, documents }: KeptShop): ShopWorld {
  testKeys();
  const memory = memoryDatabase();
  for (const { in: name, _id, fields } of documents)
    memory.put(COLLECTIONS[name], { ...fields, _id });
  return openWorld(memory, at + SECOND);
}

/** One thing that people, a system or the timers get of a kept shop, by name. */
export type Reading = readonly [name: string, answer: unknown];

/**
 * Reads all of a kept shop by the product's own actions, then lets two months go by. Whoever looks
 * for a difference can stop at the first one.
 */
export async function* readingsOf(kept: KeptShop): AsyncGenerator<Reading> {
  const world = openKeptShop(kept);
  const shop = async (who: string, action: string, more: object = {}): Promise<Reading> => [
    `${action} ${who}`,
    plain(await world.call('shop', who, { action, ...more })),
  ];
  const order = async (who: string, action: string, more: object): Promise<Reading> => [
    `${action} ${who} ${JSON.stringify(more)}`,
    plain(await world.call('getOrder', who, { action, ...more })),
  ];
  for (const who of ['o-owner', 'o-clerk', 'o-reviewer', 'o-joiner', 'o-stranger'])
    yield await shop(who, 'me');
  for (const action of LISTS) yield await shop('o-owner', action);
  yield await shop('o-clerk', 'message-door');
  yield await shop('o-owner', 'list-audit', { before: null });
  yield await shop('o-new', 'see-invite', { secret: kept.inviteSecret });
  for (const who of ['o-owner', 'o-clerk'])
    yield await order(who, 'board', { marks: [], isOpening: true });
  yield await order('o-clerk', 'refresh-orders', { orderIds: [] });
  yield ['claim', plain(await world.call('shop', 'o-stranger', CLAIM))];
  for (const orderId of LOOKED_UP) yield await order('o-owner', 'look-up', { orderId });
  yield await order('o-clerk', 'reveal-phone', { orderId: 'D-ROAD' });
  const orders = [{ orderId: 'D-NEXT' }];
  const register = { action: 'register', key: kept.registerKey, orders };
  yield ['register', await world.call('getOrder', '', register, 'wx_http')];
  for (const minutes of [1, 1, 1, 5]) {
    world.clock.now += minutes * MINUTE;
    await watchIn(world);
    await boardPhone(world, 'o-clerk').refresh();
  }
  yield ['what the group was told', textsOf(world.robots)];
  yield ['questions to WeChat, and their signs', [...new Set(world.signs)].sort()];
  const { lines } = await world.shop('o-owner', 'self-check', {});
  yield ['自检', lines.filter(({ check }) => check === 'sweep' || check === 'records')];
  // A shop that nobody has looked at since.
  for (const [name, one] of [
    ['', world],
    [', untouched', openKeptShop(kept)],
  ] as const)
    for (const hours of [2, 25, 60 * 24]) {
      one.clock.now += hours * HOUR;
      await one.call('sweep', '', {}, 'wx_trigger');
      yield [`what is left ${hours} h later${name}`, left(one)];
    }
}

/** The set-up code was used before. */
const CLAIM = { action: 'claim', code: SETUP_CODE, name: '别人' };
const LISTS = [
  ...['list-people', 'list-stores', 'list-mini-programs', 'list-accounts', 'list-robots'],
  ...['list-register-keys', 'settings'],
];
/** Orders by the end of an id, and by their ids. */
const LOOKED_UP = [
  ...['TWICE', 'D-NOBODY', 'D-ROAD', 'D-LATE', 'D-TROUBLE', 'D-OLD', 'D-DONE', 'D-TWICE'],
  ...['D-CITY', 'D-UNKNOWN', 'P-0'],
];

/** Ids of what is still there, and whether riders are still in it. */
function left(world: ShopWorld): readonly string[] {
  return documentsIn(world)
    .filter(({ in: name }) => name !== 'audit' && name !== 'limits')
    .map(({ in: name, _id, fields }) => {
      const rider = JSON.stringify(fields).includes('陈师傅') ? ' with its rider' : '';
      return `${name} ${_id}${rider}`;
    });
}

/** Drops what every call has anew. */
function plain(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) => (name === 'mark' ? '' : value)),
  );
}
