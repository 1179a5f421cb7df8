import type { Answer, RefreshedOrders } from '../../miniprogram/contract/cloud-api';
import type { ShopWorld } from './shop-world';

/** Refreshes a list of orders, and throws the error's code. @returns the answer and its costs */
export async function refreshIn(
  world: ShopWorld,
  orderIds: readonly string[],
  openId = 'o-clerk',
): Promise<
  RefreshedOrders & {
    /** Order ids that WeChat was asked for. */
    readonly asked: readonly (string | undefined)[];
    /** Requests to the database. */
    readonly operations: number;
  }
> {
  const [asked, operations] = [world.asked.length, world.memory.operations()];
  const event = { action: 'refresh-orders', orderIds };
  const answer = (await world.call('getOrder', openId, event)) as Answer<RefreshedOrders>;
  if (!answer.ok) throw new Error(answer.error.code);
  return {
    ...answer.data,
    asked: world.asked.slice(asked).map((key) => key.split('/').at(-1)),
    operations: world.memory.operations() - operations,
  };
}
