import type { Board, BoardRequest } from '../../../miniprogram/contract/board-api';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Actor } from '../access/access';
import { boardCallsTooFrequent, consumeLimit, isExhausted } from '../access/rate-limits';
import { type Outcomes, askDueOrders, KEPT_SHARE, newestOf } from '../deliveries/ask-due-orders';
import { type Deliveries, darkMapIfReadable } from '../deliveries/deliveries';
import { describeOrder } from '../records/describe-order';
import { memberStores } from '../records/records';
import { ShopLimits } from '../asking/question-limits';
import { askAwaitedOrders, dueAwaited } from './awaited-orders';
import { type BoardOrder, boardOrders } from './board-orders';
import { awaitedRowOf, countRows, filterOf, boardRowOf } from './board-row';
import { differenceToMarks } from './marks';
import { type PacedOrder, dueOrders, nextCallMs, slowedToSeconds, SOON_MS } from './pace';

/** Maximum number of questions in one call. */
const MOST_QUESTIONS = 20;

/**
 * Returns the board of a person's stores as the difference to the phone's rows. The first call is
 * answered from the records; each later one first asks WeChat for due orders. Marks of rows have no
 * clock or counter, so that any instance may answer.
 *
 * @throws CloudFailure `too-frequent`
 */
export async function refreshBoard(
  deliveries: Deliveries,
  request: BoardRequest,
  actor: Actor,
): Promise<Board> {
  const { staff, call } = actor;
  const { now } = deliveries;
  const keepMs = KEPT_SHARE * call.timeLeftMs();
  if (isExhausted(staff, 'board', now())) throw boardCallsTooFrequent();
  const viewer = request.storeId === undefined ? staff.stores : [request.storeId];
  const [{ orders, awaited, isCut }, stores, darkMap, shareOf, isCounted] = await Promise.all([
    boardOrders(deliveries, viewer),
    memberStores(deliveries, actor),
    darkMapIfReadable(deliveries, call),
    deliveries.budget.usedShare(),
    consumeLimit(deliveries.staff, staff, 'board', now()),
  ]);
  if (!isCounted) throw boardCallsTooFrequent();

  const paced = (some: readonly BoardOrder[]): readonly PacedOrder[] =>
    some.map((order) => {
      const leastSeconds = slowedToSeconds(shareOf(order.target.account));
      return { order, known: describeOrder(order, stores, now()), leastSeconds };
    });
  const due = dueOrders(paced(orders), now());
  const asked = request.isOpening === true ? [] : due;
  const narrowed = { ...actor, staff: { ...staff, stores: viewer } };
  const limits = new ShopLimits(deliveries);
  const manner = { limits, keepMs, most: MOST_QUESTIONS };
  const outcomes = await askDueOrders(deliveries, asked, narrowed, manner);
  const sought = dueAwaited(awaited, now());
  // An opening asks nothing; the next call does.
  const isSoon =
    request.isOpening === true
      ? sought.length > 0
      : (await askAwaitedOrders(deliveries, sought, narrowed, keepMs)) > 0;
  const all = paced(orders.map((order) => newestOf(order, outcomes)));
  const rows = [
    ...all.map((one) => boardRowOf(one, now())),
    // A delivery that was found just now comes with the next call.
    ...awaited.map((one) => awaitedRowOf(one, stores, now())),
  ];
  // A mini-program that has used most of its own day slows its own orders only.
  const shares = all.filter(isUnderWay).map(({ order }) => shareOf(order.target.account));
  const usedShare = shares.length === 0 ? shareOf() : Math.min(...shares);
  const skipped = await skippedNames(deliveries, orders, outcomes);
  const { filter } = request;
  const wanted =
    filter === undefined ? rows : rows.filter((row) => filterOf(row, now()) === filter);
  call.note({ rows: rows.length, due: due.length });
  return {
    ...differenceToMarks(request.marks, wanted),
    counts: countRows(rows, now()),
    nextAskMs: isSoon ? SOON_MS : nextCallMs(all, failedOrders(outcomes), now()),
    usedShare,
    slowedToSeconds: slowedToSeconds(usedShare),
    ...(skipped.length === 0 ? {} : { skipped }),
    ...(isCut ? { isCut } : {}),
    ...(darkMap === undefined ? {} : { darkMap }),
  };
}

function isUnderWay({ known }: PacedOrder): boolean {
  return !statusOf(known.status).isFinal;
}

/** Returns the names of mini-programs whose orders were not asked for: their quota is used. */
async function skippedNames(
  { wechat }: Deliveries,
  orders: readonly BoardOrder[],
  outcomes: Outcomes,
): Promise<readonly string[]> {
  const skipped = orders.filter(({ orderId }) => outcomes.get(orderId)?.kind === 'without-quota');
  const appIds = [...new Set(skipped.map(({ target }) => target.account.appId))];
  return Promise.all(appIds.map((appId) => wechat(appId).nameOf(appId)));
}

/** Returns the orders that are not to be asked for again at once. */
function failedOrders(outcomes: Outcomes): ReadonlySet<string> {
  const failed = [...outcomes].filter(([, { kind }]) => kind !== 'newer');
  return new Set(failed.map(([orderId]) => orderId));
}
