import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { type PaidList, type WirePaid, paidList } from './answering-wechat';
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

/** Returns the counter of a mini-program's paid orders. */
export const counterIn = ({ memory }: ShopWorld, appId = APP_ID) =>
  memory.collection(COLLECTIONS.limits)?.get(`paid ${appId}`);
