import { phoneMemory, serverClock } from './phone-memory';
import { latestOrders } from './cloud-functions';
import { isRefusal, failureOf } from '../contract/call-result';

const ASK_EVERY_MS = 10_000;
let askedAt: number | null = null;

/**
 * Takes in what the person's stores have asked for last on any phone; asks at most every ten seconds. When no answer arrives nothing changes, and the
 * next call asks again. Whom the cloud does not know has nothing of the shop on this phone afterwards.
 *
 * @returns whether the phone's recents may be others now
 */
export async function hearLatestOrders(): Promise<boolean> {
  // Not the cloud's clock, which the first answer may move.
  const now = Date.now();
  if (askedAt !== null && Math.abs(now - askedAt) < ASK_EVERY_MS) return false;
  askedAt = now;
  const timesForgotten = phoneMemory.timesForgotten();
  const result = await latestOrders();
  if ('serverTime' in result) serverClock.heard(result.serverTime);
  if (result.ok) {
    if (phoneMemory.timesForgotten() === timesForgotten) phoneMemory.takeIn(result.data.orders);
    return true;
  }
  if (isRefusal(failureOf(result))) {
    phoneMemory.forgetOrders();
    return true;
  }
  askedAt = null;
  return false;
}
