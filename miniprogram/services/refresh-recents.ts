import { phoneMemory } from './phone-memory';
import { callGetOrder } from './cloud-functions';
import type { CallResult } from '../contract/call-result';
import type { RefreshedOrders } from '../contract/cloud-api';
import { statusOf } from '../contract/delivery-status';

/**
 * Fetches the orders of the list 最近查过 as they are now, and puts them among this phone's recents.
 * WeChat is asked for those that are under way, as far as that is due. The answer also has the
 * map's dark style, which is kept for later maps. What the answer does not tell stays as it is, and
 * without an answer nothing changes.
 */
export async function refreshRecents(): Promise<CallResult<RefreshedOrders>> {
  const timesForgotten = phoneMemory.timesForgotten();
  const underWay = phoneMemory.recents().filter(({ status }) => !statusOf(status).isFinal);
  const orderIds = underWay.map(({ orderId }) => orderId);
  const result = await callGetOrder('refresh-orders', { orderIds });
  if (result.ok && phoneMemory.timesForgotten() === timesForgotten) {
    phoneMemory.mergeLatest(result.data.orders);
    const { darkMap } = result.data;
    if (darkMap !== undefined) phoneMemory.keepDarkMap(darkMap);
  }
  return result;
}
