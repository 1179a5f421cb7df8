import type { Cloud } from '../cloud/cloud';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import type { HostClock } from './host-clock';

/** Caller of a function that a timer starts: no openid, and SOURCE `wx_trigger`. */
const TIMER = { openId: '', appId: '', source: 'wx_trigger' };
/** Names of the functions' timers, as in their config.json. */
const TRIGGERS = { sweep: 'hourly', watch: 'minutely' } as const;
const MINUTE_MS = 60_000;

/**
 * Calls a function as the cloud's timer does. The host calls `sweep` only at its start and on
 * demand, so that nothing happens by itself.
 *
 * @param now current time, in ms since 1970 on the simulated clock
 * @throws Error when the function does not answer
 */
export async function runTimer(
  cloud: Pick<Cloud, 'invoke'>,
  name: keyof typeof TRIGGERS,
  now: number,
): Promise<void> {
  const event = { Type: 'Timer', TriggerName: TRIGGERS[name], Time: new Date(now) };
  const outcome = await cloud.invoke(name, event, TIMER);
  if ('errCode' in outcome) throw new Error(`定时器 ${name} 没有完成：${outcome.errMsg}`);
}

/**
 * Returns a function that calls `watch` when a minute of the simulated clock has begun, once after
 * a jump. It does so only while a store has a robot, or somebody has a message left: else `watch`
 * would end at once, and each call would stand in the console's list. It calls it one at a time.
 *
 * @param say receives the failure of a call
 */
export function minutelyWatch(
  cloud: Pick<Cloud, 'invoke'> & { readonly database: Pick<Cloud['database'], 'documents'> },
  clock: Pick<HostClock, 'now'>,
  say: (sentence: string) => void,
): () => void {
  const minuteNow = (): number => Math.floor(clock.now() / MINUTE_MS);
  let last = minuteNow();
  let isRunning = false;
  return () => {
    const minute = minuteNow();
    const { database } = cloud;
    const isAnyDoorOpen =
      database.documents(COLLECTIONS.stores).some(({ robot }) => typeof robot === 'string') ||
      database.documents(COLLECTIONS.staff).some(({ messagesLeft }) => Number(messagesLeft) > 0);
    if (isRunning || minute <= last || !isAnyDoorOpen) return;
    last = minute;
    isRunning = true;
    void runTimer(cloud, 'watch', clock.now())
      .catch((error: unknown) => {
        say(String(error));
      })
      .finally(() => {
        isRunning = false;
      });
  };
}
