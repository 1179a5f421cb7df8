import { phoneMemory, serverClock } from './phone-memory';
import { latestOrders } from './cloud-functions';
import { isRefusal, failureOf } from '../contract/call-result';

const CALL_EVERY_MS = 10_000;
let calledAt: number | null = null;

/**
 * Fetches the orders that the caller's stores looked up last on any phone, and adds them to this
 * phone's recents; calls the cloud at most every ten seconds. Without an answer nothing changes,
 * and the next call tries again. When the cloud does not know the caller, the phone forgets all
 * shop data.
 *
 * @returns whether the phone's recents may have changed
 */
export async function refreshRecents(): Promise<boolean> {
  // The phone's own clock, because the first answer may shift the estimate of the cloud's.
  const now = Date.now();
  if (calledAt !== null && Math.abs(now - calledAt) < CALL_EVERY_MS) return false;
  calledAt = now;
  const timesForgotten = phoneMemory.timesForgotten();
  const result = await latestOrders();
  if ('serverTime' in result) serverClock.adjust(result.serverTime);
  if (result.ok) {
    if (phoneMemory.timesForgotten() === timesForgotten)
      phoneMemory.mergeLatest(result.data.orders);
    return true;
  }
  if (isRefusal(failureOf(result))) {
    phoneMemory.forgetOrders();
    return true;
  }
  calledAt = null;
  return false;
}
