import { ageMs } from '../../../miniprogram/contract/age';
import type { KnownOrder, RefreshedOrders } from '../../../miniprogram/contract/cloud-api';
import { ORDER_CLASSES, orderClassOf } from '../../../miniprogram/contract/order-class';
import type { Actor } from '../access/access';
import { isExhausted, tooFrequent } from '../access/rate-limits';
import { once } from '../storage/held';
import { currentToken } from '../providers/wechat/access-token';
import { AT_ONCE, isOfOneAccount } from './ask-targets';
import { currentAttemptOf } from './cached-answer';
import type { Deliveries } from './deliveries';
import { darkMapIfReadable } from './deliveries';
import { giveBackLease, remember } from './delivery-memory';
import type { DeliveryRecord } from './delivery-record';
import { isKnownMissing, listedAttemptOf, withAsked } from './delivery-record';
import { askedOf, joinOrderFlight, waitForWrites } from './find';
import type { VisibleOrder } from './known-orders';
import { describeOrder, knownOrdersNamed, latestKnownOrders, memberStores } from './known-orders';
import { listIntervalMs, NEWER_SOON_SECONDS } from './next-ask';
import type { QuestionLimits } from './question-limits';
import { questionLimits } from './question-limits';
import { recordOf } from './read-record';
import type { OrderQuestion } from './search';
import { askWhereKnown, visibleTo } from './search';

/**
 * Part of a call's time that stays unused for questions: 4 of 10 s. A list is worth no long wait,
 * and what is remembered of it must arrive also while WeChat hangs.
 */
const KEPT_SHARE = 0.4;
/** Minimum time (ms) that must be left to begin another round of questions. */
const ROUND_MS = 300;
/** Orders that are due within this time (ms) are asked for together. */
const TOGETHER_MS = 5000;
/** Time (ms) until an order is asked for again when WeChat did not answer, or must not be asked. */
const FAILED_AGAIN_MS = 60_000;
/** Longest time (ms) between two refreshes, so that orders of other phones appear in the list. */
const IDLE_MS = 60_000;
const SOON_MS = NEWER_SOON_SECONDS * 1000;

/** What became of an order that was due. */
type Outcome =
  /** Newer: a newer answer than the list has. */
  | { readonly kind: 'newer'; readonly order: VisibleOrder }
  /** Missing: its account does not know the order any more; `order` as it was last seen. */
  | { readonly kind: 'missing'; readonly order: VisibleOrder }
  /**
   * Soon: another caller is asking, or the call's time was over. Refused: the limits allow no more
   * questions. Unanswered: WeChat cannot be asked. Untold: nothing about this order, for a reason
   * that need not concern others.
   */
  | { readonly kind: 'soon' | 'refused' | 'unanswered' | 'untold' };

type Outcomes = ReadonlyMap<string, Outcome>;

/**
 * Returns the orders of a phone's list as they are now: those that the member's stores looked up
 * last, and the named ones. Most of it is remembered. WeChat is asked for the named ones that are
 * due, the most urgent first, five at a time, as far as the limits of questions and the time allow,
 * and for each by one caller only. The refresh counts as a look-up for the rate limit, so that a
 * stolen staff phone cannot read more orders than by look-ups.
 *
 * @param orderIds orders under way in the list, at most MOST_REFRESHED
 * @throws CloudFailure `too-frequent`
 */
export async function refreshOrders(
  deliveries: Deliveries,
  orderIds: readonly string[],
  actor: Actor,
): Promise<RefreshedOrders> {
  const { staff, call } = actor;
  // Reviewers see only made-up deliveries, which are not orders of a store.
  if (staff.role === 'reviewer') return { orders: [], nextAskInSeconds: IDLE_MS / 1000 };
  const keepMs = KEPT_SHARE * call.timeLeftMs();
  const { now } = deliveries;
  const limits = questionLimits(deliveries, actor);
  if (isExhausted(staff, 'look-up', now())) throw tooFrequent();
  const [orders, darkMap, stores] = await Promise.all([
    listedOrders(deliveries, orderIds, actor),
    darkMapIfReadable(deliveries, call),
    memberStores(deliveries, actor),
    limits.consumeLookUp(),
  ]);
  const describe = (order: VisibleOrder): KnownOrder => describeOrder(order, stores, now());
  const isNamed = ({ orderId }: Pick<VisibleOrder, 'orderId'>): boolean =>
    orderIds.includes(orderId);
  const due = dueOrders(orders.filter(isNamed), describe, now());
  const outcomes = await askDue(deliveries, due, actor, limits, keepMs);
  const known = orders.map((order) => {
    const outcome = outcomes.get(order.orderId);
    return describe(outcome !== undefined && 'order' in outcome ? outcome.order : order);
  });
  return {
    orders: known,
    nextAskInSeconds: nextRefresh(known.filter(isNamed), outcomes, now()),
    ...(darkMap === undefined ? {} : { darkMap }),
  };
}

async function listedOrders(
  deliveries: Deliveries,
  orderIds: readonly string[],
  { staff }: Actor,
): Promise<readonly VisibleOrder[]> {
  const latest = await latestKnownOrders(deliveries, staff);
  const others = orderIds.filter((id) => !latest.some(({ orderId }) => orderId === id));
  return [...latest, ...(await knownOrdersNamed(deliveries, others, staff))];
}

/** Lists the orders that are due, the most urgent first; of equals the oldest answer first. */
function dueOrders(
  orders: readonly VisibleOrder[],
  describe: (order: VisibleOrder) => KnownOrder,
  now: number,
): readonly VisibleOrder[] {
  const urgency = (order: VisibleOrder): number =>
    ORDER_CLASSES.indexOf(orderClassOf(describe(order), now));
  return orders
    .filter((order) => {
      const intervalMs = listIntervalMs(describe(order), now);
      const isAskable = order.target.account.secret !== null;
      const age = ageMs(order.current.askedAt, now);
      return intervalMs !== null && isAskable && age >= intervalMs - TOGETHER_MS;
    })
    .sort(
      (one, other) => urgency(one) - urgency(other) || one.current.askedAt - other.current.askedAt,
    );
}

/**
 * Asks for the orders that are due, in rounds, until a round shows that more is of no use: the
 * limits allow no more, or WeChat has answered none. An order that has something of its own, such
 * as a damaged record, is always due, and in front; it must not stand in the way of the others.
 */
async function askDue(
  deliveries: Deliveries,
  due: readonly VisibleOrder[],
  actor: Actor,
  limits: QuestionLimits,
  keepMs: number,
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  const postpone = (from: number, kind: 'soon' | 'unanswered'): Outcomes => {
    for (const { orderId } of due.slice(from)) outcomes.set(orderId, { kind });
    return outcomes;
  };
  if (due.length === 0) return outcomes;
  const { call } = actor;
  const leftMs = (): number => Math.max(0, call.timeLeftMs() - keepMs);
  const token = once(() => currentToken(deliveries.wechat(), { ...call, timeLeftMs: leftMs }));
  const accounts = await deliveries.accounts.accounts();
  const hasToken = await token().then(
    () => true,
    () => false,
  );
  if (!hasToken) return postpone(0, 'unanswered');
  for (let start = 0; start < due.length; start += AT_ONCE) {
    if (leftMs() < ROUND_MS) return postpone(start, 'soon');
    const round = due.slice(start, start + AT_ONCE).map((order) => ({
      order,
      question: { orderId: order.orderId, actor, accounts, bypassCache: false, token },
    }));
    const answers = await askRound(deliveries, round, limits, keepMs);
    for (const [orderId, outcome] of answers) outcomes.set(orderId, outcome);
    const kinds = [...answers.values()].map(({ kind }) => kind);
    const isOfNoUse = kinds.includes('refused') || kinds.every((kind) => kind === 'unanswered');
    if (isOfNoUse) return postpone(start + AT_ONCE, 'unanswered');
  }
  return outcomes;
}

interface DueOrder {
  readonly order: VisibleOrder;
  readonly question: OrderQuestion;
}

/** Asks for some orders at the same time, each of which nobody else is asking for. */
async function askRound(
  deliveries: Deliveries,
  round: readonly DueOrder[],
  limits: QuestionLimits,
  keepMs: number,
): Promise<Outcomes> {
  const { documents } = deliveries;
  const ids = round.map(({ order }) => order.orderId);
  const found = await documents.list({ holds: ['_id', ids], limit: ids.length });
  const records = new Map(found.map((document) => [document._id, recordOf(document)]));
  const flights = await Promise.all(
    round.map(async ({ order, question }) => {
      const record = records.get(order.orderId);
      if (record === undefined || record.isDamaged) return { order, question, flight: null };
      const isAnswered = (known: DeliveryRecord): boolean =>
        isNewer(deliveries, { order, question }, known);
      const flight = await joinOrderFlight(deliveries, question, record, (known) =>
        isAnswered(known) ? 'answered' : 0,
      );
      return { order, question, flight };
    }),
  );
  const led = flights.filter(({ flight }) => flight?.role === 'leader').length;
  const refusal = led === 0 ? null : await limits.consume(led, []);
  const outcomes = await Promise.all(
    flights.map(async ({ order, question, flight }): Promise<Outcome> => {
      if (flight === null) return { kind: 'untold' };
      if (flight.role === 'follower') return { kind: 'soon' };
      if (flight.role === 'answered')
        return outcomeOf(deliveries, { order, question }, flight.known);
      // Nobody asks without a lease, which a failing database gives to none.
      if (flight.role !== 'leader') return { kind: 'unanswered' };
      const { known, leaseUntil } = flight;
      if (refusal !== null) {
        await giveBackLease(documents, order.orderId, leaseUntil);
        return { kind: 'refused' };
      }
      return askAgain(deliveries, { order, question }, known, leaseUntil, keepMs);
    }),
  );
  return new Map(outcomes.map((outcome, index) => [ids[index] ?? '', outcome]));
}

/**
 * Asks WeChat for a known order at its own target, and stores the answer; a refresh is no look-up.
 * The caller holds the lease, and has counted the question.
 *
 * @param lease end of the lease, ms since 1970
 * @param keepMs time of the call that stays unused for the question
 */
async function askAgain(
  deliveries: Deliveries,
  { order, question }: DueOrder,
  record: DeliveryRecord,
  lease: number,
  keepMs: number,
): Promise<Outcome> {
  const { documents, now } = deliveries;
  const { orderId, actor } = question;
  const { call } = actor;
  const hurried = { ...call, timeLeftMs: () => Math.max(0, call.timeLeftMs() - keepMs) };
  const asking = { ...question, actor: { ...actor, call: hurried } };
  const answer = await askWhereKnown(deliveries, asking, order.target, record);
  const at = now();
  const asked = askedOf(answer, at);
  const stored =
    asked.length === 0
      ? giveBackLease(documents, orderId, lease)
      : remember(documents, orderId, record, asked, at, lease, { isLookUp: false });
  await waitForWrites(call, stored);
  if (asked.length > 0)
    return outcomeOf(deliveries, { order, question }, withAsked(record, asked, at));
  const isOwn = 'failure' in answer && isOfOneAccount(answer.failure);
  return { kind: isOwn ? 'untold' : 'unanswered' };
}

/** Tells whether a record says more of an order than the list does. */
function isNewer(deliveries: Deliveries, { order, question }: DueOrder, record: DeliveryRecord) {
  const now = deliveries.now();
  if (isKnownMissing(record, order.target.key, now)) return true;
  return currentAttemptOf(visibleTo(question, record, now))?.askedAt !== order.current.askedAt;
}

/** Reads an order from a record that says more of it than the list does. */
function outcomeOf(
  deliveries: Deliveries,
  { order, question }: DueOrder,
  record: DeliveryRecord,
): Outcome {
  const now = deliveries.now();
  const visible = visibleTo(question, record, now);
  const attempt = currentAttemptOf(visible);
  const target = visible.targets.find(({ key }) => key === attempt?.pair);
  if (attempt === undefined || target === undefined) return { kind: 'untold' };
  const kind = isKnownMissing(record, target.key, now) ? 'missing' : 'newer';
  return { kind, order: { ...order, current: listedAttemptOf(attempt), target } };
}

/** Returns in how many seconds the list is to be refreshed again. */
function nextRefresh(known: readonly KnownOrder[], outcomes: Outcomes, now: number): number {
  const waits = known.flatMap((order) => {
    const intervalMs = listIntervalMs(order, now);
    if (intervalMs === null) return [];
    switch (outcomes.get(order.orderId)?.kind) {
      case undefined:
      case 'newer':
        return [order.askedAt + intervalMs - now];
      case 'soon':
        return [SOON_MS];
      case 'missing':
      case 'refused':
      case 'unanswered':
      case 'untold':
        return [FAILED_AGAIN_MS];
    }
  });
  return Math.ceil(Math.max(SOON_MS, Math.min(IDLE_MS, ...waits)) / 1000);
}
