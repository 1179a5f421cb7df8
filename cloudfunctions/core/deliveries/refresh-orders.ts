import { ageMs } from '../../../miniprogram/contract/age';
import type { KnownOrder, RefreshedOrders } from '../../../miniprogram/contract/cloud-api';
import type { Actor } from '../access/access';
import { consumeLimit, isExhausted, lookUpsTooFrequent } from '../access/rate-limits';
import {
  type DescribedOrder,
  type Outcomes,
  askDueOrders,
  RETRY_FAILED_MS,
  KEPT_SHARE,
  mostUrgentFirst,
  newestOf,
  queuedMs,
} from './ask-due-orders';
import type { Deliveries } from './deliveries';
import { type VisibleOrder, knownOrdersByIds, latestKnownOrders } from '../records/known-orders';
import { describeOrder } from '../records/describe-order';
import { memberStores } from '../records/records';
import { listIntervalMs, NEWER_SOON_SECONDS } from '../asking/next-ask';
import { PersonLimits } from '../asking/question-limits';

/** Orders that become due within this time (ms) are asked for together. */
const ASKED_TOGETHER_MS = 5000;
/** Longest time (ms) between two refreshes, so that orders of other phones appear in the list. */
const LONGEST_REFRESH_MS = 60_000;
const SOON_MS = NEWER_SOON_SECONDS * 1000;

/**
 * Returns the latest orders of the member's stores, and the orders in `orderIds`. Of the latter
 * WeChat is asked for those that are due. A refresh counts as a look-up, so that a stolen phone
 * cannot read more orders by it.
 *
 * @param orderIds ids of orders under way in the list, at most MOST_REFRESHED
 * @throws CloudFailure `too-frequent`
 */
export async function refreshOrders(
  deliveries: Deliveries,
  orderIds: readonly string[],
  actor: Actor,
): Promise<RefreshedOrders> {
  const { staff, call } = actor;
  // Reviewers see only made-up deliveries, which are not orders of a store.
  if (staff.role === 'reviewer') return { orders: [], nextAskInSeconds: LONGEST_REFRESH_MS / 1000 };
  const keepMs = KEPT_SHARE * call.timeLeftMs();
  const { now } = deliveries;
  if (isExhausted(staff, 'look-up', now())) throw lookUpsTooFrequent();
  const [orders, darkMap, stores, isCounted] = await Promise.all([
    listedOrders(deliveries, orderIds, actor),
    deliveries.darkMap(call),
    memberStores(deliveries, actor),
    consumeLimit(deliveries.staff, staff, 'look-up', now()),
  ]);
  if (!isCounted) throw lookUpsTooFrequent();
  const describe = (order: VisibleOrder): DescribedOrder => {
    return { order, known: describeOrder(order, stores, now()) };
  };
  const isNamed = ({ orderId }: Pick<VisibleOrder, 'orderId'>): boolean =>
    orderIds.includes(orderId);
  const due = dueOrders(orders.filter(isNamed).map(describe), now());
  const limits = new PersonLimits(deliveries, staff, 'board');
  const outcomes = await askDueOrders(deliveries, due, actor, { limits, keepMs, most: Infinity });
  const known = orders.map((order) => describe(newestOf(order, outcomes)).known);
  return {
    orders: known,
    nextAskInSeconds: nextRefresh(known.filter(isNamed), outcomes, now()),
    ...(darkMap === undefined ? {} : { darkMap }),
  };
}

async function listedOrders(
  deliveries: Deliveries,
  orderIds: readonly string[],
  { staff }: Actor,
): Promise<readonly VisibleOrder[]> {
  const latest = await latestKnownOrders(deliveries, staff);
  const others = orderIds.filter((id) => !latest.some(({ orderId }) => orderId === id));
  return [...latest, ...(await knownOrdersByIds(deliveries, others, staff))];
}

function dueOrders(listed: readonly DescribedOrder[], now: number): readonly VisibleOrder[] {
  const due = listed.filter(({ order, known }) => {
    const intervalMs = listIntervalMs(known, now);
    const isAskable = order.target.account.secret !== null;
    const age = ageMs(order.current.askedAt, now);
    return intervalMs !== null && isAskable && age >= intervalMs - ASKED_TOGETHER_MS;
  });
  return mostUrgentFirst(due, now).map(({ order }) => order);
}

/** Returns in how many seconds the phone should refresh the list again. */
function nextRefresh(known: readonly KnownOrder[], outcomes: Outcomes, now: number): number {
  const waits = known.flatMap((order) => {
    const intervalMs = listIntervalMs(order, now);
    if (intervalMs === null) return [];
    const kind = outcomes.get(order.orderId)?.kind ?? 'newer';
    if (kind === 'newer') return [order.askedAt + intervalMs - now];
    return [kind === 'soon' ? SOON_MS : RETRY_FAILED_MS];
  });
  const waitMs = Math.min(LONGEST_REFRESH_MS, queuedMs(outcomes), ...waits);
  return Math.ceil(Math.max(SOON_MS, waitMs) / 1000);
}
