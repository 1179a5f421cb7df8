import { phoneMemory, serverClock } from './phone-memory';
import { callShop } from './platform/cloud-functions';
import type { CallResult } from './shared/call-result';
import type { Membership, Store } from './shared/shop';
import type { ShopAction, ShopCalls } from './shared/shop-api';
import { isRefusal } from './shop/page-state';
import { ROLE_NAMES, storeNames } from './shop/roles';

/** Asks the function `shop`. Whom the cloud does not know has nothing of the shop on this phone afterwards. */
export async function askShop<Action extends ShopAction>(
  action: Action,
  input: ShopCalls[Action]['input'],
): Promise<CallResult<ShopCalls[Action]['data']>> {
  const result = await callShop(action, input);
  if ('serverTime' in result) serverClock.heard(result.serverTime);
  if ('error' in result && isRefusal(result.error)) phoneMemory.forgetEverything();
  return result;
}

/** Who holds this phone, with the stores that they know by name. */
export interface Acquaintance {
  readonly membership: Membership;
  readonly stores: readonly Store[];
}

/** Asks who holds this phone, and remembers in what role. */
export async function askWhoIAm(): Promise<CallResult<Acquaintance>> {
  const me = await askShop('me', {});
  if (!me.ok) return me;
  const { serverTime, data: membership } = me;
  if (membership.kind !== 'member') {
    phoneMemory.forgetEverything();
    return { ok: true, serverTime, data: { membership, stores: [] } };
  }
  const { role } = membership;
  const listed = role === 'reviewer' ? null : await askShop('list-stores', {});
  if (listed?.ok === false) return listed;
  const stores = listed?.data.stores ?? [];
  phoneMemory.keepBadge({ role: ROLE_NAMES[role], stores: storeNames(membership.stores, stores) });
  return { ok: true, serverTime, data: { membership, stores } };
}
