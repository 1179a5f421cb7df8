import type { Board, BoardRequest } from '../../../miniprogram/contract/board-api';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Actor } from '../access/access';
import { boardCallsTooFrequent, consumeLimit, isExhausted } from '../access/rate-limits';
import {
  type Outcomes,
  askDueOrders,
  KEPT_SHARE,
  newestOf,
  queuedMs,
} from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { tellOwed } from '../notices/tell';
import { describeOrder } from '../records/describe-order';
import { memberStores } from '../records/records';
import { ShopLimits } from '../asking/question-limits';
import { withLessTime } from '../runtime/define-function';
import { askAwaited } from '../intake/ask-awaited';
import { awaitedOrders } from '../intake/awaited-orders';
import { bringPaidOrders } from '../intake/bring-paid-orders';
import { awaitedCallMs, queueOf } from './awaited-pace';
import { type BoardOrder, boardOrders } from './board-orders';
import { awaitedRowOf, boardRowOf, differenceToMarks } from './board-row';
import { type PacedOrder, dueOrders, nextCallMs, slowedToSeconds, stretchOf } from './pace';

const MOST_QUESTIONS = 20;

/**
 * Returns the board of a person's stores as the difference to the phone's rows. The first call is
 * answered from the records. Each later call first asks WeChat for due orders. A row's mark depends
 * on the row alone, so that any instance may answer.
 *
 * @throws CloudFailure `too-frequent`
 */
export async function refreshBoard(
  deliveries: Deliveries,
  request: BoardRequest,
  actor: Actor,
): Promise<Board> {
  if (isExhausted(actor.staff, 'board', deliveries.now())) throw boardCallsTooFrequent();
  // Beside the asking. The call waits for it at its end, because an answer may freeze the instance.
  const telling = request.isOpening === true ? undefined : tellOwed(deliveries.notices, actor.call);
  try {
    return await askAndDescribe(deliveries, request, actor);
  } finally {
    await telling;
  }
}

async function askAndDescribe(
  deliveries: Deliveries,
  request: BoardRequest,
  actor: Actor,
): Promise<Board> {
  const { staff, call } = actor;
  const { now } = deliveries;
  const keepMs = KEPT_SHARE * call.timeLeftMs();
  const viewer = request.storeId === undefined ? staff.stores : [request.storeId];
  const [{ orders, isCut }, awaited, stores, darkMap, shareOf, use, isCounted] = await Promise.all([
    boardOrders(deliveries, viewer),
    // A search of their own, so that awaited orders do not displace known orders.
    awaitedOrders(deliveries, viewer),
    memberStores(deliveries, actor),
    deliveries.darkMap(call),
    deliveries.budget.usedShare(),
    deliveries.budget.useOfLane('board'),
    consumeLimit(deliveries.staff, staff, 'board', now()),
  ]);
  if (!isCounted) throw boardCallsTooFrequent();

  const paced = (some: readonly BoardOrder[], stretch: number): readonly PacedOrder[] =>
    some.map((order) => {
      const leastSeconds = slowedToSeconds(shareOf(order.target.account));
      return { order, known: describeOrder(order, stores, now()), leastSeconds, stretch };
    });
  const stretch = stretchOf(paced(orders, 1), use, now());
  const due = dueOrders(paced(orders, stretch), now());
  const asked = request.isOpening === true ? [] : due;
  const narrowed = { ...actor, staff: { ...staff, stores: viewer } };
  const limits = new ShopLimits(deliveries);
  const manner = { limits, keepMs, most: MOST_QUESTIONS };
  const outcomes = await askDueOrders(deliveries, asked, narrowed, manner);
  const asking = { keepMs, recentKeys: keysOf(orders) };
  // The call that opens a board asks WeChat nothing; the next call does.
  const [sought] =
    request.isOpening === true
      ? [awaited.due]
      : await Promise.all([
          askAwaited(deliveries, awaited.due, narrowed, asking),
          bringPaidOrders(deliveries, withLessTime(call, keepMs)),
        ]);
  const all = paced(
    orders.map((order) => newestOf(order, outcomes)),
    stretch,
  );
  const known = new Set(orders.map(({ orderId }) => orderId));
  const rows = [
    ...all.map((one) => boardRowOf(one, staff, now())),
    // An awaited order that was found just now gets its delivery row in the next call.
    ...awaited.orders
      .filter(({ orderId }) => !known.has(orderId))
      .map((one) => awaitedRowOf(one, stores, staff, now())),
  ];
  // Each mini-program slows only its own orders, so the board shows the least used share.
  const shares = all.filter(isUnderWay).map(({ order }) => shareOf(order.target.account));
  const usedShare = shares.length === 0 ? shareOf() : Math.min(...shares);
  const skipped = await skippedNames(deliveries, orders, outcomes);
  const queue = await queueOf(deliveries, awaited, orders, viewer, now());
  call.note({ rows: rows.length, due: due.length });
  return {
    ...differenceToMarks(request.marks, rows),
    nextAskMs: Math.min(
      nextCallMs(all, failedOrders(outcomes), queuedMs(outcomes), now()),
      awaitedCallMs(awaited, sought, now()),
    ),
    usedShare,
    slowedToSeconds: slowedToSeconds(usedShare),
    ...(skipped.length === 0 ? {} : { skipped }),
    ...(stretch > 1 ? { isStretched: true } : {}),
    ...(awaited.more === 0 ? {} : { awaitedMore: awaited.more }),
    ...(queue === undefined ? {} : { queue }),
    ...(isCut ? { isCut } : {}),
    ...(darkMap === undefined ? {} : { darkMap }),
  };
}

function isUnderWay({ known }: PacedOrder): boolean {
  return !statusOf(known.status).isFinal;
}

/** Lists the look-up target keys of orders, latest order first; undefined without orders. */
function keysOf(orders: readonly BoardOrder[]): readonly string[] | undefined {
  const latest = [...orders].sort((one, other) => other.lookedUpAt - one.lookedUpAt);
  return latest.length === 0 ? undefined : latest.map(({ target }) => target.key);
}

/** Names the mini-programs whose orders were not asked for, because their quota is used up. */
async function skippedNames(
  { wechat }: Deliveries,
  orders: readonly BoardOrder[],
  outcomes: Outcomes,
): Promise<readonly string[]> {
  const skipped = orders.filter(({ orderId }) => outcomes.get(orderId)?.kind === 'without-quota');
  const appIds = [...new Set(skipped.map(({ target }) => target.account.appId))];
  return Promise.all(appIds.map((appId) => wechat(appId).nameOf(appId)));
}

/** Returns the orders that must not be asked for again at once. */
function failedOrders(outcomes: Outcomes): ReadonlySet<string> {
  const failed = [...outcomes].filter(([, { kind }]) => kind !== 'newer');
  return new Set(failed.map(([orderId]) => orderId));
}
