import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { type Action, type Actor, nonStaffAction } from '../access/access';
import { nothing } from '../access/input-shapes';
import type { Staff } from '../access/staff';
import { ShopLimits } from '../asking/question-limits';
import { type BoardOrder, boardOrders } from '../board/board-orders';
import { dueOrders, slowedToSeconds } from '../board/pace';
import { type Outcome, askDueOrders, msUntilRoom } from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { bringPaidOrders } from '../intake/bring-paid-orders';
import { askAwaited } from '../intake/ask-awaited';
import { awaitedOrders } from '../intake/awaited-orders';
import { WATCH_ID } from '../notices/send-state';
import { oweNotices } from '../notices/owed';
import { sendOwedNotices } from '../notices/tell';
import { describeOrder } from '../records/describe-order';
import { type CallContext, withLessTime } from '../runtime/define-function';
import { type Uses, readAndConsume } from '../storage/counted-uses';

/** Longest time (ms) of a run; the next run begins a minute after this one began. */
const MAX_RUN_MS = 45_000;
/** Time (ms) of a run that is kept for awaited orders and for notices. */
const RESERVED_MS = 10_000;
/** Time (ms) of a run that is kept to store its end. */
const STORE_END_MS = 1000;
/** Time (ms) during which messages to people may begin. */
const BEGIN_MESSAGES_MS = 5000;
/** Least time (ms) that a run needs to ask WeChat. A shorter run is not stored as a run. */
const MIN_RUN_MS = 20_000;
/** Limit of one run in 55 s. The window passes by itself, even if the instance has died. */
const ONE_RUN: Uses = {
  window: { count: 'turns', since: 'turnBegan', windowMs: 55_000 },
  by: 1,
  most: 1,
};
/** Factor of the orders' intervals: nobody looks, so they are asked for a quarter as often. */
const INTERVAL_FACTOR = 4;
/** Maximum number of rounds of questions about awaited orders in a run. */
const AWAITED_ROUNDS = 4;

/**
 * Result of a run. `asked`: orders that WeChat answered for; `left`: due orders that were not asked
 * for any more; `isCut`: there are more orders than one run reads.
 */
interface WatchResult {
  readonly asked: number;
  readonly left: number;
  readonly isCut?: true;
}

/**
 * Creates the action by which the cloud looks after the deliveries of stores whose people want
 * notices. Only the cloud's timer may run it, each minute.
 */
export function watchAction(deliveries: Deliveries): Action {
  return nonStaffAction({
    grants: 'timer',
    input: nothing,
    handle: (_input, call) => runWatch(deliveries, call),
  });
}

/** Asks for due orders of stores with a robot, or with people who get messages; sends notices. */
async function runWatch(deliveries: Deliveries, call: CallContext): Promise<WatchResult> {
  const { notices, now } = deliveries;
  const { limits } = deliveries.collections;
  const stores = await watchedStores(notices);
  const began = now();
  if (stores.length === 0 || !(await readAndConsume(limits, WATCH_ID, ONE_RUN, began)))
    return { asked: 0, left: 0 };
  const isTooShort = call.timeLeftMs() < MIN_RUN_MS;
  const timeLeftMs = (): number => Math.min(call.timeLeftMs(), began + MAX_RUN_MS - now());
  const actor = watchActorOf(stores, { ...call, timeLeftMs });
  const result = await askDueOrdersInRounds(deliveries, actor);
  await askForAwaited(deliveries, actor);
  await sendOwedNotices(notices, actor.call, BEGIN_MESSAGES_MS);
  // Paid orders are read last, because this may use up the run. The next run asks for them.
  await bringPaidOrders(deliveries, withLessTime(actor.call, STORE_END_MS));
  const { left } = result;
  // A run without time to ask is not stored as a run, so that the self-check reports it.
  await limits.putIf(WATCH_ID, {}, isTooShort ? { left } : { left, watchedAt: now() });
  call.note({ ...result });
  return result;
}

async function watchedStores(notices: Deliveries['notices']): Promise<readonly string[]> {
  const [robots, { people }] = await Promise.all([notices.robots(0), notices.messages(0)]);
  const watched = [
    ...robots.map(({ storeId }) => storeId),
    ...people.flatMap(({ stores }) => stores),
  ];
  // Replaces 'all' by the ids of all stores.
  const allStoreIds = watched.includes('all')
    ? (await notices.stores()).map(({ storeId }) => storeId)
    : [];
  return [...new Set([...allStoreIds, ...watched.filter((storeId) => storeId !== 'all')])];
}

/** Asks for due orders, the oldest answer first: what one run leaves comes first in the next. */
async function askDueOrdersInRounds(deliveries: Deliveries, actor: Actor): Promise<WatchResult> {
  const { notices, now } = deliveries;
  const [{ orders, isCut }, stores, shareOf] = await Promise.all([
    boardOrders(deliveries, actor.staff.stores),
    deliveries.stores(),
    deliveries.budget.usedShare(),
  ]);
  await oweNoticesOfEnded(notices, orders, actor.call);
  const paced = orders.map((order) => ({
    order,
    known: describeOrder(order, stores, now()),
    leastSeconds: slowedToSeconds(shareOf(order.target.account)),
    ...{ stretch: 1, slowness: INTERVAL_FACTOR },
  }));
  const due = [...dueOrders(paced, now())].sort(
    (one, other) => one.current.askedAt - other.current.askedAt,
  );
  const options = { limits: new ShopLimits(deliveries), keepMs: RESERVED_MS, most: Infinity };
  let left: readonly BoardOrder[] = due;
  let asked = 0;
  for (;;) {
    const outcomes = await askDueOrders(deliveries, left, actor, options);
    asked += [...outcomes.values()].filter((outcome) => 'order' in outcome).length;
    left = left.filter(({ orderId }) => isStillDue(outcomes.get(orderId)?.kind));
    const waitMs = msUntilRoom(outcomes);
    // The minute's questions are used up: the run waits until there is room, if it has the time.
    if (waitMs > actor.call.timeLeftMs() - RESERVED_MS)
      return { asked, left: left.length, ...(isCut ? { isCut } : {}) };
    await deliveries.sleep(waitMs);
  }
}

function isStillDue(kind: Outcome['kind'] | undefined): boolean {
  return kind === undefined || kind === 'queued' || kind === 'soon';
}

/**
 * Stores the notices of ended orders. Nobody asks for these again, so if a caller died after it had
 * stored the end, its notices would be missing.
 */
async function oweNoticesOfEnded(
  notices: Deliveries['notices'],
  orders: readonly BoardOrder[],
  call: CallContext,
): Promise<void> {
  for (const { orderId, current } of orders)
    if (statusOf(current.status).isFinal) await oweNotices(notices, orderId, current, call);
}

async function askForAwaited(deliveries: Deliveries, actor: Actor): Promise<void> {
  let { due } = await awaitedOrders(deliveries, actor.staff.stores);
  for (let round = 0; round < AWAITED_ROUNDS && due.length > 0; round += 1) {
    const handled = await askAwaited(deliveries, due, actor, { keepMs: RESERVED_MS / 2 });
    if (handled.length === 0) return;
    due = due.filter((one) => !handled.includes(one));
  }
}

function watchActorOf(stores: readonly string[], call: CallContext): Actor {
  const nobody: Omit<Staff, 'stores'> = {
    ...{ openId: '', staffId: '', name: '', role: 'clerk', version: 0 },
    ...{ joinedAt: 0, expiresAt: null, fields: { version: 0 } },
  };
  return { staff: { ...nobody, stores }, scope: 'own', call };
}
