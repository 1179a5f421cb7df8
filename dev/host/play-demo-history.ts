import type { Cloud } from '../cloud/cloud';
import type { Sandbox } from '../sandbox/sandbox';
import { STAFF_MINI_PROGRAM } from '../sandbox/mini-programs';
import { intracityHappenings } from '../sandbox/intracity-demo';
import { seedDemo } from '../sandbox/seed-demo';
import type { HostClock } from './host-clock';
import type { Person } from './people';

/**
 * Plays past events of the demo in the sandbox and the real functions, with the clock set back.
 *
 * @param hasIntracity whether deliveries of 同城配送 belong to it
 * @param watcher person who looks each order up, or null for no look-ups
 * @throws Error when a function does not answer
 */
export async function playDemoHistory(
  sandbox: Sandbox,
  cloud: Pick<Cloud, 'invoke'>,
  clock: HostClock,
  hasIntracity: boolean,
  watcher: Person | null,
): Promise<void> {
  // Time of the latest recorded event. Events that are played must not precede it.
  const latest = Math.max(0, ...sandbox.deliveries().map(({ changedAt }) => changedAt));
  const lookUp = async (orderId: string): Promise<void> => {
    if (watcher === null) return;
    const caller = { openId: watcher.openId, appId: STAFF_MINI_PROGRAM.appId };
    const outcome = await cloud.invoke('getOrder', { action: 'look-up', orderId }, caller);
    if ('errCode' in outcome)
      throw new Error(`The past cannot be played: getOrder failed (${outcome.errMsg}).`);
  };
  try {
    const stage = { sandbox, setClock: clock.showPast, lookUp };
    const also = hasIntracity ? intracityHappenings : undefined;
    await seedDemo(stage, clock.now(), latest, also);
  } finally {
    clock.showPast(null);
  }
}
