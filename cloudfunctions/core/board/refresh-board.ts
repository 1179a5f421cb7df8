import type { Board, BoardRequest } from '../../../miniprogram/contract/board-api';
import { emptyHistory, addReport } from '../../../miniprogram/contract/delivery/delivery-history';
import { knownOrderOf } from '../../../miniprogram/contract/delivery/known-order';
import { summaryOf } from '../../../miniprogram/contract/delivery/order-summary';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { RECORDED_ORDER_IDS } from '../../../miniprogram/contract/shop';
import type { Actor } from '../access/access';
import type { Staff } from '../access/staff';
import { boardCallsTooFrequent, consumeLimit, isExhausted } from '../access/rate-limits';
import { type Outcomes, askDueOrders, KEPT_SHARE, newestOf } from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { recordedReport } from '../deliveries/recorded-stories';
import { messagesIn } from '../notices/people';
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
import { awaitedRowOf, boardRowOf, differenceToMarks, withMark } from './board-row';
import {
  type PacedOrder,
  dueOrders,
  LONGEST_WAIT_MS,
  nextCallMs,
  slowedToSeconds,
  stretchOf,
} from './pace';

const MOST_QUESTIONS = 20;
/** Time (ms) in which messages to people are begun: the board's answer waits for them. */
const BEGIN_MS = 1000;

/**
 * Returns a board as the difference to the phone's rows; throws `too-frequent`. The first call is
 * answered from the records; later ones first ask WeChat for due orders.
 */
export async function refreshBoard(
  deliveries: Deliveries,
  request: BoardRequest,
  actor: Actor,
): Promise<Board> {
  const { staff, call } = actor;
  const now = deliveries.now();
  if (staff.role === 'reviewer') return recordedBoard(request, now);
  if (isExhausted(staff, 'board', now)) throw boardCallsTooFrequent();
  const bell = request.isBellOn === true ? { bellAt: now, bellStore: request.storeId ?? null } : {};
  const counting = consumeLimit(deliveries.staff, staff, 'board', now, bell);
  // Beside the asking, once it is known whose bell is on. The call waits for it at its end, because
  // an answer may freeze the instance.
  const telling = counting
    .then((isCounted) =>
      isCounted && request.isOpening !== true
        ? tellOwed(deliveries.notices, call, BEGIN_MS)
        : undefined,
    )
    .catch(() => undefined);
  try {
    return await askAndDescribe(deliveries, request, actor, counting);
  } finally {
    await telling;
  }
}

/** Returns a board of made-up deliveries, because WeChat's app reviewers see no real orders. */
function recordedBoard({ marks }: BoardRequest, now: number): Board {
  const rows = RECORDED_ORDER_IDS.flatMap((orderId) => {
    const report = recordedReport(orderId, now);
    if (report === null) return [];
    const summary = summaryOf(report, addReport(emptyHistory(), report));
    const { storePosition } = report;
    const order = knownOrderOf(orderId, summary, { storePosition });
    const placed = summary.position === null ? {} : { position: summary.position };
    return [withMark({ kind: 'known' as const, ...order, ...placed })];
  });
  return {
    ...differenceToMarks(marks, rows),
    nextAskMs: LONGEST_WAIT_MS,
    usedShare: 0,
    slowedToSeconds: null,
  };
}

async function askAndDescribe(
  deliveries: Deliveries,
  { storeId, marks, isOpening = false }: BoardRequest,
  actor: Actor,
  counting: Promise<boolean>,
): Promise<Board> {
  const { staff, call } = actor;
  const { now } = deliveries;
  const keepMs = KEPT_SHARE * call.timeLeftMs();
  const viewer = storeId === undefined ? staff.stores : [storeId];
  const [{ orders, isCut }, awaited, stores, darkMap, shareOf, use, isCounted] = await Promise.all([
    boardOrders(deliveries, viewer),
    // A search of their own, so that they do not displace known orders.
    awaitedOrders(deliveries, viewer),
    memberStores(deliveries, actor),
    deliveries.darkMap(call),
    deliveries.budget.usedShare(),
    deliveries.budget.useOfLane('board'),
    counting,
  ]);
  if (!isCounted) throw boardCallsTooFrequent();

  const paced = (some: readonly BoardOrder[], stretch: number): readonly PacedOrder[] =>
    some.map((order) => {
      const leastSeconds = slowedToSeconds(shareOf(order.target.account));
      return { order, known: describeOrder(order, stores, now()), leastSeconds, stretch };
    });
  const stretch = stretchOf(paced(orders, 1), use, now());
  const due = dueOrders(paced(orders, stretch), now());
  const narrowed = { ...actor, staff: { ...staff, stores: viewer } };
  const manner = { limits: new ShopLimits(deliveries), keepMs, most: MOST_QUESTIONS };
  const asking = { keepMs, recentKeys: keysOf(orders) };
  // The call that opens a board asks WeChat nothing; the next call does.
  const outcomes = await askDueOrders(deliveries, isOpening ? [] : due, narrowed, manner);
  const [sought] = isOpening
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
  const shares = all
    .filter(({ known }) => !statusOf(known.status).isFinal)
    .map(({ order }) => shareOf(order.target.account));
  const usedShare = shares.length === 0 ? shareOf() : Math.min(...shares);
  const skipped = await skippedNames(deliveries, orders, outcomes);
  const queue = await queueOf(deliveries, awaited, orders, viewer, now());
  call.note({ rows: rows.length, due: due.length });
  return {
    ...differenceToMarks(marks, rows),
    nextAskMs: Math.min(nextCallMs(all, outcomes, now()), awaitedCallMs(awaited, sought, now())),
    usedShare,
    slowedToSeconds: slowedToSeconds(usedShare),
    ...(skipped.length === 0 ? {} : { skipped }),
    ...(stretch > 1 ? { isStretched: true } : {}),
    ...(awaited.more === 0 ? {} : { awaitedMore: awaited.more }),
    ...(queue === undefined ? {} : { queue }),
    ...(isCut ? { isCut } : {}),
    ...(darkMap === undefined ? {} : { darkMap }),
    ...(await messagesOf(deliveries, staff)),
  };
}

async function messagesOf(
  { shop }: Deliveries,
  { fields }: Staff,
): Promise<Pick<Board, 'messages'>> {
  // The call has read the shop's document for the map, which also notes that it is unreadable.
  const [template] = await shop().then(
    ({ messageTemplate }) => messageTemplate ?? [],
    () => [],
  );
  if (template === undefined) return {};
  const { templateId } = template;
  return { messages: { templateId, left: messagesIn(fields, templateId).left } };
}

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
