import type { Answer } from '../../miniprogram/contract/cloud-api';
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
