import type { Board, BoardRequest } from '../../../miniprogram/contract/board-api';
import { emptyHistory, addReport } from '../../../miniprogram/contract/delivery/delivery-history';
import { knownOrderOf } from '../../../miniprogram/contract/delivery/known-order';
import { summaryOf } from '../../../miniprogram/contract/delivery/order-summary';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { RECORDED_ORDER_IDS } from '../../../miniprogram/contract/shop';
import type { Actor } from '../access/access';
import type { Staff } from '../access/staff';
import { tooManyBoardCalls, consumeLimit, isExhausted } from '../access/rate-limits';
import { type Outcomes, askDueOrders, KEPT_SHARE, newestOf } from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { recordedReport } from '../deliveries/recorded-stories';
import { messagesIn } from '../notices/people';
import { sendOwedNotices } from '../notices/tell';
import { describeOrder } from '../records/describe-order';
import { storesOfMember } from '../records/records';
import { ShopLimits } from '../asking/question-limits';
import { withLessTime } from '../runtime/define-function';
import { askAwaited } from '../intake/ask-awaited';
import { awaitedOrders } from '../intake/awaited-orders';
import { bringPaidOrders } from '../intake/bring-paid-orders';
import { msUntilAwaitedCall, queueProgressOf } from './awaited-pace';
import { type BoardOrder, boardOrders } from './board-orders';
import { awaitedRowOf, boardRowOf, differenceToMarks, withMark } from './board-row';
import {
  type PacedOrder,
  dueOrders,
  LONGEST_CALL_MS,
  nextCallMs,
  slowedToSeconds,
  stretchOf,
} from './pace';

const MAX_QUESTIONS_PER_CALL = 20;
/** Time (ms) during which messages to people may begin: the board's answer waits for them. */
const BEGIN_MESSAGES_MS = 1000;

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
  if (isExhausted(staff, 'board', now)) throw tooManyBoardCalls();
  const sound =
    request.isBellOn === true ? { bellAt: now, bellStore: request.storeId ?? null } : {};
  const counting = consumeLimit(deliveries.staff, staff, 'board', now, sound);
  // Messages are sent while WeChat is asked. The call waits for them at its end, because the cloud
  // may freeze an instance that has answered.
  const telling = counting
    .then((isCounted) =>
      isCounted && request.isOpening !== true
        ? sendOwedNotices(deliveries.notices, call, BEGIN_MESSAGES_MS)
        : undefined,
    )
    .catch(() => undefined);
  try {
    return await refreshedBoard(deliveries, request, actor, counting);
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
    nextAskMs: LONGEST_CALL_MS,
    usedShare: 0,
    slowedToSeconds: null,
  };
}

async function refreshedBoard(
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
    // Awaited orders have a query of their own, so that they use up no room of the other orders.
    awaitedOrders(deliveries, viewer),
    storesOfMember(deliveries, actor),
    deliveries.darkMap(call),
    deliveries.budget.usedShare(),
    deliveries.budget.useOfLane('board'),
    counting,
  ]);
  if (!isCounted) throw tooManyBoardCalls();

  const paced = (some: readonly BoardOrder[], stretch: number): readonly PacedOrder[] =>
    some.map((order) => {
      const leastSeconds = slowedToSeconds(shareOf(order.target.account));
      return { order, known: describeOrder(order, stores, now()), leastSeconds, stretch };
    });
  const stretch = stretchOf(paced(orders, 1), use, now());
  const due = dueOrders(paced(orders, stretch), now());
  const narrowed = { ...actor, staff: { ...staff, stores: viewer } };
  const options = { limits: new ShopLimits(deliveries), keepMs, most: MAX_QUESTIONS_PER_CALL };
  const asking = { keepMs, recentKeys: recentTargetKeysOf(orders) };
  // The call that opens a board asks WeChat nothing; the next call does.
  const outcomes = await askDueOrders(deliveries, isOpening ? [] : due, narrowed, options);
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
  const skipped = await skippedMiniPrograms(deliveries, orders, outcomes);
  const queue = await queueProgressOf(deliveries, awaited, orders, viewer, now());
  call.note({ rows: rows.length, due: due.length });
  return {
    ...differenceToMarks(marks, rows),
    nextAskMs: Math.min(
      nextCallMs(all, outcomes, now()),
      msUntilAwaitedCall(awaited, sought, now()),
    ),
    usedShare,
    slowedToSeconds: slowedToSeconds(usedShare),
    ...(skipped.length === 0 ? {} : { skipped }),
    ...(stretch > 1 ? { isStretched: true } : {}),
    ...(awaited.more === 0 ? {} : { awaitedMore: awaited.more }),
    ...(queue === undefined ? {} : { queue }),
    ...(isCut ? { isCut } : {}),
    ...(darkMap === undefined ? {} : { darkMap }),
    ...(await ownMessagesOf(deliveries, staff)),
  };
}

async function ownMessagesOf(
  { shop }: Deliveries,
  { fields }: Staff,
): Promise<Pick<Board, 'messages'>> {
  // A failure is ignored: `darkMap` reads the same document in this call, and notes it.
  const [template] = await shop().then(
    ({ messageTemplate }) => messageTemplate ?? [],
    () => [],
  );
  if (template === undefined) return {};
  const { templateId } = template;
  return { messages: { templateId, left: messagesIn(fields, templateId).left } };
}

function recentTargetKeysOf(orders: readonly BoardOrder[]): readonly string[] | undefined {
  const latest = [...orders].sort((one, other) => other.lookedUpAt - one.lookedUpAt);
  return latest.length === 0 ? undefined : latest.map(({ target }) => target.key);
}

/** Names the mini-programs whose orders were not asked for, because their quota is used up. */
async function skippedMiniPrograms(
  { wechat }: Deliveries,
  orders: readonly BoardOrder[],
  outcomes: Outcomes,
): Promise<readonly string[]> {
  const skipped = orders.filter(({ orderId }) => outcomes.get(orderId)?.kind === 'without-quota');
  const appIds = [...new Set(skipped.map(({ target }) => target.account.appId))];
  return Promise.all(appIds.map((appId) => wechat(appId).nameOf(appId)));
}
