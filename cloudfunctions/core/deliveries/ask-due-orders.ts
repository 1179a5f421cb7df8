import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import { ORDER_CLASSES, orderClassOf } from '../../../miniprogram/contract/delivery/urgency';
import type { Actor } from '../access/access';
import { type OrderAnswer, askOrder } from '../asking/ask-order';
import {
  REQUESTS_AT_ONCE,
  concernsOneAccount,
  createTokenFetcher,
  LEAST_ROUND_MS,
} from '../asking/ask-targets';
import type { AskContext } from '../asking/asking';
import { type OrderQuestion, hasNewerAnswer, visibleRecord } from '../asking/order-flight';
import { type QuotaOwner, isAmong } from '../providers/wechat/mini-program-quota';
import type { QuestionLimits } from '../asking/question-limits';
import { currentAttemptOf } from '../records/cached-answer';
import { type DeliveryRecord, isKnownMissing, listedAttemptOf } from '../records/delivery-record';
import type { VisibleOrder } from '../records/known-orders';
import { readableRecords } from '../records/read-record';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, withLessTime } from '../runtime/define-function';

export type Outcome =
  | { readonly kind: 'newer'; readonly order: VisibleOrder }
  /** Missing: the account no longer has the order, which `order` shows as it was last seen. */
  | { readonly kind: 'missing'; readonly order: VisibleOrder }
  /** Queued: no question is left in this minute; WeChat can be asked again in `waitMs`. */
  | { readonly kind: 'queued'; readonly waitMs: number }
  /** Soon: no time, or another caller asks. Unanswered: WeChat fails for all; failed: for one. */
  | {
      readonly kind: 'soon' | 'refused' | 'without-quota' | 'unanswered' | 'failed' | 'unreadable';
    };

export type Outcomes = ReadonlyMap<string, Outcome>;

export function withOutcome<Order extends VisibleOrder>(order: Order, outcomes: Outcomes): Order {
  const outcome = outcomes.get(order.orderId);
  if (outcome === undefined || !('order' in outcome)) return order;
  return { ...order, current: outcome.order.current, target: outcome.order.target };
}

/** Returns the time (ms) until WeChat can be asked for queued orders; Infinity if there is none. */
export function msUntilRoom(outcomes: Outcomes): number {
  return Math.min(
    ...[...outcomes.values()].map((outcome) => ('waitMs' in outcome ? outcome.waitMs : Infinity)),
  );
}

/** Share of a call's time that is kept for an answer from the records, if WeChat hangs. */
export const KEPT_SHARE = 0.4;
/** Time (ms) until WeChat is asked again for an order whose last question failed. */
export const RETRY_FAILED_MS = 60_000;

export interface DescribedOrder {
  readonly order: VisibleOrder;
  readonly known: KnownOrder;
}

/** Sorts orders, the most urgent first; of equal ones, the one with the oldest answer. */
export function mostUrgentFirst<Order extends DescribedOrder>(
  orders: readonly Order[],
  now: number,
): readonly Order[] {
  const urgency = ({ known }: Order): number => ORDER_CLASSES.indexOf(orderClassOf(known, now));
  return [...orders].sort(
    (one, other) =>
      urgency(one) - urgency(other) || one.order.current.askedAt - other.order.current.askedAt,
  );
}

interface ListAskOptions {
  readonly limits: QuestionLimits;
  /** Time (ms) kept at the end of the call for other work; questions to WeChat end before it. */
  readonly keepMs: number;
  /** Maximum number of orders to ask for. */
  readonly most: number;
}

/**
 * Asks WeChat for due orders in rounds, until limits or time are used up. If no order of a round
 * gets an answer, the other orders of its mini-programs wait. Orders beyond `most` get no outcome.
 */
export async function askDueOrders(
  asking: AskContext,
  orders: readonly VisibleOrder[],
  actor: Actor,
  options: ListAskOptions,
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  if (orders.length === 0) return outcomes;
  const hurriedCall = withLessTime(actor.call, options.keepMs);
  const fetchToken = createTokenFetcher(asking.wechat, hurriedCall);
  let due = [...orders];
  /** Gives due orders of some mini-programs (default: all) an outcome without asking WeChat. */
  const postpone = (outcome: Outcome, appIds?: readonly string[]): Outcomes => {
    const isToPostpone = ({ target }: VisibleOrder): boolean =>
      appIds?.includes(target.account.appId) !== false;
    for (const { orderId } of due.filter(isToPostpone)) outcomes.set(orderId, outcome);
    due = due.filter((order) => !isToPostpone(order));
    return outcomes;
  };
  const appIds = [...new Set(orders.map(({ target }) => target.account.appId))];
  // Without an access token orders get `unanswered`, because lists do not report such failures.
  const [accounts, tokenFailures] = await Promise.all([
    asking.accounts.accounts(),
    Promise.all(appIds.map((appId) => fetchToken(appId).catch(() => false))),
  ]);
  const failedAppIds = appIds.filter((_appId, n) => tokenFailures[n] !== null);
  postpone({ kind: 'unanswered' }, failedAppIds);
  let triedCount = 0;
  while (due.length > 0 && triedCount < options.most) {
    if (hurriedCall.timeLeftMs() < LEAST_ROUND_MS) return postpone({ kind: 'soon' });
    const round = due
      .slice(0, Math.min(REQUESTS_AT_ONCE, options.most - triedCount))
      .map((order) => ({
        order,
        question: { orderId: order.orderId, actor, accounts, bypassCache: false, fetchToken },
      }));
    due = due.slice(round.length);
    const answers = await askRound(asking, round, options, actor.call);
    for (const [orderId, outcome] of answers) outcomes.set(orderId, outcome);
    const roundAppIds = round.map(({ order }) => order.target.account.appId);
    const kinds = [...answers.values()].map(({ kind }) => kind);
    const queuedOutcome = [...answers.values()].find(({ kind }) => kind === 'queued');
    if (queuedOutcome !== undefined) return postpone(queuedOutcome);
    if (kinds.includes('refused')) return postpone({ kind: 'unanswered' });
    if (kinds.every((kind) => kind === 'unanswered' || kind === 'without-quota'))
      postpone({ kind: 'unanswered' }, roundAppIds);
    triedCount += kinds.filter((kind) => kind !== 'unreadable').length;
  }
  return outcomes;
}

interface OrderToAsk {
  readonly order: VisibleOrder;
  readonly question: OrderQuestion;
}

/** Asks WeChat for several orders. Their questions are counted in one write. */
async function askRound(
  asking: AskContext,
  round: readonly OrderToAsk[],
  { limits, keepMs }: ListAskOptions,
  call: Pick<CallContext, 'note'>,
): Promise<Outcomes> {
  const ids = round.map(({ order }) => order.orderId);
  const records = await readableRecords(asking.documents, ids);
  const outcomes = new Map<string, Outcome>();
  const ordersToAsk = round.flatMap((due) => {
    const { orderId, target, current } = due.order;
    const record = records.get(orderId);
    const listed = { target, askedAt: current.askedAt };
    if (record === undefined) outcomes.set(orderId, { kind: 'unreadable' });
    else if (!hasNewerAnswer(visibleRecord(due.question, record, asking.now()), listed))
      return [{ due, record, listed }];
    else outcomes.set(orderId, newerOutcome(asking, due, record));
    return [];
  });
  if (ordersToAsk.length === 0) return outcomes;
  const quotaOwners = ordersToAsk.map(({ listed }) => listed.target.account);
  const exhaustedOwners = await limits.consume(quotaOwners).catch(() => null);
  if (exhaustedOwners === null || exhaustedOwners instanceof CloudFailure) {
    const { waitSeconds = null } = exhaustedOwners?.sentDetails ?? {};
    const refusal: Outcome =
      waitSeconds === null ? { kind: 'refused' } : { kind: 'queued', waitMs: 1000 * waitSeconds };
    for (const { due } of ordersToAsk) outcomes.set(due.order.orderId, refusal);
    return outcomes;
  }
  const unaskedOwners: QuotaOwner[] = [];
  await Promise.all(
    ordersToAsk.map(async ({ due, record, listed }) => {
      const { orderId } = due.order;
      const { account } = listed.target;
      if (isAmong(exhaustedOwners, account)) {
        outcomes.set(orderId, { kind: 'without-quota' });
        return;
      }
      const options = { limits, isLookUp: false, keepMs, listed };
      const orderAnswer = await askOrder(asking, due.question, record, options);
      outcomes.set(orderId, outcomeOf(asking, due, orderAnswer));
      if (orderAnswer.kind !== 'asked') unaskedOwners.push(account);
    }),
  );
  if (unaskedOwners.length > 0)
    await limits.giveBack(unaskedOwners).catch(() => {
      call.note({ givenBack: 'failed' });
    });
  return outcomes;
}

function outcomeOf(asking: AskContext, due: OrderToAsk, answer: OrderAnswer): Outcome {
  if (answer.kind === 'being-asked') return { kind: 'soon' };
  if (answer.kind === 'not-asked') return { kind: 'unanswered' };
  if (answer.kind === 'cached' || answer.isStored) return newerOutcome(asking, due, answer.record);
  const isOfOneAccount = answer.answers.some(
    (answer) => 'failure' in answer && concernsOneAccount(answer.failure),
  );
  return { kind: isOfOneAccount ? 'failed' : 'unanswered' };
}

function newerOutcome(
  { now }: AskContext,
  { order, question }: OrderToAsk,
  record: DeliveryRecord,
): Outcome {
  const visible = visibleRecord(question, record, now());
  const attempt = currentAttemptOf(visible);
  const target = visible.targets.find(({ key }) => key === attempt?.targetKey);
  if (attempt === undefined || target === undefined) return { kind: 'failed' };
  const outcomeKind = isKnownMissing(record, target.key, visible.now) ? 'missing' : 'newer';
  return { kind: outcomeKind, order: { ...order, current: listedAttemptOf(attempt), target } };
}
