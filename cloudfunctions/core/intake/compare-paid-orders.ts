import { DAY_MS, MINUTE_MS } from '../../../miniprogram/contract/age';
import { type PaidComparison, PAID_MATCH } from '../../../miniprogram/contract/mini-programs';
import type { Deliveries } from '../deliveries/deliveries';
import type { PaidRange } from '../providers/wechat/paid-orders';
import { ID_TAIL_LENGTH } from '../records/delivery-record';
import { visibleOrderIn, withoutDoubles } from '../records/known-orders';
import { CloudFailure } from '../runtime/cloud-failure';
import type { CallContext } from '../runtime/define-function';
import { targetsByKey } from '../shop/look-up-targets';
import { COMPARE_WINDOW, readPaidOrders } from './paid-reads';

const WEEK_MS = 7 * DAY_MS;
/** Longest time (ms) from an order's payment until its delivery is first seen. */
const PAID_BEFORE_MS = 90 * MINUTE_MS;
const MAX_RECORDS = 1000;
const MAX_EXAMPLES = 2;
const REASONS_TO_WAIT = {
  paused: '微信刚说过读得太多，停 10 分钟，请过一会儿再来。',
  'pages-used': '今天读付款单的次数用完了，请明天再来。',
  busy: '10 分钟里只能比一次，请过一会儿再来。',
} as const;

interface SeenDelivery {
  readonly orderId: string;
  readonly seenAt: number;
}

/**
 * Compares the last deliveries of a mini-program with the orders that were paid before them. A
 * delivery without a paid order counts only if all paid orders of its time were read.
 *
 * @throws CloudFailure `too-few-deliveries`; `too-frequent`; what `readPaidOrders` throws
 */
export async function comparePaidOrders(deliveries: Deliveries, appId: string, call: CallContext) {
  const at = deliveries.now();
  const seen = await lastDeliveries(deliveries, appId, at);
  const missing = PAID_MATCH.least - seen.length;
  if (missing > 0)
    throw new CloudFailure('too-few-deliveries', {
      message: `最近 7 天查到 ${seen.length} 单，还差 ${missing} 单。`,
    });
  const reading = await readPaidOrders(deliveries, appId, COMPARE_WINDOW, paidRanges(seen), call);
  if (typeof reading === 'string')
    throw new CloudFailure('too-frequent', { message: REASONS_TO_WAIT[reading] });
  const paid = reading.orders.filter(({ isDelivered }) => isDelivered);
  const paidIds = new Set(paid.map(({ orderId }) => orderId));
  const same = seen.filter(({ orderId }) => paidIds.has(orderId));
  const isCut = ({ seenAt }: SeenDelivery): boolean =>
    reading.incompleteRanges.some(({ from, to }) => from <= seenAt && seenAt <= to);
  const others = seen.filter((one) => !paidIds.has(one.orderId) && !isCut(one));
  const unknown = paid.filter((one) => same.every(({ orderId }) => orderId !== one.orderId));
  const shown = new Set<string>();
  const examples = others.flatMap(({ orderId, seenAt }): PaidComparison['examples'] => {
    const before = unknown.filter((one) => one.paidAt <= seenAt && !shown.has(one.orderId));
    const near = before.find(({ paidAt }) => before.every((one) => one.paidAt <= paidAt));
    if (near === undefined) return [];
    shown.add(near.orderId);
    return [{ paid: orderIdTail(near.orderId), delivery: orderIdTail(orderId) }];
  });
  return {
    match: { at, of: same.length + others.length, same: same.length },
    listed: reading.orders.length,
    examples: examples.slice(0, MAX_EXAMPLES),
  };
}

const orderIdTail = (orderId: string): string => orderId.slice(-ID_TAIL_LENGTH);

async function lastDeliveries(
  { documents, accounts: book }: Deliveries,
  appId: string,
  now: number,
): Promise<readonly SeenDelivery[]> {
  const [found, accounts] = await Promise.all([
    documents.list({
      equal: { isKnown: true },
      above: ['lastAskedAt', now - WEEK_MS],
      greatestFirst: 'lastAskedAt',
      limit: MAX_RECORDS,
      only: ['known', 'lastAskedAt'],
    }),
    book.accounts(0),
  ]);
  const own = accounts.filter((account) => account.appId === appId);
  const targets = targetsByKey(own, 'all');
  return (
    withoutDoubles(found.flatMap((document) => visibleOrderIn(document, targets) ?? []))
      // An order that was looked up by WeChat's own number says nothing about the shop's number.
      .filter(({ orderId, current }) => orderId !== current.waybillId)
      .map(({ orderId, current: { beganAt, endedAt, askedAt } }) => {
        return { orderId, seenAt: beganAt ?? endedAt ?? askedAt };
      })
      .filter(({ seenAt }) => seenAt > now - WEEK_MS)
      .sort((one, other) => other.seenAt - one.seenAt)
      .slice(0, PAID_MATCH.most)
  );
}

/** Returns the times in which the orders were paid, the latest first; overlaps are merged. */
function paidRanges(seen: readonly SeenDelivery[]): readonly PaidRange[] {
  const ranges: PaidRange[] = [];
  for (const { seenAt } of seen) {
    const [range, last] = [{ from: seenAt - PAID_BEFORE_MS, to: seenAt }, ranges.at(-1)];
    if (last === undefined || seenAt < last.from) ranges.push(range);
    else ranges[ranges.length - 1] = { ...range, to: last.to };
  }
  return ranges;
}
