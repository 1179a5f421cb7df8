import { DAY_MS, MINUTE_MS } from '../../../miniprogram/contract/age';
import { type PaidComparison, PAID_MATCH } from '../../../miniprogram/contract/mini-programs';
import type { Deliveries } from '../deliveries/deliveries';
import type { PaidOrder, PaidRange } from '../providers/wechat/paid-orders';
import { ID_TAIL_LENGTH } from '../records/delivery-record';
import { visibleOrderIn, withoutDuplicates } from '../records/known-orders';
import { CloudFailure } from '../runtime/cloud-failure';
import type { CallContext } from '../runtime/define-function';
import { targetsByKey } from '../shop/look-up-targets';
import { COMPARE_WINDOW, readPaidOrders } from './paid-reads';

const WEEK_MS = 7 * DAY_MS;
/** Longest time (ms) from an order's payment until its delivery is first seen. */
const MAX_PAID_BEFORE_MS = 90 * MINUTE_MS;
const MAX_RECORDS = 1000;
const MAX_EXAMPLES = 2;
const REASONS_TO_WAIT = {
  paused: '微信刚说过读得太多，停 10 分钟，请过一会儿再来。',
  'pages-used': '今天读付款单的次数用完了，请明天再来。',
  busy: '10 分钟里只能比一次，请过一会儿再来。',
} as const;

interface SeenDelivery {
  readonly orderId: string;
  /** Time (ms since 1970) when a look-up first saw the delivery. */
  readonly seenAt: number;
}

/**
 * Compares the latest deliveries of a mini-program with the orders that were paid before them. A
 * delivery without paid order is counted only if all paid orders of its time were read. Throws
 * `too-few-deliveries`, `too-frequent`, and what `readPaidOrders` throws.
 */
export async function comparePaidOrders(deliveries: Deliveries, appId: string, call: CallContext) {
  const comparedAt = deliveries.now();
  const seen = await readLatestDeliveries(deliveries, appId, comparedAt);
  const missingCount = PAID_MATCH.minCount - seen.length;
  if (missingCount > 0)
    throw new CloudFailure('too-few-deliveries', {
      message: `最近 7 天查到 ${seen.length} 单，还差 ${missingCount} 单。`,
    });
  const ranges = paymentRangesOf(seen);
  const reading = await readPaidOrders(deliveries, appId, COMPARE_WINDOW, ranges, call);
  if (typeof reading === 'string')
    throw new CloudFailure('too-frequent', { message: REASONS_TO_WAIT[reading] });
  const paidOrders = reading.orders.filter(({ isForDelivery }) => isForDelivery);
  const paidIds = new Set(paidOrders.map(({ orderId }) => orderId));
  const matchedIds = new Set(seen.flatMap((one) => (paidIds.has(one.orderId) ? one.orderId : [])));
  const isOfIncompleteRange = ({ seenAt }: SeenDelivery): boolean =>
    reading.incompleteRanges.some(({ from, to }) => from <= seenAt && seenAt <= to);
  const unmatched = seen.filter((one) => !paidIds.has(one.orderId) && !isOfIncompleteRange(one));
  const unmatchedPaidOrders = paidOrders
    .filter(({ orderId }) => !matchedIds.has(orderId))
    .sort((one, other) => other.paidAt - one.paidAt);
  const shownIds = new Set<string>();
  const examples = unmatched.flatMap(({ orderId, seenAt }): PaidComparison['examples'] => {
    const isPaidBefore = (paidOrder: PaidOrder): boolean =>
      paidOrder.paidAt <= seenAt && !shownIds.has(paidOrder.orderId);
    const lastPaidOrder = unmatchedPaidOrders.find(isPaidBefore);
    if (lastPaidOrder === undefined) return [];
    shownIds.add(lastPaidOrder.orderId);
    return [{ paid: orderIdTail(lastPaidOrder.orderId), delivery: orderIdTail(orderId) }];
  });
  return {
    match: { at: comparedAt, of: matchedIds.size + unmatched.length, same: matchedIds.size },
    listed: reading.orders.length,
    examples: examples.slice(0, MAX_EXAMPLES),
  };
}

const orderIdTail = (orderId: string): string => orderId.slice(-ID_TAIL_LENGTH);

async function readLatestDeliveries(
  { documents, accounts: accountBook }: Deliveries,
  appId: string,
  now: number,
): Promise<readonly SeenDelivery[]> {
  const [foundDocuments, accounts] = await Promise.all([
    documents.list({
      equal: { isKnown: true },
      above: ['lastAskedAt', now - WEEK_MS],
      descendingBy: 'lastAskedAt',
      limit: MAX_RECORDS,
      only: ['known', 'lastAskedAt'],
    }),
    accountBook.accounts(0),
  ]);
  const ownAccounts = accounts.filter((account) => account.appId === appId);
  const targets = targetsByKey(ownAccounts, 'all');
  const orders = foundDocuments.flatMap((document) => visibleOrderIn(document, targets) ?? []);
  return (
    withoutDuplicates(orders)
      // Leaves out orders looked up by their waybill ids, as the shop's order number is not known.
      .filter(({ orderId, current }) => orderId !== current.waybillId)
      .map(({ orderId, current: { beganAt, endedAt, askedAt } }) => {
        return { orderId, seenAt: beganAt ?? endedAt ?? askedAt };
      })
      .filter(({ seenAt }) => seenAt > now - WEEK_MS)
      .sort((one, other) => other.seenAt - one.seenAt)
      .slice(0, PAID_MATCH.maxCount)
  );
}

/** Returns ranges of time in which the orders may have been paid, merged, the latest first. */
function paymentRangesOf(deliveries: readonly SeenDelivery[]): readonly PaidRange[] {
  const ranges: PaidRange[] = [];
  for (const { seenAt } of deliveries) {
    const [range, lastRange] = [{ from: seenAt - MAX_PAID_BEFORE_MS, to: seenAt }, ranges.at(-1)];
    if (lastRange === undefined || seenAt < lastRange.from) ranges.push(range);
    else ranges[ranges.length - 1] = { ...range, to: lastRange.to };
  }
  return ranges;
}
