import { phoneMemory, serverClock } from './phone-memory';
import { callShop } from './cloud-functions';
import type { CallResult } from '../contract/call-result';
import type { Account, Invite, Membership, ShopSettings, Store } from '../contract/shop';
import type { ShopAction, ShopCalls } from '../contract/shop-api';
import { isRefusal, failureOf } from '../contract/call-result';

/** Asks the function `shop`. Whom the cloud does not know has nothing of the shop on this phone afterwards. */
export async function askShop<Action extends ShopAction>(
  action: Action,
  input: ShopCalls[Action]['input'],
): Promise<CallResult<ShopCalls[Action]['data']>> {
  const result = await callShop(action, input);
  if ('serverTime' in result) serverClock.heard(result.serverTime);
  if (!result.ok && isRefusal(failureOf(result))) phoneMemory.forgetOrders();
  return result;
}

/** Who holds this phone, with the stores that they know by name. */
export interface Acquaintance {
  readonly membership: Membership;
  readonly stores: readonly Store[];
}

/** Asks who holds this phone. */
export async function askWhoIAm(): Promise<CallResult<Acquaintance>> {
  const me = await askShop('me', {});
  if (!me.ok) return me;
  const { serverTime, data: membership } = me;
  if (membership.kind !== 'member') {
    phoneMemory.forgetOrders();
    return { ok: true, serverTime, data: { membership, stores: [] } };
  }
  const { role } = membership;
  const listed = role === 'reviewer' ? null : await askShop('list-stores', {});
  if (listed?.ok === false) return listed;
  const stores = listed?.data.stores ?? [];
  return { ok: true, serverTime, data: { membership, stores } };
}

/** Leaves the shop. Nothing of it stays on this phone, whatever becomes of the next question. */
export async function leaveShop(): Promise<CallResult<ShopCalls['leave']['data']>> {
  const left = await askShop('leave', {});
  if (left.ok) phoneMemory.forgetOrders();
  return left;
}

/** What 店铺 tells its owner of. */
export interface OwnersFacts {
  readonly accounts: readonly Account[];
  readonly settings: ShopSettings;
  readonly invites: readonly Invite[];
}

/** Asks for what only the owner is told, and who waits to be let in. */
export async function askOwnersFacts(): Promise<CallResult<OwnersFacts>> {
  const [listed, settings, people] = await Promise.all([
    askShop('list-accounts', {}),
    askShop('settings', {}),
    askShop('list-people', {}),
  ]);
  if (!listed.ok) return listed;
  if (!settings.ok) return settings;
  if (!people.ok) return people;
  const { accounts } = listed.data;
  const { invites } = people.data;
  return { ...settings, data: { accounts, settings: settings.data, invites } };
}
