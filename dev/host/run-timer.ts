import type { Cloud } from '../cloud/cloud';

/** The timer's caller: no openid, and a SOURCE of its own. */
const TIMER = { openId: '', appId: '', source: 'wx_trigger' };

/**
 * Calls the function `sweep` as the cloud's timer does. The host calls it at its start and on
 * demand, not hourly, so that nothing happens by itself.
 *
 * @param now ms on the host's clock
 * @throws Error when the function does not answer
 */
export async function runTimer(cloud: Pick<Cloud, 'invoke'>, now: number): Promise<void> {
  const event = { Type: 'Timer', TriggerName: 'hourly', Time: new Date(now) };
  const outcome = await cloud.invoke('sweep', event, TIMER);
  if ('errCode' in outcome) throw new Error(`定时清理没有完成：${outcome.errMsg}`);
}
