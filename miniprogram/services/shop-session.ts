import { is } from 'superstruct';
import { phoneMemory, serverClock } from './phone-memory';
import { callCloud, deleteShopData } from './cloud-functions';
import { ageMs } from '../contract/age';
import type { CallResult } from '../contract/call-result';
import { type Membership, type Role, type Store, membership } from '../contract/shop';
import { type ShopAction, type ShopCalls, parseShopAnswer } from '../contract/shop-api';

/** Wait (ms) before the cloud is asked for the role again, if its answer had none. */
const ROLE_ASKED_AGAIN_AFTER_MS = 60_000;

/** Last call that asked for the role; null before the first. `at`: ms on the cloud's clock. */
let roleCall: { readonly at: number; readonly promise: Promise<unknown> } | null = null;
let isStranger = false;

/** Calls an action of cloud function `shop`, and stores the role in its answer. Never rejects. */
export async function askShop<Action extends ShopAction>(
  action: Action,
  input: ShopCalls[Action]['input'],
): Promise<CallResult<ShopCalls[Action]['data']>> {
  const parseAnswer = (answerData: unknown) => parseShopAnswer(action, answerData);
  const result = await callCloud('shop', { action, ...input }, parseAnswer);
  if (result.ok && is(result.data, membership)) {
    isStranger = result.data.kind === 'stranger';
    if (result.data.kind === 'member') phoneMemory.storeRole(result.data.role);
  }
  return result;
}

/** Returns the role of this phone's user; null if unknown. All callers share one call a minute. */
export async function roleOnThisPhone(): Promise<Role | null> {
  const storedRole = phoneMemory.role();
  if (storedRole !== null || isStranger) return storedRole;
  const now = serverClock.now();
  if (roleCall === null || ageMs(roleCall.at, now) >= ROLE_ASKED_AGAIN_AFTER_MS)
    roleCall = { at: now, promise: askShop('me', {}) };
  await roleCall.promise;
  return phoneMemory.role();
}

/** Membership of this phone's user, with the stores that this person may see. */
export interface Identity {
  readonly membership: Membership;
  readonly stores: readonly Store[];
}

export async function askIdentity(): Promise<CallResult<Identity>> {
  const meResult = await askShop('me', {});
  if (!meResult.ok) return meResult;
  const { serverTime, data: relation } = meResult;
  if (relation.kind !== 'member') {
    deleteShopData();
    return { ok: true, serverTime, data: { membership: relation, stores: [] } };
  }
  const storesResult = relation.role === 'reviewer' ? null : await askShop('list-stores', {});
  if (storesResult?.ok === false) return storesResult;
  const stores = storesResult?.data.stores ?? [];
  return { ok: true, serverTime, data: { membership: relation, stores } };
}

/** Leaves the shop. After success, the phone deletes all shop data. */
export async function leaveShop() {
  const result = await askShop('leave', {});
  if (result.ok) deleteShopData();
  return result;
}

/** Fetches the data that page 店铺 shows to owners only. */
export async function askOwnerData() {
  const [entered, listed, settings, people] = await Promise.all([
    askShop('list-mini-programs', {}),
    askShop('list-accounts', {}),
    askShop('settings', {}),
    askShop('list-people', {}),
  ]);
  if (!entered.ok) return entered;
  if (!listed.ok) return listed;
  if (!settings.ok) return settings;
  if (!people.ok) return people;
  const { invites } = people.data;
  const data = { ...entered.data, ...listed.data, settings: settings.data, invites };
  return { ...settings, data };
}
