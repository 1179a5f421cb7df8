import { is } from 'superstruct';
import { phoneMemory, serverClock } from './phone-memory';
import { callCloud, forgetShop } from './cloud-functions';
import { ageMs } from '../contract/age';
import type { CallResult } from '../contract/call-result';
import { type Membership, type Role, type Store, membership } from '../contract/shop';
import { type ShopAction, type ShopCalls, parseShopAnswer } from '../contract/shop-api';

/** Wait (ms) before the cloud is asked for the role again, if its last answer told no role. */
const ROLE_AGAIN_MS = 60_000;

/** Last call for the role; null before the first call. `at` (ms) is on the cloud's clock. */
let roleCall: { readonly at: number; readonly end: Promise<unknown> } | null = null;
let isStranger = false;

/** Calls an action of `shop`, and stores a role that it tells. Never rejects, shows no message. */
export async function askShop<Action extends ShopAction>(
  action: Action,
  input: ShopCalls[Action]['input'],
): Promise<CallResult<ShopCalls[Action]['data']>> {
  const parse = (value: unknown) => parseShopAnswer(action, value);
  const result = await callCloud('shop', { action, ...input }, parse);
  if (result.ok && is(result.data, membership)) {
    isStranger = result.data.kind === 'stranger';
    if (result.data.kind === 'member') phoneMemory.keepRole(result.data.role);
  }
  return result;
}

/**
 * Returns the role of this phone's holder; null for a stranger, who joins only by another action on
 * this phone, or when the cloud has not told it. Callers share one call, at most one a minute.
 */
export async function roleHere(): Promise<Role | null> {
  const known = phoneMemory.role();
  if (known !== null || isStranger) return known;
  const now = serverClock.now();
  if (roleCall === null || ageMs(roleCall.at, now) >= ROLE_AGAIN_MS)
    roleCall = { at: now, end: askShop('me', {}) };
  await roleCall.end;
  return phoneMemory.role();
}

/** Membership of the person who uses this phone, with the stores whose names they may see. */
export interface Identity {
  readonly membership: Membership;
  readonly stores: readonly Store[];
}

export async function askWhoIAm(): Promise<CallResult<Identity>> {
  const me = await askShop('me', {});
  if (!me.ok) return me;
  const { serverTime, data: relation } = me;
  if (relation.kind !== 'member') {
    forgetShop();
    return { ok: true, serverTime, data: { membership: relation, stores: [] } };
  }
  const listed = relation.role === 'reviewer' ? null : await askShop('list-stores', {});
  if (listed?.ok === false) return listed;
  const stores = listed?.data.stores ?? [];
  return { ok: true, serverTime, data: { membership: relation, stores } };
}

/** Leaves the shop; after success the phone deletes all shop data. */
export async function leaveShop() {
  const left = await askShop('leave', {});
  if (left.ok) forgetShop();
  return left;
}

/** Asks for the data that the page 店铺 shows to owners only. */
export async function askOwnersFacts() {
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
