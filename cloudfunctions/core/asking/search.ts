import type { LimitName } from '../access/rate-limits';
import { type Attempt, overAnswerOf } from '../records/attempt';
import { type VisibleRecord, currentAttemptOf, freshAnswerAt } from '../records/cached-answer';
import { type DeliveryRecord, isKnownMissing } from '../records/delivery-record';
import { isAwaitedAt } from '../records/registration';
import type { LookUpTarget } from '../shop/look-up-targets';
import type { Lease } from '../storage/single-flight';
import { type ConsumeQuestions, type TargetAnswer, askInRounds, saysNotFound } from './ask-targets';
import type { Asking } from './asking';
import { type OrderQuestion, renewLease, visibleRecord } from './order-flight';
import type { QuestionLimits } from './question-limits';

export interface SearchResult {
  /** Answers that decide the result: new answers of WeChat, and fresh cached answers. */
  readonly answers: readonly TargetAnswer[];
  /** Answers that WeChat has just given. */
  readonly asked: readonly TargetAnswer[];
}

interface OrderSearch {
  readonly question: OrderQuestion;
  readonly visible: VisibleRecord;
  /** The caller's lease, which is renewed before each round of questions; null without a lease. */
  readonly lease: Lease | null;
}

export interface SearchManner {
  readonly limits: QuestionLimits;
  /**
   * Keys of the targets that found the latest orders of the store, as a caller has just read them.
   * If missing, the keys in the instance's memory are used.
   */
  readonly recentKeys?: readonly string[] | undefined;
}

/** Number of latest orders that decide which target most probably knows a new order. */
const MOST_REMEMBERED = 50;
/** Number of targets to ask one at a time for a new order; most new orders are found by then. */
const SINGLES = 3;

/**
 * Searches an order with few questions; the limits may refuse all of them. The current attempt's
 * target is asked first; other targets only without such an attempt, or if it failed, is over or no
 * longer found: the order may be placed again elsewhere. Fresh or known-missing targets are not
 * asked.
 */
export async function searchOrder(
  asking: Asking,
  question: OrderQuestion,
  record: DeliveryRecord,
  { limits, recentKeys = asking.foundKeys }: SearchManner,
  lease: Lease | null,
): Promise<SearchResult> {
  const visible = visibleRecord(question, record, asking.now());
  const search = { question, visible, lease };
  const current = currentAttemptOf(visible);
  const units: readonly LimitName[] = [
    ...(question.bypassCache ? (['reveal'] as const) : []),
    ...(current === undefined ? limitsOfUnknown(question, visible) : []),
  ];
  const consume: ConsumeQuestions = (owners) => limits.consume(owners, { units });
  const ofKnown: ConsumeQuestions = (owners) => limits.consume(owners, { isKnown: true });

  const own = visible.targets.filter(({ key }) => key === current?.targetKey);
  const first = await answersOf(asking, search, own, question.bypassCache ? consume : ofKnown);
  if (first.answers.some((answer) => endsSearch(answer, current))) return first;
  const others = visible.targets.filter(
    ({ key }) => key !== current?.targetKey && !isKnownMissing(record, key, visible.now),
  );
  const sorted = likeliestFirst(others, recentKeys);
  const singles = current === undefined ? SINGLES : 0;
  const rest = await answersOf(asking, search, sorted, consume, singles);
  return {
    answers: [...first.answers, ...rest.answers],
    asked: [...first.asked, ...rest.asked],
  };
}

/** Returns the rate limit that an unknown id uses; none for an id that the actor's stores await. */
export function limitsOfUnknown(
  { actor, isScanned = false }: OrderQuestion,
  { record, now }: Pick<VisibleRecord, 'record' | 'now'>,
): readonly LimitName[] {
  if (isAwaitedAt(record, actor.staff.stores, now)) return [];
  return [isScanned ? 'scanned' : 'unknown-id'];
}

/** Adds the key of a target that found a new order to the list of the latest finds. */
export function rememberFound(lastFound: string[], key: string): void {
  lastFound.unshift(key);
  lastFound.splice(MOST_REMEMBERED);
}

/** Sorts targets, so that targets that found most of the latest orders come first. */
function likeliestFirst(
  targets: readonly LookUpTarget[],
  recentKeys: readonly string[],
): readonly LookUpTarget[] {
  const latest = recentKeys.slice(0, MOST_REMEMBERED);
  const found = ({ key }: LookUpTarget): number => latest.filter((one) => one === key).length;
  return [...targets].sort((one, other) => found(other) - found(one));
}

/** Returns the answers of look-up targets: fresh cached ones, and new ones from WeChat. */
async function answersOf(
  asking: Asking,
  { question, visible, lease }: OrderSearch,
  targets: readonly LookUpTarget[],
  consume: ConsumeQuestions,
  singles = 0,
): Promise<SearchResult> {
  const { orderId, actor, fetchToken } = question;
  const fresh = targets.flatMap((target) => freshAnswerAt(visible, target) ?? []);
  const toAsk = targets.filter((target) => freshAnswerAt(visible, target) === null);
  if (toAsk.length === 0) return { answers: fresh, asked: [] };
  const { attempts } = visible.record;
  const order = { orderId, attempts };
  const { call } = actor;
  const countAndRenew: ConsumeQuestions = async (owners) => {
    const counted = await consume(owners);
    await renewLease(asking.documents, orderId, lease, asking.now(), call);
    return counted;
  };
  const rounds = { fetchToken, call, consume: countAndRenew, singles };
  const given = await askInRounds(asking.wechat, toAsk, order, rounds);
  const asked = given.map((answer) => endIfOver(answer, visible.record, orderId, asking.now()));
  return { answers: [...fresh, ...asked], asked };
}

/** Asks WeChat for a known order at its own target. The caller must have counted the question. */
export async function askCurrentTarget(
  asking: Asking,
  { orderId, actor, fetchToken }: OrderQuestion,
  record: DeliveryRecord,
  target: LookUpTarget,
): Promise<SearchResult> {
  const order = { orderId, attempts: record.attempts };
  const counted: ConsumeQuestions = () => Promise.resolve([]);
  const rounds = { fetchToken, call: actor.call, consume: counted };
  const given = await askInRounds(asking.wechat, [target], order, rounds);
  const asked = given.map((answer) => endIfOver(answer, record, orderId, asking.now()));
  return { answers: asked, asked };
}

/** Turns the answer that a known order is over (`order-over`) into the end of its attempt. */
function endIfOver(
  answer: TargetAnswer,
  { attempts }: DeliveryRecord,
  orderId: string,
  now: number,
): TargetAnswer {
  if ('found' in answer || answer.failure.code !== 'order-over') return answer;
  const { target } = answer;
  const attempt = attempts.find(({ targetKey }) => targetKey === target.key);
  return attempt === undefined ? answer : { target, found: overAnswerOf(attempt, orderId, now) };
}

/**
 * Tells whether an answer of the current attempt's target ends the search: the delivery is in
 * progress or just delivered, or the question failed, so that the delivery may be in progress.
 */
function endsSearch(answer: TargetAnswer, known: Attempt | undefined): boolean {
  if ('found' in answer) {
    const { isFinal, outcome } = answer.found.delivery.status;
    return !isFinal || (outcome === 'delivered' && known?.status !== 'delivered');
  }
  return !saysNotFound(answer.failure);
}
