import { ageMs } from '../../../miniprogram/contract/age';
import type {
  KnownOrder,
  RefreshedOrders,
  RefreshRequest,
} from '../../../miniprogram/contract/cloud-api';
import type { Actor } from '../access/access';
import { consumeLimit, isExhausted, tooManyLookUps } from '../access/rate-limits';
import {
  type DescribedOrder,
  type Outcomes,
  askDueOrders,
  RETRY_FAILED_MS,
  KEPT_SHARE,
  mostUrgentFirst,
  withOutcome,
  msUntilRoom,
} from './ask-due-orders';
import type { Deliveries } from './deliveries';
import { type VisibleOrder, knownOrdersByIds, latestKnownOrders } from '../records/known-orders';
import { describeOrder } from '../records/describe-order';
import { storesOfMember } from '../records/records';
import { listIntervalMs, ASK_AGAIN_SOON_SECONDS } from '../asking/next-ask';
import { PersonLimits } from '../asking/question-limits';

/** Greatest time (ms) before the end of an order's interval at which WeChat may be asked for it. */
const ASKED_EARLY_MS = 5000;
/** Longest time (ms) between two refreshes, so that orders of other phones appear in the list. */
const LONGEST_REFRESH_MS = 60_000;
const REFRESH_SOON_MS = ASK_AGAIN_SOON_SECONDS * 1000;

/**
 * Returns the stores' latest orders and those in `orderIds`, after asking WeChat for those in
 * `orderIds` that are due. Limited like look-ups, as phones may be stolen; throws `too-frequent`.
 */
export async function refreshOrders(
  deliveries: Deliveries,
  { orderIds }: RefreshRequest,
  actor: Actor,
): Promise<RefreshedOrders> {
  const { staff, call } = actor;
  // Reviewers see only made-up deliveries, which are not orders of a store.
  if (staff.role === 'reviewer') return { orders: [], nextAskInSeconds: LONGEST_REFRESH_MS / 1000 };
  const keepMs = KEPT_SHARE * call.timeLeftMs();
  const { now } = deliveries;
  if (isExhausted(staff, 'look-up', now())) throw tooManyLookUps();
  const [orders, darkMap, stores, isCounted] = await Promise.all([
    readListedOrders(deliveries, orderIds, actor),
    deliveries.darkMap(call),
    storesOfMember(deliveries, actor),
    consumeLimit(deliveries.staff, staff, 'look-up', now()),
  ]);
  if (!isCounted) throw tooManyLookUps();
  const describe = (order: VisibleOrder) => ({ order, known: describeOrder(order, stores, now()) });
  const isSentByPhone = ({ orderId }: Pick<VisibleOrder, 'orderId'>): boolean =>
    orderIds.includes(orderId);
  const due = dueListedOrders(orders.filter(isSentByPhone).map(describe), now());
  const limits = new PersonLimits(deliveries, staff, 'board');
  const outcomes = await askDueOrders(deliveries, due, actor, { limits, keepMs, most: Infinity });
  const listedOrders = orders.map((order) => describe(withOutcome(order, outcomes)).known);
  return {
    orders: listedOrders,
    nextAskInSeconds: nextAskSeconds(listedOrders.filter(isSentByPhone), outcomes, now()),
    ...(darkMap === undefined ? {} : { darkMap }),
  };
}

async function readListedOrders(
  deliveries: Deliveries,
  orderIds: readonly string[],
  { staff }: Actor,
): Promise<readonly VisibleOrder[]> {
  const latestOrders = await latestKnownOrders(deliveries, staff);
  const otherIds = orderIds.filter((id) => !latestOrders.some(({ orderId }) => orderId === id));
  return [...latestOrders, ...(await knownOrdersByIds(deliveries, otherIds, staff))];
}

function dueListedOrders(orders: readonly DescribedOrder[], now: number): readonly VisibleOrder[] {
  const due = orders.filter(({ order, known }) => {
    const intervalMs = listIntervalMs(known, now);
    if (intervalMs === Infinity || order.target.account.secret === null) return false;
    return ageMs(order.current.askedAt, now) >= intervalMs - ASKED_EARLY_MS;
  });
  return mostUrgentFirst(due, now).map(({ order }) => order);
}

function nextAskSeconds(orders: readonly KnownOrder[], outcomes: Outcomes, now: number): number {
  const waitsMs = orders.map((order) => {
    const intervalMs = listIntervalMs(order, now);
    const outcomeKind = outcomes.get(order.orderId)?.kind ?? 'newer';
    if (outcomeKind === 'newer' || intervalMs === Infinity) return order.askedAt + intervalMs - now;
    return outcomeKind === 'soon' ? REFRESH_SOON_MS : RETRY_FAILED_MS;
  });
  const waitMs = Math.min(LONGEST_REFRESH_MS, msUntilRoom(outcomes), ...waitsMs);
  return Math.ceil(Math.max(REFRESH_SOON_MS, waitMs) / 1000);
}
