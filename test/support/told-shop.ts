import type { Answer } from '../../miniprogram/contract/cloud-api';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { lookUpAll } from './board-phone';
import { WECOM_ADDRESS } from './fake-robots';
import type { ShopWorld } from './shop-world';

/** Runs a turn of the function `watch`, as the cloud's timer does. */
export function watchIn(world: Pick<ShopWorld, 'call'>): Promise<Answer<unknown>> {
  return world.call('watch', '', { Type: 'Timer' }, 'wx_trigger');
}

/** Gives a store a robot of 企业微信. */
export async function openRobot(
  world: Pick<ShopWorld, 'shop'>,
  storeId: string,
  address = WECOM_ADDRESS,
): Promise<void> {
  await world.shop('o-owner', 'save-robot', { storeId, address, signSecret: null });
}

/** Lets a delivery of the first store have a status, and its clerk look it up. */
export async function seenIn(
  world: ShopWorld,
  status: number,
  orderId = '20261124-1304',
): Promise<void> {
  world.orders.set(`shop-one//${orderId}`, status);
  await lookUpAll(world, 'o-clerk', orderId);
}

/** Runs a turn of `watch` after some time. */
export async function turnIn(world: ShopWorld, afterMs = 60_000): Promise<void> {
  world.clock.now += afterMs;
  expect(await watchIn(world)).toMatchObject({ ok: true });
}

export const noticesIn = ({ memory }: ShopWorld) => [
  ...(memory.collection(COLLECTIONS.notices)?.values() ?? []),
];
export const noticeStatesIn = (world: ShopWorld) => noticesIn(world).map(({ state }) => state);
