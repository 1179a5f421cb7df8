import type { ShownDelivery } from '../../protocol/host-state';
import { codeStatus, statusOfCode } from '../../protocol/delivery-status';
import type { Tone } from '../../../miniprogram/contract/delivery-status';
import { statusWording } from '../../../miniprogram/ui/wording/status-wording';

const MINUTE_MS = 60_000;

/** Minutes after which a delivery counts as stuck: without a rider, or at the store. */
const STUCK_AFTER: Readonly<Record<number, number>> = { 101: 10, 201: 15, 10000: 10, 40000: 15 };

/** Words before the minutes since the last status change, as in `等了 5 分钟`, by status. */
const FOR: Readonly<Record<number, string>> = {
  101: '等了',
  102: '接单',
  201: '到店',
  202: '取货',
  303: '返还',
  304: '返还',
  305: '返还',
  10000: '等了',
  30000: '接单',
  40000: '到店',
  60000: '退单',
  90000: '异常',
};

/** Statuses in which a rider is on the way to the customer. */
const ON_THE_WAY: readonly number[] = [301, 50000];

export interface DeliveryWords {
  /** Status code and label, such as `301 配送中`. */
  readonly status: string;
  readonly tone: Tone;
  /** Rider and progress, such as `陈师傅 · 8 分钟后到` or `停住 17 分钟`. */
  readonly what: string;
  readonly isStuck: boolean;
}

/** Describes a delivery in words. `now` is ms since 1970, on the simulated clock. */
export function deliveryWords(delivery: ShownDelivery, now: number): DeliveryWords {
  const { status, riderName, changedAt } = delivery;
  const minutes = Math.max(0, Math.floor((now - changedAt) / MINUTE_MS));
  const isStuck = minutes >= (STUCK_AFTER[status] ?? Infinity);
  const rider = riderName === null || codeStatus(status).isFinal ? [] : [riderName];
  return {
    status: `${status} ${tagOf(status)}`,
    tone: isStuck ? 'bad' : codeStatus(status).tone,
    what: [...rider, isStuck ? `停住 ${minutes} 分钟` : goingOn(delivery, minutes, now)].join(
      ' · ',
    ),
    isStuck,
  };
}

/** Describes progress. Minutes are rounded as in miniprogram/delivery/view/arrival-view.ts. */
function goingOn({ status, expectedAt }: ShownDelivery, minutes: number, now: number): string {
  if (ON_THE_WAY.includes(status)) {
    if (expectedAt === null) return '在路上';
    const left = expectedAt - now;
    if (left > MINUTE_MS) return `${Math.ceil(left / MINUTE_MS)} 分钟后到`;
    return left > 0 ? '不到 1 分钟到' : '到门口了';
  }
  const ago = minutes === 0 ? '刚刚' : `${minutes} 分钟`;
  const done = FOR[status];
  if (done !== undefined)
    return minutes === 0 ? `刚${done.replace('等了', '下单')}` : `${done} ${ago}`;
  return minutes === 0 ? '刚刚结束' : `${ago}前结束`;
}

/** Describes an earlier attempt by another courier: `闪送（204 取货失败）`. */
export function attemptWords({ courier, status }: ShownDelivery['earlier'][number]): string {
  return `${courier}（${status} ${tagOf(status)}）`;
}

export function tagOf(code: number): string {
  return statusWording(statusOfCode(code)).tag;
}

export function milestoneOf(code: number): string {
  return statusWording(statusOfCode(code)).milestone;
}
