import type { Cloud } from '../cloud/cloud';

/** Caller of a function that a timer starts: no openid, and SOURCE `wx_trigger`. */
const TIMER = { openId: '', appId: '', source: 'wx_trigger' };

/**
 * Calls the function `sweep` as the cloud's hourly timer does. The host does so only at its start
 * and on demand, so that nothing happens by itself.
 *
 * @param now current time, in ms since 1970 on the simulated clock
 * @throws Error when the function does not answer
 */
export async function runTimer(cloud: Pick<Cloud, 'invoke'>, now: number): Promise<void> {
  const event = { Type: 'Timer', TriggerName: 'hourly', Time: new Date(now) };
  const outcome = await cloud.invoke('sweep', event, TIMER);
  if ('errCode' in outcome) throw new Error(`定时清理没有完成：${outcome.errMsg}`);
}
