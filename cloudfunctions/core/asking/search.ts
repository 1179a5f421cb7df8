import type { LimitName } from '../access/rate-limits';
import { type Attempt, overAnswerOf } from '../records/attempt';
import { type VisibleRecord, currentAttemptOf, freshAnswerAt } from '../records/cached-answer';
import { type DeliveryRecord, isKnownMissing } from '../records/delivery-record';
import type { LookUpTarget } from '../shop/look-up-targets';
import type { Lease } from '../storage/single-flight';
import { type ConsumeQuestions, type TargetAnswer, askInRounds, saysNotFound } from './ask-targets';
import type { Asking } from './asking';
import { type OrderQuestion, renewLease, visibleRecord } from './order-flight';
import type { QuestionLimits } from './question-limits';

/** Answers about one order. */
export interface SearchResult {
  /** Answers that count for the result, fresh cached ones among them. */
  readonly answers: readonly TargetAnswer[];
  /** Answers that WeChat has just given. */
  readonly asked: readonly TargetAnswer[];
}

/** Search for one order, with its record. */
interface OrderSearch {
  readonly question: OrderQuestion;
  readonly visible: VisibleRecord;
  /** The caller's lease, which is renewed before each round; null without one. */
  readonly lease: Lease | null;
}

const MOST_REMEMBERED = 20;

/**
 * Searches few targets: first that of the current attempt; others if there is none, or if it
 * failed, is over or no longer found, since the order may be placed again elsewhere. Fresh or
 * known-missing targets are not asked. Questions beyond the first target may be refused.
 */
export async function searchOrder(
  asking: Asking,
  question: OrderQuestion,
  record: DeliveryRecord,
  limits: QuestionLimits,
  lease: Lease | null,
): Promise<SearchResult> {
  const visible = visibleRecord(question, record, asking.now());
  const search = { question, visible, lease };
  const current = currentAttemptOf(visible);
  const units: readonly LimitName[] = [
    ...(question.bypassCache ? (['reveal'] as const) : []),
    ...(current === undefined ? (['unknown-id'] as const) : []),
  ];
  const consume: ConsumeQuestions = (owners) => limits.consume(owners, units);
  const count: ConsumeQuestions = (owners) => limits.count(owners);

  const own = visible.targets.filter(({ key }) => key === current?.targetKey);
  const first = await answersOf(asking, search, own, question.bypassCache ? consume : count);
  if (first.answers.some((answer) => endsSearch(answer, current))) return first;
  const others = visible.targets.filter(
    ({ key }) => key !== current?.targetKey && !isKnownMissing(record, key, visible.now),
  );
  const rest = await answersOf(asking, search, likeliestFirst(others, asking.foundKeys), consume);
  return {
    answers: [...first.answers, ...rest.answers],
    asked: [...first.asked, ...rest.asked],
  };
}

/** Puts the key of a target that has found an order in front of the remembered keys. */
export function rememberFound(lastFound: string[], key: string): void {
  const others = lastFound.filter((other) => other !== key);
  lastFound.splice(0, lastFound.length, key, ...others.slice(0, MOST_REMEMBERED - 1));
}

/** Sorts targets: the one that found an order last comes first. */
function likeliestFirst(
  targets: readonly LookUpTarget[],
  lastFound: readonly string[],
): readonly LookUpTarget[] {
  const rank = ({ key }: LookUpTarget): number => {
    const index = lastFound.indexOf(key);
    return index < 0 ? lastFound.length : index;
  };
  return [...targets].sort((one, other) => rank(one) - rank(other));
}

/** Returns the answers of look-up targets: fresh cached ones, and new ones from WeChat. */
async function answersOf(
  asking: Asking,
  { question, visible, lease }: OrderSearch,
  targets: readonly LookUpTarget[],
  consume: ConsumeQuestions,
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
  const given = await askInRounds(asking.wechat, toAsk, order, fetchToken, call, countAndRenew);
  const asked = given.map((answer) => endIfOver(answer, visible.record, orderId, asking.now()));
  return { answers: [...fresh, ...asked], asked };
}

/** Asks WeChat for a known order at its own target. The caller has counted the question. */
export async function askCurrentTarget(
  asking: Asking,
  { orderId, actor, fetchToken }: OrderQuestion,
  record: DeliveryRecord,
  target: LookUpTarget,
): Promise<SearchResult> {
  const order = { orderId, attempts: record.attempts };
  const counted: ConsumeQuestions = () => Promise.resolve([]);
  const { wechat } = asking;
  const given = await askInRounds(wechat, [target], order, fetchToken, actor.call, counted);
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
 * Tells whether an answer of the known target ends the search: in progress, just delivered, or
 * failed, so that it may be in progress.
 */
function endsSearch(answer: TargetAnswer, known: Attempt | undefined): boolean {
  if ('found' in answer) {
    const { isFinal, outcome } = answer.found.delivery.status;
    return !isFinal || (outcome === 'delivered' && known?.status !== 'delivered');
  }
  return !saysNotFound(answer.failure);
}
