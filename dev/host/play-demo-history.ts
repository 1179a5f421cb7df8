import type { Cloud } from '../cloud/cloud';
import type { Sandbox } from '../sandbox/sandbox';
import { DEMO_ACCOUNT } from '../sandbox/sandbox';
import { seedDemo } from '../sandbox/seed-demo';
import type { HostClock } from './host-clock';
import type { Person } from './people';

/**
 * Plays the demo's history through the sandbox and the real functions, at the times of then.
 *
 * @param watcher person who looked everything up, or null
 * @throws Error when a function does not answer
 */
export async function playDemoHistory(
  sandbox: Sandbox,
  cloud: Pick<Cloud, 'invoke'>,
  clock: HostClock,
  watcher: Person | null,
): Promise<void> {
  // History must not contradict what an earlier host has recorded.
  const latest = Math.max(0, ...sandbox.deliveries().map(({ updatedAt }) => updatedAt));
  const lookUp = async (orderId: string): Promise<void> => {
    if (watcher === null) return;
    const caller = { openId: watcher.openId, appId: DEMO_ACCOUNT.appId };
    const outcome = await cloud.invoke('getOrder', { action: 'look-up', orderId }, caller);
    if ('errCode' in outcome)
      throw new Error(`The past cannot be played: getOrder failed (${outcome.errMsg}).`);
  };
  try {
    await seedDemo({ sandbox, setClock: clock.showPast, lookUp }, clock.now(), latest);
  } finally {
    clock.showPast(null);
  }
}
