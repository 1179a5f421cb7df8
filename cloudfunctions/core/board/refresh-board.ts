import type { Board, BoardRequest } from '../../../miniprogram/contract/board-api';
import type { Store } from '../../../miniprogram/contract/shop';
import type { Actor } from '../access/access';
import { actsTooFrequent, consume, isExhausted } from '../access/rate-limits';
import type { Outcomes } from '../deliveries/ask-due-orders';
import { askDueOrders, KEPT_SHARE, newestOf } from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { darkMapIfReadable } from '../deliveries/deliveries';
import { describeOrder } from '../records/describe-order';
import { memberStores } from '../records/records';
import { ShopLimits } from '../asking/question-limits';
import { askAwaited, dueAwaited } from './awaited-orders';
import type { BoardOrder } from './board-orders';
import { boardOrders } from './board-orders';
import { awaitedRowOf, countRows, filterOf, rowOf } from './board-row';
import { differenceTo } from './marks';
import type { Paced } from './pace';
import { dueOrders, nextCallMs, slowedToSeconds, SOON_MS } from './pace';

/** Maximum number of questions in one call. */
const MOST_QUESTIONS = 20;

/**
 * Returns the board of a person's stores as the difference to what the phone holds. The first call
 * of an opening is answered from what is remembered; each later one first asks WeChat for what is
 * due, the most urgent first, five at a time, as far as the shop's budget and the time allow, and
 * for each order by one caller of all. Nothing is asked while no board is open, and no work goes on
 * after the answer.
 *
 * What the phone holds is told by marks of the rows' contents, without clock or counter: so any
 * instance may answer. A mark that no row has is told to be gone, whatever it is.
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
  if (isExhausted(staff, 'board', now())) throw actsTooFrequent();
  const viewer = request.storeId === undefined ? staff.stores : [request.storeId];
  const [{ orders, awaited, isCut }, stores, darkMap, usedShare, isCounted] = await Promise.all([
    boardOrders(deliveries, viewer),
    memberStores(deliveries, actor),
    darkMapIfReadable(deliveries, call),
    deliveries.budget.usedShare(),
    consume(deliveries.staff, staff, 'board', now()),
  ]);
  if (!isCounted) throw actsTooFrequent();

  const slowed = slowedToSeconds(usedShare);
  const due = dueOrders(paced(orders, stores, now()), slowed, now());
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
      : (await askAwaited(deliveries, sought, narrowed, keepMs)) > 0;
  const newest = orders.map((order) => newestOf(order, outcomes));
  const all = paced(newest, stores, now());
  const rows = [
    ...all.map((one) => rowOf(one, slowed, now())),
    // What was found just now comes with the next call, as the order that it is.
    ...awaited.map((one) => awaitedRowOf(one, stores, now())),
  ];
  const { filter } = request;
  const wanted =
    filter === undefined ? rows : rows.filter((row) => filterOf(row, now()) === filter);
  call.note({ rows: rows.length, due: due.length });
  return {
    ...differenceTo(request.held, wanted),
    counts: countRows(rows, now()),
    nextAskMs: isSoon ? SOON_MS : nextCallMs(all, failedIn(outcomes), slowed, now()),
    usedShare,
    slowedToSeconds: slowed,
    ...(isCut ? { isCut } : {}),
    ...(darkMap === undefined ? {} : { darkMap }),
  };
}

function paced(
  orders: readonly BoardOrder[],
  stores: readonly Store[],
  now: number,
): readonly Paced[] {
  return orders.map((order) => ({ order, known: describeOrder(order, stores, now) }));
}

/** Returns the orders that are not to be asked for again at once. */
function failedIn(outcomes: Outcomes): ReadonlySet<string> {
  const failed = [...outcomes].filter(([, { kind }]) => kind !== 'newer');
  return new Set(failed.map(([orderId]) => orderId));
}
