import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { type PaidList, type WirePaid, paidList } from './answering-wechat';
import { boardPhone } from './board-phone';
import { APP_ID } from './fake-wechat';
import type { ShopWorld } from './shop-world';
import { type TwoStoreShop, twoStoreShop } from './two-store-shop';

/** A shop of two stores, and the list of its mini-program's paid orders. */
export interface PaidShop extends TwoStoreShop {
  readonly paid: PaidList;
}

/** Returns a shop whose paid orders come by themselves. */
export async function paidShop(...orders: WirePaid[]): Promise<PaidShop> {
  const shop = await twoStoreShop();
  const paid = paidList(...orders);
  shop.world.weChat.paid = paid;
  switchOn(shop.world);
  return { ...shop, paid };
}

/** Switches paid orders on, as if the numbers had been compared. */
export function switchOn(world: ShopWorld, appId = APP_ID): void {
  const match = { at: world.clock.now, of: 10, same: 9 };
  const entry = world.memory.collection(COLLECTIONS.miniPrograms)?.get(appId);
  const paidOrders = [{ isOn: true, stoppedAt: null, match }];
  world.memory.put(COLLECTIONS.miniPrograms, { ...entry, _id: appId, paidOrders });
}

/** Returns an order's document. */
export const recordIn = ({ memory }: ShopWorld, orderId: string) =>
  memory.collection(COLLECTIONS.deliveries)?.get(orderId);

/** Returns the counter of a mini-program's paid orders. */
export const counterIn = ({ memory }: ShopWorld, appId = APP_ID) =>
  memory.collection(COLLECTIONS.limits)?.get(`paid ${appId}`);

/** Calls an open board, after some minutes. @returns what it cost, and its rows */
export async function callOpenBoard(world: ShopWorld, openId = 'o-clerk', minutes = 0) {
  world.clock.now += minutes * 60_000;
  const phone = boardPhone(world, openId);
  const called = await phone.refresh();
  return { ...called, rows: phone.rows().map(({ orderId }) => orderId) };
}

/** Calls a clerk's open board each 20 s, for some minutes. */
export async function watchOpenBoard(world: ShopWorld, minutes: number): Promise<void> {
  for (let n = 0; n < 3 * minutes; n += 1) {
    world.clock.now += 20_000;
    await callOpenBoard(world);
  }
}
