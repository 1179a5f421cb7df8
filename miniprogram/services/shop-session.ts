import { is } from 'superstruct';
import { phoneMemory, serverClock } from './phone-memory';
import { callShop } from './cloud-functions';
import type { CallResult } from '../contract/call-result';
import type { Account, Invite, Membership, Role, ShopSettings, Store } from '../contract/shop';
import { membership } from '../contract/shop';
import type { ShopAction, ShopCalls } from '../contract/shop-api';
import { isRefusal, failureOf } from '../contract/call-result';

/**
 * Calls an action of the function `shop`. When the cloud does not know the caller, the phone
 * forgets all shop data. When it tells the caller's role, the phone remembers that.
 */
export async function askShop<Action extends ShopAction>(
  action: Action,
  input: ShopCalls[Action]['input'],
): Promise<CallResult<ShopCalls[Action]['data']>> {
  const result = await callShop(action, input);
  if ('serverTime' in result) serverClock.adjust(result.serverTime);
  if (!result.ok && isRefusal(failureOf(result))) phoneMemory.forgetOrders();
  if (result.ok && is(result.data, membership) && result.data.kind === 'member')
    phoneMemory.keepRole(result.data.role);
  return result;
}

/**
 * Returns the role of the person who holds this phone; null for a person outside the shop. The
 * cloud is asked only as long as this phone does not know.
 */
export async function roleHere(): Promise<Role | null> {
  const known = phoneMemory.role();
  if (known !== null) return known;
  const me = await askShop('me', {});
  return me.ok && me.data.kind === 'member' ? me.data.role : null;
}

/** Membership of the person who uses this phone, with the stores whose names they may see. */
export interface Identity {
  readonly membership: Membership;
  readonly stores: readonly Store[];
}

/** Fetches the membership of the person who uses this phone. */
export async function askWhoIAm(): Promise<CallResult<Identity>> {
  const me = await askShop('me', {});
  if (!me.ok) return me;
  const { serverTime, data: relation } = me;
  if (relation.kind !== 'member') {
    phoneMemory.forgetOrders();
    return { ok: true, serverTime, data: { membership: relation, stores: [] } };
  }
  const listed = relation.role === 'reviewer' ? null : await askShop('list-stores', {});
  if (listed?.ok === false) return listed;
  const stores = listed?.data.stores ?? [];
  return { ok: true, serverTime, data: { membership: relation, stores } };
}

/**
 * Leaves the shop. After success the phone deletes all shop data, without waiting for a refusal.
 */
export async function leaveShop(): Promise<CallResult<ShopCalls['leave']['data']>> {
  const left = await askShop('leave', {});
  if (left.ok) phoneMemory.forgetOrders();
  return left;
}

/** Data that the page 店铺 shows to owners only. */
export interface OwnersFacts {
  readonly accounts: readonly Account[];
  readonly settings: ShopSettings;
  readonly invites: readonly Invite[];
}

/**
 * Fetches the data for owners: accounts, settings, and the invites with the people who wait for
 * confirmation.
 */
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
