import type { Answer } from '../../miniprogram/contract/cloud-api';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import type { ShopWorld } from './shop-world';

/** Looks an order up as a person of the shop. */
export async function lookUpIn(
  world: ShopWorld,
  openId: string,
  orderId: string,
): Promise<Answer<DeliveryReport>> {
  const event = { action: 'look-up', orderId };
  return (await world.call('getOrder', openId, event)) as Answer<DeliveryReport>;
}

/** A look-up's result and costs. */
export type Asking = Awaited<ReturnType<typeof askingIn>>;

export async function askingIn(world: ShopWorld, openId: string, orderId: string) {
  const before = world.asked.length;
  const operations = world.memory.operations();
  const answer = await lookUpIn(world, openId, orderId);
  return {
    outcome: answer.ok ? answer.data.status.name : answer.error.code,
    /** `shopid/shop_no/order id` of each request to WeChat. */
    asked: world.asked.slice(before),
    /** Requests to the database. */
    operations: world.memory.operations() - operations,
    answer,
  };
}
