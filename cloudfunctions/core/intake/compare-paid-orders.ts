import { type PaidComparison, PAID_MATCH } from '../../../miniprogram/contract/mini-programs';
import type { Deliveries } from '../deliveries/deliveries';
import type { PaidRange } from '../providers/wechat/paid-orders';
import { ID_TAIL_LENGTH } from '../records/delivery-record';
import { visibleOrderIn, withoutDoubles } from '../records/known-orders';
import { CloudFailure } from '../runtime/cloud-failure';
import type { CallContext } from '../runtime/define-function';
import { targetsByKey } from '../shop/look-up-targets';
import { COMPARISONS, readPaidOrders } from './paid-reads';

const MINUTE = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE;
/** Time (ms) before a delivery was first seen in which its order was paid. */
const PAID_BEFORE_MS = 90 * MINUTE;
const MOST_RECORDS = 1000;
const MOST_EXAMPLES = 2;
const WAITS = {
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
 * delivery that was not found counts only if all orders of its time were read.
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
  const reading = await readPaidOrders(deliveries, appId, COMPARISONS, rangesOf(seen), call);
  if (typeof reading === 'string')
    throw new CloudFailure('too-frequent', { message: WAITS[reading] });
  const paid = reading.orders.filter(({ isDelivered }) => isDelivered);
  const paidIds = new Set(paid.map(({ orderId }) => orderId));
  const same = seen.filter(({ orderId }) => paidIds.has(orderId));
  const isCut = ({ seenAt }: SeenDelivery): boolean =>
    reading.cut.some(({ from, to }) => from <= seenAt && seenAt <= to);
  const others = seen.filter((one) => !paidIds.has(one.orderId) && !isCut(one));
  const unknown = paid.filter((one) => same.every(({ orderId }) => orderId !== one.orderId));
  const shown = new Set<string>();
  const examples = others.flatMap(({ orderId, seenAt }): PaidComparison['examples'] => {
    const before = unknown.filter((one) => one.paidAt <= seenAt && !shown.has(one.orderId));
    const near = before.find(({ paidAt }) => before.every((one) => one.paidAt <= paidAt));
    if (near === undefined) return [];
    shown.add(near.orderId);
    return [{ paid: tailOf(near.orderId), delivery: tailOf(orderId) }];
  });
  return {
    match: { at, of: same.length + others.length, same: same.length },
    listed: reading.orders.length,
    examples: examples.slice(0, MOST_EXAMPLES),
  };
}

const tailOf = (orderId: string): string => orderId.slice(-ID_TAIL_LENGTH);

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
      limit: MOST_RECORDS,
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

/** Returns the times of payment of deliveries, the latest first; those that overlap are merged. */
function rangesOf(seen: readonly SeenDelivery[]): readonly PaidRange[] {
  const ranges: PaidRange[] = [];
  for (const { seenAt } of seen) {
    const [range, last] = [{ from: seenAt - PAID_BEFORE_MS, to: seenAt }, ranges.at(-1)];
    if (last === undefined || seenAt < last.from) ranges.push(range);
    else ranges[ranges.length - 1] = { ...range, to: last.to };
  }
  return ranges;
}
