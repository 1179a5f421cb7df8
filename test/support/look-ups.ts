import type { Answer } from '../../miniprogram/contract/cloud-api';
import type { CloudErrorCode } from '../../miniprogram/contract/cloud-error';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import type { StatusName } from '../../miniprogram/contract/delivery-status';
import type { ShopWorld } from './shop-world';

/** Looks an order up as a person of the shop. */
export async function lookUpIn(
  world: ShopWorld,
  openId: string,
  orderId: string,
): Promise<Answer<DeliveryReport>> {
  return (await world.call('getOrder', openId, {
    action: 'look-up',
    orderId,
  })) as Answer<DeliveryReport>;
}

/** A look-up's result and costs. */
export interface Asking {
  readonly outcome: StatusName | CloudErrorCode;
  /** `shopid/shop_no/order id` of each request to WeChat. */
  readonly asked: string[];
  /** Requests to the database. */
  readonly operations: number;
  readonly answer: Answer<DeliveryReport>;
}

export async function askingIn(world: ShopWorld, openId: string, orderId: string): Promise<Asking> {
  const before = world.asked.length;
  const operations = world.memory.operations();
  const answer = await lookUpIn(world, openId, orderId);
  return {
    outcome: answer.ok ? answer.data.status.name : answer.error.code,
    asked: world.asked.slice(before),
    operations: world.memory.operations() - operations,
    answer,
  };
}
