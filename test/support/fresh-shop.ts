import type { AuditLine } from '../../miniprogram/contract/audit';
import type { Answer } from '../../miniprogram/contract/cloud-api';
import type { ShopAction, ShopCalls } from '../../miniprogram/contract/shop-api';
import { type ShopCollection, COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import type { Fields } from '../../cloudfunctions/core/storage/documents';
import { type Asking, askingIn, lookUpIn } from './look-ups';
import { refreshIn } from './order-lists';
import type { ShopWorld } from './shop-world';
import { type TwoStoreShop, twoStoreShop } from './two-store-shop';

/** The shop of two stores, as it was set up, for each test of a file that imports this. */
export let shop: TwoStoreShop;
export let world: ShopWorld;

beforeEach(async () => {
  shop = await twoStoreShop();
  ({ world } = shop);
});

export const owner = <Name extends ShopAction>(
  action: Name,
  input: ShopCalls[Name]['input'],
): Promise<ShopCalls[Name]['data']> => world.shop('o-owner', action, input);
export const auditLines = async (): Promise<readonly AuditLine[]> =>
  (await owner('list-audit', { before: null })).lines;

export const getOrder = (openId: string, action: string, input: object = {}) =>
  world.call('getOrder', openId, { action, ...input });
export const lookUp = (openId: string, orderId: string) => lookUpIn(world, openId, orderId);
export const observedLookUp = (openId: string, orderId: string): Promise<Asking> =>
  askingIn(world, openId, orderId);
export const refreshing = (orderIds: readonly string[], openId?: string) =>
  refreshIn(world, orderIds, openId);

/** Lets WeChat know an order of the first store's account. */
export const tell = (orderId: string, status: number, more: object = {}): void => {
  world.orders.set(`shop-one//${orderId}`, { order_status: status, ...more });
};

/** Brings orders to the boards as a person. */
export const add = (openId: string, ...orderIds: readonly string[]) =>
  getOrder(openId, 'add-orders', { orders: orderIds.map((orderId) => [orderId]) });
/** Registers orders by a key, as the shop's own system does over HTTP. */
export function register(key: string, ...orders: readonly (string | object)[]) {
  const sent = orders.map((one) => (typeof one === 'string' ? { orderId: one } : one));
  return world.call('getOrder', '', { action: 'register', key, orders: sent }, 'wx_http');
}
/** Makes a register key, of the first store by default. */
export const newKey = (label = '收银系统', stores = [shop.stores.one]) =>
  owner('make-register-key', { label, stores });
export const sweep = () => world.call('sweep', '', { Type: 'Timer' }, 'wx_trigger');

/** @returns `ok`, or the error's code */
export async function codeOf(answer: PromiseLike<Answer<unknown>>): Promise<string> {
  const given = await answer;
  return given.ok ? 'ok' : given.error.code;
}

/** @returns the answer's data. @throws Error with the error's code */
export async function dataOf(answer: Promise<Answer<unknown>>): Promise<unknown> {
  const given = await answer;
  if (!given.ok) throw new Error(given.error.code);
  return given.data;
}

export const storedIn = (name: ShopCollection): Map<string, Fields> =>
  world.memory.collection(COLLECTIONS[name]) ?? new Map<string, Fields>();
export const stored = (name: ShopCollection, id: string): Fields | undefined =>
  storedIn(name).get(id);

/** Changes a stored document, or adds it, with all rights. */
export function put(name: ShopCollection, id: string, changes: Fields): void {
  world.memory.put(COLLECTIONS[name], { ...stored(name, id), ...changes, _id: id });
}
