import type { CallResult } from '../contract/call-result';
import type { Store } from '../contract/shop';
import type { ShopAction, ShopCalls } from '../contract/shop-api';
import { askShop } from '../services/shop-session';

/** Asks for something and, beside it, for the stores that it is to be read with. */
export async function askWithStores<Action extends ShopAction>(
  action: Action,
  input: ShopCalls[Action]['input'],
): Promise<
  CallResult<{
    readonly answered: ShopCalls[Action]['data'];
    readonly stores: readonly Store[];
  }>
> {
  const [answer, listed] = await Promise.all([askShop(action, input), askShop('list-stores', {})]);
  if (!answer.ok) return answer;
  if (!listed.ok) return listed;
  const { serverTime, data: answered } = answer;
  return { ok: true, serverTime, data: { answered, stores: listed.data.stores } };
}
