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
  /** Missing: the account does not have the order any more; `order`: as it was last seen. */
  | { readonly kind: 'missing'; readonly order: VisibleOrder }
  /** Queued: the questions of the minute are used up; there is room again in `waitMs`. */
  | { readonly kind: 'queued'; readonly waitMs: number }
  /** Soon: another caller asks; unanswered: WeChat fails; failed: only this order fails. */
  | {
      readonly kind: 'soon' | 'refused' | 'without-quota' | 'unanswered' | 'failed' | 'unreadable';
    };

export type Outcomes = ReadonlyMap<string, Outcome>;

export function newestOf<Order extends VisibleOrder>(order: Order, outcomes: Outcomes): Order {
  const outcome = outcomes.get(order.orderId);
  if (outcome === undefined || !('order' in outcome)) return order;
  return { ...order, current: outcome.order.current, target: outcome.order.target };
}

/** Returns the time (ms) until the first queued order can be asked for; Infinity without one. */
export function msUntilRoom(outcomes: Outcomes): number {
  return Math.min(
    ...[...outcomes.values()].map((one) => ('waitMs' in one ? one.waitMs : Infinity)),
  );
}

/** Share of a call's time that is kept: if WeChat hangs, the answer comes from the records. */
export const KEPT_SHARE = 0.4;
/** Time (ms) until an order is asked for again, if WeChat did not answer or must not be asked. */
export const RETRY_FAILED_MS = 60_000;

export interface DescribedOrder {
  readonly order: VisibleOrder;
  readonly known: KnownOrder;
}

/** Sorts orders, the most urgent first; among equals, the order with the oldest answer first. */
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
  /** Time (ms) at the end of the call that questions must not use. */
  readonly keepMs: number;
  readonly most: number;
}

/**
 * Asks for due orders in rounds, the most urgent first, until the limits allow no more. If WeChat
 * answers for no order of a mini-program, its other orders wait. An untried order has no outcome.
 */
export async function askDueOrders(
  asking: AskContext,
  all: readonly VisibleOrder[],
  actor: Actor,
  options: ListAskOptions,
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  if (all.length === 0) return outcomes;
  const hurried = withLessTime(actor.call, options.keepMs);
  const fetchToken = createTokenFetcher(asking.wechat, hurried);
  let due = [...all];
  /** Gives the due orders of some mini-programs (default: all) an outcome, without a question. */
  const postpone = (outcome: Outcome, appIds?: readonly string[]): Outcomes => {
    const isMeant = ({ target }: VisibleOrder): boolean =>
      appIds?.includes(target.account.appId) !== false;
    for (const { orderId } of due.filter(isMeant)) outcomes.set(orderId, outcome);
    due = due.filter((order) => !isMeant(order));
    return outcomes;
  };
  const appIds = [...new Set(all.map(({ target }) => target.account.appId))];
  // Without an access token an order counts as unanswered: a list does not report such a failure.
  const [accounts, failures] = await Promise.all([
    asking.accounts.accounts(),
    Promise.all(appIds.map((appId) => fetchToken(appId).catch(() => false))),
  ]);
  postpone(
    { kind: 'unanswered' },
    appIds.filter((_appId, n) => failures[n] !== null),
  );
  let tried = 0;
  while (due.length > 0 && tried < options.most) {
    if (hurried.timeLeftMs() < LEAST_ROUND_MS) return postpone({ kind: 'soon' });
    const round = due
      .slice(0, Math.min(REQUESTS_AT_ONCE, options.most - tried))
      .map((order) => ({
        order,
        question: { orderId: order.orderId, actor, accounts, bypassCache: false, fetchToken },
      }));
    due = due.slice(round.length);
    const answers = await askRound(asking, round, options, actor.call);
    for (const [orderId, outcome] of answers) outcomes.set(orderId, outcome);
    const kinds = [...answers.values()].map(({ kind }) => kind);
    const queued = [...answers.values()].find(({ kind }) => kind === 'queued');
    if (queued !== undefined) return postpone(queued);
    if (kinds.includes('refused')) return postpone({ kind: 'unanswered' });
    if (kinds.every((kind) => kind === 'unanswered' || kind === 'without-quota'))
      postpone(
        { kind: 'unanswered' },
        round.map(({ order }) => order.target.account.appId),
      );
    tried += kinds.filter((kind) => kind !== 'unreadable').length;
  }
  return outcomes;
}

interface OrderToAsk {
  readonly order: VisibleOrder;
  readonly question: OrderQuestion;
}

/** Asks for several orders. Questions are counted together; unused ones are given back. */
async function askRound(
  asking: AskContext,
  round: readonly OrderToAsk[],
  { limits, keepMs }: ListAskOptions,
  call: Pick<CallContext, 'note'>,
): Promise<Outcomes> {
  const ids = round.map(({ order }) => order.orderId);
  const records = await readableRecords(asking.documents, ids);
  const outcomes = new Map<string, Outcome>();
  const toAsk = round.flatMap((due) => {
    const { orderId, target, current } = due.order;
    const record = records.get(orderId);
    const listed = { target, askedAt: current.askedAt };
    if (record === undefined) outcomes.set(orderId, { kind: 'unreadable' });
    else if (!hasNewerAnswer(visibleRecord(due.question, record, asking.now()), listed))
      return [{ due, record, listed }];
    else outcomes.set(orderId, newerOutcome(asking, due, record));
    return [];
  });
  if (toAsk.length === 0) return outcomes;
  const owners = toAsk.map(({ listed }) => listed.target.account);
  const counted = await limits.consume(owners).catch(() => null);
  if (counted === null || counted instanceof CloudFailure) {
    const { waitSeconds = null } = counted?.sentDetails ?? {};
    const refused: Outcome =
      waitSeconds === null ? { kind: 'refused' } : { kind: 'queued', waitMs: 1000 * waitSeconds };
    for (const { due } of toAsk) outcomes.set(due.order.orderId, refused);
    return outcomes;
  }
  const unasked: QuotaOwner[] = [];
  await Promise.all(
    toAsk.map(async ({ due, record, listed }) => {
      const { orderId } = due.order;
      const { account } = listed.target;
      if (isAmong(counted, account)) {
        outcomes.set(orderId, { kind: 'without-quota' });
        return;
      }
      const options = { limits, isLookUp: false, keepMs, listed };
      const answer = await askOrder(asking, due.question, record, options);
      outcomes.set(orderId, outcomeOf(asking, due, answer));
      if (answer.kind !== 'asked') unasked.push(account);
    }),
  );
  if (unasked.length > 0)
    await limits.giveBack(unasked).catch(() => {
      call.note({ givenBack: 'failed' });
    });
  return outcomes;
}

function outcomeOf(asking: AskContext, due: OrderToAsk, answer: OrderAnswer): Outcome {
  if (answer.kind === 'being-asked') return { kind: 'soon' };
  if (answer.kind === 'not-asked') return { kind: 'unanswered' };
  if (answer.kind === 'cached' || answer.isStored) return newerOutcome(asking, due, answer.record);
  const isOneAccount = answer.answers.some(
    (one) => 'failure' in one && concernsOneAccount(one.failure),
  );
  return { kind: isOneAccount ? 'failed' : 'unanswered' };
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
  const kind = isKnownMissing(record, target.key, visible.now) ? 'missing' : 'newer';
  return { kind, order: { ...order, current: listedAttemptOf(attempt), target } };
}
