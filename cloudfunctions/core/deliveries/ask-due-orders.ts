import type { Actor } from '../access/access';
import { currentToken } from '../providers/wechat/access-token';
import type { Call } from '../runtime/define-function';
import { withLessTime } from '../runtime/define-function';
import { once } from '../storage/held';
import type { Lease } from '../storage/single-flight';
import type { Consume } from '../asking/ask-targets';
import { AT_ONCE, isOfOneAccount, ROUND_MS } from '../asking/ask-targets';
import { currentAttemptOf } from '../records/cached-answer';
import type { Deliveries } from './deliveries';
import { giveBackLease, remember } from '../records/remember';
import type { DeliveryRecord } from '../records/delivery-record';
import { isKnownMissing, listedAttemptOf, withAsked } from '../records/delivery-record';
import type { VisibleOrder } from '../records/known-orders';
import { askedOf, joinOrderFlight, waitForWrites } from '../asking/order-flight';
import { recordOf } from '../records/read-record';
import type { OrderQuestion } from '../asking/search';
import { askWhereKnown, visibleTo } from '../asking/search';

/** What became of an order that was due. */
type Outcome =
  /** Newer: a newer answer than the list has. */
  | { readonly kind: 'newer'; readonly order: VisibleOrder }
  /** Missing: its account does not know the order any more; `order` as it was last seen. */
  | { readonly kind: 'missing'; readonly order: VisibleOrder }
  /**
   * Soon: another caller is asking, or the call's time was over. Refused: the limits allow no more
   * questions. Unanswered: WeChat cannot be asked. Untold: nothing about this order, for a reason
   * that need not concern others. Unreadable: not tried, since its record is damaged.
   */
  | { readonly kind: 'soon' | 'refused' | 'unanswered' | 'untold' | 'unreadable' };

export type Outcomes = ReadonlyMap<string, Outcome>;

/**
 * Part of a call's time that stays unused for questions: 4 of 10 s. A list is worth no long wait,
 * and what is remembered of it must arrive also while WeChat hangs.
 */
export const KEPT_SHARE = 0.4;
/** Time (ms) until an order is asked for again when WeChat did not answer, or must not be asked. */
export const FAILED_AGAIN_MS = 60_000;

/**
 * Asks for the orders that are due, in rounds, until a round shows that more is of no use: the
 * limits allow no more, or WeChat has answered none. An order that has something of its own, such
 * as a damaged record, is always due, and in front; it must not stand in the way of the others, and
 * does not count in `most`.
 *
 * @param due orders that are due, the most urgent first
 * @param keepMs time of the call that stays unused for questions
 * @param most number of orders that are tried at most; the others stay due
 * @returns what became of each, by order id
 */
export async function askDueOrders(
  deliveries: Deliveries,
  due: readonly VisibleOrder[],
  actor: Actor,
  consume: Consume,
  keepMs: number,
  most = Infinity,
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  const postpone = (from: number, kind: 'soon' | 'unanswered'): Outcomes => {
    for (const { orderId } of due.slice(from)) outcomes.set(orderId, { kind });
    return outcomes;
  };
  if (due.length === 0) return outcomes;
  const { call } = actor;
  const hurried = { ...actor, call: withLessTime(call, keepMs) };
  const token = once(() => currentToken(deliveries.wechat(), hurried.call));
  const accounts = await deliveries.accounts.accounts();
  const hasToken = await token().then(
    () => true,
    () => false,
  );
  if (!hasToken) return postpone(0, 'unanswered');
  let [start, tried] = [0, 0];
  while (start < due.length && tried < most) {
    if (hurried.call.timeLeftMs() < ROUND_MS) return postpone(start, 'soon');
    const round = due.slice(start, start + Math.min(AT_ONCE, most - tried)).map((order) => ({
      order,
      question: { orderId: order.orderId, actor: hurried, accounts, bypassCache: false, token },
    }));
    start += round.length;
    const answers = await askRound(deliveries, round, consume, call);
    for (const [orderId, outcome] of answers) outcomes.set(orderId, outcome);
    const kinds = [...answers.values()].map(({ kind }) => kind);
    const isOfNoUse = kinds.includes('refused') || kinds.every((kind) => kind === 'unanswered');
    if (isOfNoUse) return postpone(start, 'unanswered');
    tried += kinds.filter((kind) => kind !== 'unreadable').length;
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
  consume: Consume,
  call: Call,
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
  const counted = led === 0 ? null : consume(led).then((refusal) => refusal === null);
  const mayAsk = await counted?.catch(() => false);
  const outcomes = await Promise.all(
    flights.map(async ({ order, question, flight }): Promise<Outcome> => {
      if (flight === null) return { kind: 'unreadable' };
      if (flight.role === 'follower' || flight.role === 'late') return { kind: 'soon' };
      if (flight.role === 'answered')
        return outcomeOf(deliveries, { order, question }, flight.known);
      const { role, known, lease } = flight;
      // Nobody asks without a lease, which a failing database gives to none.
      if (role === 'leader' && mayAsk === true)
        return askAgain(deliveries, { order, question }, known, lease, call);
      await waitForWrites(call, giveBackLease(documents, question.orderId, lease));
      return { kind: role === 'leader' ? 'refused' : 'unanswered' };
    }),
  );
  return new Map(outcomes.map((outcome, index) => [ids[index] ?? '', outcome]));
}

/**
 * Asks WeChat for a known order at its own target, and stores the answer; a refresh is no look-up.
 * The caller holds the lease, and has counted the question. The write may take `call`'s whole time.
 */
async function askAgain(
  deliveries: Deliveries,
  { order, question }: DueOrder,
  record: DeliveryRecord,
  lease: Lease,
  call: Call,
): Promise<Outcome> {
  const { documents, now } = deliveries;
  const { orderId, actor } = question;
  const answer = await askWhereKnown(deliveries, question, order.target, record);
  const at = now();
  const asked = askedOf(answer, actor, at);
  const noLookUp = { isLookUp: false };
  await waitForWrites(call, remember(documents, orderId, record, asked, at, lease, noLookUp));
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
