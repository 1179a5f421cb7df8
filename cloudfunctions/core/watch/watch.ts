import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { type Action, type Actor, nonStaffAction } from '../access/access';
import { nothing } from '../access/input-shapes';
import type { Staff } from '../access/staff';
import { ShopLimits } from '../asking/question-limits';
import { type BoardOrder, boardOrders } from '../board/board-orders';
import { dueOrders, leastSecondsFor } from '../board/pace';
import { type Outcome, askDueOrders, msUntilRoom } from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { bringPaidOrders } from '../intake/bring-paid-orders';
import { askAwaitedOrders } from '../intake/ask-awaited';
import { readAwaitedOrders } from '../intake/awaited-orders';
import { WATCH_ID } from '../notices/send-state';
import { oweNotices } from '../notices/owed';
import { sendOwedNotices } from '../notices/tell';
import { describeOrder } from '../records/describe-order';
import { type CallContext, withLessTime } from '../runtime/define-function';
import { type UsesToCount, readAndConsume } from '../storage/counted-uses';

/** Longest time (ms) of a run; the next run begins a minute after this one began. */
const MAX_RUN_MS = 45_000;
/** Time (ms) of a run that is kept for awaited orders, for notices and for paid orders. */
const LATER_STEPS_MS = 10_000;
/** Time (ms) of a run that is kept to store that it has ended. */
const STORE_END_MS = 1000;
/** Time (ms) for sending messages to people's phones; after it, a run begins no further message. */
const BEGIN_MESSAGES_MS = 5000;
/** Least time (ms) that a run needs to ask WeChat. A shorter run is not stored as done. */
const MIN_RUN_MS = 20_000;
/** Limit of one run in 55 s, after which a run may begin even if the last one has not ended. */
const ONE_RUN: UsesToCount = {
  window: { countIn: 'turns', sinceIn: 'turnBegan', windowMs: 55_000 },
  count: 1,
  max: 1,
};
/** Factor by which `watch` asks for an order less often than an open board does. */
const UNWATCHED_FACTOR = 4;
const MAX_AWAITED_ROUNDS = 4;

/**
 * Result of a run. `asked`: number of orders on which WeChat answered; `left`: number of due orders
 * for which it was not asked; `isCut`: there are more orders than one run reads.
 */
interface WatchResult {
  readonly asked: number;
  readonly left: number;
  readonly isCut?: true;
}

/**
 * Creates the action that asks WeChat for the deliveries of stores whose people want notices. Only
 * the cloud's timer may run it, each minute.
 */
export function watchAction(deliveries: Deliveries): Action {
  return nonStaffAction({
    grants: 'timer',
    input: nothing,
    handle: (_input, call) => runWatch(deliveries, call),
  });
}

/** Asks WeChat for due orders of stores whose people want notices, and sends the notices. */
async function runWatch(deliveries: Deliveries, call: CallContext): Promise<WatchResult> {
  const { notices, now } = deliveries;
  const { limits } = deliveries.collections;
  const stores = await watchedStoreIds(notices);
  const beganAt = now();
  if (stores.length === 0 || !(await readAndConsume(limits, WATCH_ID, ONE_RUN, beganAt)))
    return { asked: 0, left: 0 };
  const isTooShort = call.timeLeftMs() < MIN_RUN_MS;
  const timeLeftMs = (): number => Math.min(call.timeLeftMs(), beganAt + MAX_RUN_MS - now());
  const actor = watchActorOf(stores, { ...call, timeLeftMs });
  const result = await askDueOrdersInRounds(deliveries, actor);
  await askForAwaitedOrders(deliveries, actor);
  await sendOwedNotices(notices, actor.call, BEGIN_MESSAGES_MS);
  // Paid orders are read last, as reading may use up the run's time. The next run asks for them.
  await bringPaidOrders(deliveries, withLessTime(actor.call, STORE_END_MS));
  const { left } = result;
  // A run that is too short gets no `watchedAt`, so that the self-check reports it.
  await limits.putIf(WATCH_ID, {}, isTooShort ? { left } : { left, watchedAt: now() });
  call.note({ ...result });
  return result;
}

async function watchedStoreIds(notices: Deliveries['notices']): Promise<readonly string[]> {
  const [robots, { people }] = await Promise.all([notices.robots(0), notices.messageRecipients(0)]);
  const watchedScopes = [
    ...robots.map(({ storeId }) => storeId),
    ...people.flatMap(({ stores }) => stores),
  ];
  const allStoreIds = watchedScopes.includes('all')
    ? (await notices.stores()).map(({ storeId }) => storeId)
    : [];
  return [...new Set([...allStoreIds, ...watchedScopes.filter((storeId) => storeId !== 'all')])];
}

/** Asks for due orders, the oldest answer first, so that the next run begins with the rest. */
async function askDueOrdersInRounds(deliveries: Deliveries, actor: Actor): Promise<WatchResult> {
  const { notices, now } = deliveries;
  const [{ orders, isCut }, stores, usedShareOf] = await Promise.all([
    boardOrders(deliveries, actor.staff.stores),
    deliveries.stores(),
    deliveries.budget.readUsedShare(),
  ]);
  await oweNoticesOfEnded(notices, orders, actor.call);
  const pacedOrders = orders.map((order) => ({
    order,
    known: describeOrder(order, stores, now()),
    leastSeconds: leastSecondsFor(usedShareOf(order.target.account)),
    ...{ stretch: 1, unwatchedFactor: UNWATCHED_FACTOR },
  }));
  const due = [...dueOrders(pacedOrders, now())].sort(
    (one, other) => one.current.askedAt - other.current.askedAt,
  );
  const options = { limits: new ShopLimits(deliveries), keepMs: LATER_STEPS_MS, most: Infinity };
  let dueOrdersLeft: readonly BoardOrder[] = due;
  let askedCount = 0;
  for (;;) {
    const outcomes = await askDueOrders(deliveries, dueOrdersLeft, actor, options);
    askedCount += [...outcomes.values()].filter((outcome) => 'order' in outcome).length;
    dueOrdersLeft = dueOrdersLeft.filter(({ orderId }) => isStillDue(outcomes.get(orderId)?.kind));
    const waitMs = msUntilRoom(outcomes);
    // If no question is left in this minute, the run waits for the next minute, if it has time.
    if (waitMs > actor.call.timeLeftMs() - LATER_STEPS_MS)
      return { asked: askedCount, left: dueOrdersLeft.length, ...(isCut ? { isCut } : {}) };
    await deliveries.sleep(waitMs);
  }
}

function isStillDue(outcomeKind: Outcome['kind'] | undefined): boolean {
  return outcomeKind === undefined || outcomeKind === 'queued' || outcomeKind === 'soon';
}

/** Stores notices of ended orders, in case the caller that stored the end has failed to do so. */
async function oweNoticesOfEnded(
  notices: Deliveries['notices'],
  orders: readonly BoardOrder[],
  call: CallContext,
): Promise<void> {
  for (const { orderId, current } of orders)
    if (statusOf(current.status).isFinal) await oweNotices(notices, orderId, current, call);
}

async function askForAwaitedOrders(deliveries: Deliveries, actor: Actor): Promise<void> {
  let { dueOrders: orders } = await readAwaitedOrders(deliveries, actor.staff.stores);
  for (let round = 0; round < MAX_AWAITED_ROUNDS && orders.length > 0; round += 1) {
    const asked = await askAwaitedOrders(deliveries, orders, actor, { keepMs: LATER_STEPS_MS / 2 });
    if (asked.length === 0) return;
    orders = orders.filter((dueOrder) => !asked.includes(dueOrder));
  }
}

function watchActorOf(stores: readonly string[], call: CallContext): Actor {
  const nobody: Omit<Staff, 'stores'> = {
    ...{ openId: '', staffId: '', name: '', role: 'clerk', version: 0 },
    ...{ joinedAt: 0, expiresAt: null, fields: { version: 0 } },
  };
  return { staff: { ...nobody, stores }, scope: 'own', call };
}
