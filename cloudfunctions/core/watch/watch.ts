import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { type Action, type Actor, openAction } from '../access/access';
import { nothing } from '../access/input-shapes';
import type { Staff } from '../access/staff';
import { ShopLimits } from '../asking/question-limits';
import { type BoardOrder, boardOrders } from '../board/board-orders';
import { dueOrders, slowedToSeconds } from '../board/pace';
import { type Outcome, askDueOrders, queuedMs } from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { bringPaidOrders } from '../intake/bring-paid-orders';
import { askAwaited } from '../intake/ask-awaited';
import { awaitedOrders } from '../intake/awaited-orders';
import { WATCH_ID } from '../notices/door-state';
import { oweNotices } from '../notices/owed';
import { tellOwed } from '../notices/tell';
import { describeOrder } from '../records/describe-order';
import { type CallContext, withLessTime } from '../runtime/define-function';
import { type Uses, consumeAt } from '../storage/counted-uses';

/** Longest time (ms) of a turn; the next one begins a minute after it began. */
const TURN_MS = 45_000;
/** Time (ms) of a turn that is kept for awaited orders and for telling. */
const KEPT_MS = 10_000;
/** Time (ms) of a turn that is kept to store its end. */
const END_MS = 1000;
/** Time (ms) in which messages to people are begun. */
const BEGIN_MS = 5000;
/** Least time (ms) of a turn that counts: in less, nothing is asked or told. */
const LEAST_TURN_MS = 20_000;
/** One turn begins in this time, even if the one before has died. */
const A_TURN: Uses = {
  window: { count: 'turns', since: 'turnBegan', windowMs: 55_000 },
  by: 1,
  most: 1,
};
/** Factor of the intervals of orders: nobody looks, so each is asked for a quarter as often. */
const SLOWNESS = 4;
/** Maximum number of times that awaited orders are asked for in a turn, some at a time. */
const AWAITED_ROUNDS = 4;

/**
 * Result of a turn. `asked`: orders that WeChat answered for; `left`: orders that were due, but not
 * asked for any more; `isCut`: there are more orders than one turn reads.
 */
interface WatchResult {
  readonly asked: number;
  readonly left: number;
  readonly isCut?: true;
}

/**
 * Creates the action by which the cloud looks after the deliveries of stores whose people want to
 * be told. Only the cloud's timer may run it, each minute.
 */
export function watchAction(deliveries: Deliveries): Action {
  return openAction({
    sources: ['wx_trigger'],
    grants: 'timer',
    input: nothing,
    handle: (_input, call) => watch(deliveries, call),
  });
}

/** Asks for due orders of the stores with an open door, and tells what is owed. */
async function watch(deliveries: Deliveries, call: CallContext): Promise<WatchResult> {
  const { notices, now } = deliveries;
  const { limits } = deliveries.collections;
  const stores = await watchedStores(notices);
  const began = now();
  if (stores.length === 0 || !(await consumeAt(limits, WATCH_ID, A_TURN, began)))
    return { asked: 0, left: 0 };
  const isTooShort = call.timeLeftMs() < LEAST_TURN_MS;
  const timeLeftMs = (): number => Math.min(call.timeLeftMs(), began + TURN_MS - now());
  const actor = watcherOf(stores, { ...call, timeLeftMs });
  const result = await askDue(deliveries, actor);
  await askForAwaited(deliveries, actor);
  await tellOwed(notices, actor.call, BEGIN_MS);
  // Last, because a list that hangs uses up the turn. What it brings is asked for in the next one.
  await bringPaidOrders(deliveries, withLessTime(actor.call, END_MS));
  const { left } = result;
  // A turn without time to ask is none, so that the self-check says so.
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
  // Whoever has all stores ('all') hears of each of them.
  const all = watched.includes('all') ? (await notices.stores()).map(({ storeId }) => storeId) : [];
  return [...new Set([...all, ...watched.filter((storeId) => storeId !== 'all')])];
}

/** Asks for due orders, the oldest answer first, so that what one turn leaves begins the next. */
async function askDue(deliveries: Deliveries, actor: Actor): Promise<WatchResult> {
  const { notices, now } = deliveries;
  const [{ orders, isCut }, stores, shareOf] = await Promise.all([
    boardOrders(deliveries, actor.staff.stores),
    deliveries.stores(),
    deliveries.budget.usedShare(),
  ]);
  await oweEnded(notices, orders, actor.call);
  const paced = orders.map((order) => ({
    order,
    known: describeOrder(order, stores, now()),
    leastSeconds: slowedToSeconds(shareOf(order.target.account)),
    ...{ stretch: 1, slowness: SLOWNESS },
  }));
  const due = [...dueOrders(paced, now())].sort(
    (one, other) => one.current.askedAt - other.current.askedAt,
  );
  const manner = { limits: new ShopLimits(deliveries), keepMs: KEPT_MS, most: Infinity };
  let left: readonly BoardOrder[] = due;
  let asked = 0;
  for (;;) {
    const outcomes = await askDueOrders(deliveries, left, actor, manner);
    asked += [...outcomes.values()].filter((outcome) => 'order' in outcome).length;
    left = left.filter(({ orderId }) => isLeft(outcomes.get(orderId)?.kind));
    const waitMs = queuedMs(outcomes);
    // The questions of the minute are used up: the turn waits for room, if it comes in time.
    if (waitMs > actor.call.timeLeftMs() - KEPT_MS)
      return { asked, left: left.length, ...(isCut ? { isCut } : {}) };
    await deliveries.sleep(waitMs);
  }
}

function isLeft(kind: Outcome['kind'] | undefined): boolean {
  return kind === undefined || kind === 'queued' || kind === 'soon';
}

/**
 * Stores the notices of orders that have ended. Nobody asks for them again, so a caller that died
 * after it had stored their end would have told nobody.
 */
async function oweEnded(
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
    const handled = await askAwaited(deliveries, due, actor, { keepMs: KEPT_MS / 2 });
    if (handled.length === 0) return;
    due = due.filter((one) => !handled.includes(one));
  }
}

function watcherOf(stores: readonly string[], call: CallContext): Actor {
  const nobody: Omit<Staff, 'stores'> = {
    ...{ openId: '', staffId: '', name: '', role: 'clerk', version: 0 },
    ...{ joinedAt: 0, expiresAt: null, fields: { version: 0 } },
  };
  return { staff: { ...nobody, stores }, scope: 'own', call };
}
