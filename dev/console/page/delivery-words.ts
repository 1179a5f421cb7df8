import { codeStatus, statusOfCode } from '../../protocol/delivery-status';
import type { ShownDelivery } from '../../protocol/host-state';
import { statusWording } from '../../../miniprogram/ui/wording/status-wording';

const MINUTE_MS = 60_000;

/** Statuses in which a rider is on the way to the customer. */
const ON_THE_WAY: readonly number[] = [301, 50000];

/**
 * Describes the rider and the progress: `陈师傅 · 8 分钟后到`, `陈师傅 · 3 分钟前` for the last
 * change.
 *
 * @param now current time, in ms since 1970 on the simulated clock
 */
export function whatGoesOn(delivery: ShownDelivery, now: number): string {
  const { status, riderName, expectedAt, changedAt } = delivery;
  const rider = riderName === null || codeStatus(status).isFinal ? [] : [riderName];
  const progress =
    ON_THE_WAY.includes(status) && expectedAt !== null
      ? arrival(expectedAt - now)
      : ago(now - changedAt);
  return [...rider, progress].join(' · ');
}

/** Describes an arrival. Minutes are rounded as in miniprogram/delivery/view/arrival-view.ts. */
function arrival(inMs: number): string {
  if (inMs > MINUTE_MS) return `${Math.ceil(inMs / MINUTE_MS)} 分钟后到`;
  return inMs > 0 ? '马上到' : '到门口了';
}

function ago(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  return minutes > 0 ? `${minutes} 分钟前` : '刚刚';
}

export function tagOf(code: number): string {
  return statusWording(statusOfCode(code)).tag;
}

export function milestoneOf(code: number): string {
  return statusWording(statusOfCode(code)).historyLine;
}
