import type { Board, BoardRequest } from '../../../miniprogram/contract/board-api';
import { emptyHistory, addReport } from '../../../miniprogram/contract/delivery/delivery-history';
import { knownOrderOf } from '../../../miniprogram/contract/delivery/known-order';
import { summarize } from '../../../miniprogram/contract/delivery/order-summary';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { RECORDED_ORDER_IDS } from '../../../miniprogram/contract/shop';
import type { Actor } from '../access/access';
import type { Staff } from '../access/staff';
import { tooManyBoardCalls, consumeLimit, isExhausted } from '../access/rate-limits';
import { type Outcomes, askDueOrders, KEPT_SHARE, withOutcome } from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { recordedReport } from '../deliveries/recorded-stories';
import { messagesIn } from '../notices/people';
import { sendOwedNotices } from '../notices/tell';
import { describeOrder } from '../records/describe-order';
import { storesOfMember } from '../records/records';
import { ShopLimits } from '../asking/question-limits';
import { withLessTime } from '../runtime/define-function';
import { askAwaitedOrders } from '../intake/ask-awaited';
import { readAwaitedOrders } from '../intake/awaited-orders';
import { bringPaidOrders } from '../intake/bring-paid-orders';
import { msUntilAwaitedCall, queueProgressOf } from './awaited-pace';
import { type BoardOrder, boardOrders } from './board-orders';
import { awaitedRowOf, boardRowOf, differenceToMarks, withMark } from './board-row';
import {
  type PacedOrder,
  dueOrders,
  MAX_CALL_GAP_MS,
  nextCallMs,
  leastSecondsFor,
  stretchOf,
} from './pace';

const MAX_QUESTIONS_PER_CALL = 20;
/** Time (ms) in which a call may begin to send messages; later calls send the other messages. */
const BEGIN_MESSAGES_WITHIN_MS = 1000;

/**
 * Returns a board as the difference to the rows that the phone has; throws `too-frequent`. The
 * first call is answered from the records; later calls first ask WeChat for orders that are due.
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
  const soundFields =
    request.isBellOn === true ? { bellAt: now, bellStore: request.storeId ?? null } : {};
  const counting = consumeLimit(deliveries.staff, staff, 'board', now, soundFields);
  // The call waits for this sending, because the cloud may freeze an instance that has answered.
  const sendingMessages = counting
    .then((isCounted) =>
      isCounted && request.isOpening !== true
        ? sendOwedNotices(deliveries.notices, call, BEGIN_MESSAGES_WITHIN_MS)
        : undefined,
    )
    .catch(() => undefined);
  try {
    return await refreshedBoard(deliveries, request, actor, counting);
  } finally {
    await sendingMessages;
  }
}

/** Returns a board of made-up deliveries, because WeChat's app reviewers see no real orders. */
function recordedBoard({ marks }: BoardRequest, now: number): Board {
  const rows = RECORDED_ORDER_IDS.flatMap((orderId) => {
    const report = recordedReport(orderId, now);
    if (report === null) return [];
    const summary = summarize(report, addReport(emptyHistory(), report));
    const { storePosition } = report;
    const order = knownOrderOf(orderId, summary, { storePosition });
    const positionFields = summary.position === null ? {} : { position: summary.position };
    return [withMark({ kind: 'known' as const, ...order, ...positionFields })];
  });
  return {
    ...differenceToMarks(marks, rows),
    nextAskMs: MAX_CALL_GAP_MS,
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
  const viewedStores = storeId === undefined ? staff.stores : [storeId];
  const [{ orders, isCut }, awaited, stores, darkMap, usedShareOf, boardUse, isCounted] =
    await Promise.all([
      boardOrders(deliveries, viewedStores),
      // Awaited orders have their own query, so as not to count for the limit of the other query.
      readAwaitedOrders(deliveries, viewedStores),
      storesOfMember(deliveries, actor),
      deliveries.darkMap(call),
      deliveries.budget.readUsedShare(),
      deliveries.budget.useOfLane('board'),
      counting,
    ]);
  if (!isCounted) throw tooManyBoardCalls();

  const paceOrders = (someOrders: readonly BoardOrder[], stretch: number): readonly PacedOrder[] =>
    someOrders.map((order) => {
      const leastSeconds = leastSecondsFor(usedShareOf(order.target.account));
      return { order, known: describeOrder(order, stores, now()), leastSeconds, stretch };
    });
  const stretch = stretchOf(paceOrders(orders, 1), boardUse, now());
  const due = dueOrders(paceOrders(orders, stretch), now());
  const viewingActor = { ...actor, staff: { ...staff, stores: viewedStores } };
  const options = { limits: new ShopLimits(deliveries), keepMs, most: MAX_QUESTIONS_PER_CALL };
  const awaitedOptions = { keepMs, recentKeys: recentTargetKeysOf(orders) };
  // The call that opens a board does not ask WeChat, so that it is quick; the next call does.
  const outcomes = await askDueOrders(deliveries, isOpening ? [] : due, viewingActor, options);
  const [askedAwaited] = isOpening
    ? [awaited.dueOrders]
    : await Promise.all([
        askAwaitedOrders(deliveries, awaited.dueOrders, viewingActor, awaitedOptions),
        bringPaidOrders(deliveries, withLessTime(call, keepMs)),
      ]);
  const updatedOrders = orders.map((order) => withOutcome(order, outcomes));
  const pacedOrders = paceOrders(updatedOrders, stretch);
  const knownIds = new Set(orders.map(({ orderId }) => orderId));
  const rows = [
    ...pacedOrders.map((pacedOrder) => boardRowOf(pacedOrder, staff, now())),
    // An awaited order that this call found at WeChat gets its delivery's row in the next call.
    ...awaited.orders
      .filter(({ orderId }) => !knownIds.has(orderId))
      .map((order) => awaitedRowOf(order, stores, staff, now())),
  ];
  // A mini-program's used-up quota slows only its own orders, so the least used share is shown.
  const usedShares = pacedOrders
    .filter(({ known }) => !statusOf(known.status).isFinal)
    .map(({ order }) => usedShareOf(order.target.account));
  const usedShare = usedShares.length === 0 ? usedShareOf() : Math.min(...usedShares);
  const skipped = await skippedMiniPrograms(deliveries, orders, outcomes);
  const queue = await queueProgressOf(deliveries, awaited, orders, viewedStores, now());
  call.note({ rows: rows.length, due: due.length });
  return {
    ...differenceToMarks(marks, rows),
    nextAskMs: Math.min(
      nextCallMs(pacedOrders, outcomes, now()),
      msUntilAwaitedCall(awaited, askedAwaited, now()),
    ),
    usedShare,
    slowedToSeconds: leastSecondsFor(usedShare),
    ...(skipped.length === 0 ? {} : { skipped }),
    ...(stretch > 1 ? { isStretched: true } : {}),
    ...(awaited.moreCount === 0 ? {} : { awaitedMore: awaited.moreCount }),
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
  // A failure to read the shop is ignored, because `darkMap` reads it, too, and logs the failure.
  const [template] = await shop().then(
    ({ messageTemplate }) => messageTemplate ?? [],
    () => [],
  );
  if (template === undefined) return {};
  const { templateId } = template;
  return { messages: { templateId, left: messagesIn(fields, templateId).leftCount } };
}

function recentTargetKeysOf(orders: readonly BoardOrder[]): readonly string[] | undefined {
  const latestOrders = [...orders].sort((one, other) => other.lookedUpAt - one.lookedUpAt);
  return latestOrders.length === 0 ? undefined : latestOrders.map(({ target }) => target.key);
}

/** Lists the names of mini-programs whose orders were skipped, because their quota is used up. */
async function skippedMiniPrograms(
  { wechat }: Deliveries,
  orders: readonly BoardOrder[],
  outcomes: Outcomes,
): Promise<readonly string[]> {
  const skipped = orders.filter(({ orderId }) => outcomes.get(orderId)?.kind === 'without-quota');
  const appIds = [...new Set(skipped.map(({ target }) => target.account.appId))];
  return Promise.all(appIds.map((appId) => wechat(appId).nameOf(appId)));
}
