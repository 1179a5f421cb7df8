import type { LimitName } from '../access/rate-limits';
import { type DeliveryAttempt, overAnswerOf } from '../records/attempt';
import { type VisibleRecord, currentAttemptOf, reusableAnswerAt } from '../records/cached-answer';
import { type DeliveryRecord, isKnownMissing } from '../records/delivery-record';
import { awaitedIn } from '../records/registration';
import type { LookUpTarget } from '../shop/look-up-targets';
import type { Lease } from '../storage/lease';
import {
  type ConsumeQuestions,
  type TargetAnswer,
  askInRounds,
  failsWith,
  saysNotFound,
} from './ask-targets';
import type { AskContext } from './asking';
import { type OrderQuestion, renewLease, visibleRecord } from './order-flight';
import type { QuestionLimits } from './question-limits';

export interface SearchResult {
  /** Answers that decide the result: WeChat's new answers, and cached answers that are fresh. */
  readonly answers: readonly TargetAnswer[];
  readonly newAnswers: readonly TargetAnswer[];
}

interface OrderSearch {
  readonly question: OrderQuestion;
  readonly visible: VisibleRecord;
  /** The caller's lease, which is renewed before each round of questions. */
  readonly lease: Lease | null;
}

export interface SearchOptions {
  readonly limits: QuestionLimits;
  /** Keys of targets where the latest orders were found; default: those this instance found. */
  readonly recentKeys?: readonly string[] | undefined;
}

/** Number of the latest new orders whose look-up targets are asked first for the next order. */
const MAX_REMEMBERED_KEYS = 50;
/** Number of targets that are asked one at a time for a new order; most often these suffice. */
const MAX_ASKED_SINGLY = 3;

/**
 * Finds an order with few questions. First it asks the account that has the current delivery. If
 * this delivery failed, ended or is gone, it asks the other accounts without a fresh answer.
 */
export async function searchOrder(
  asking: AskContext,
  question: OrderQuestion,
  record: DeliveryRecord,
  { limits, recentKeys = asking.foundTargetKeys }: SearchOptions,
  lease: Lease | null,
): Promise<SearchResult> {
  const visible = visibleRecord(question, record, asking.now());
  const search = { question, visible, lease };
  const current = currentAttemptOf(visible);
  const rateLimits: readonly LimitName[] = [
    ...(question.bypassCache ? (['reveal'] as const) : []),
    ...(current === undefined ? limitsOfUnknownId(question, visible) : []),
  ];
  const consume: ConsumeQuestions = (owners) => limits.consume(owners, { rateLimits });
  const consumeCurrent: ConsumeQuestions = (owners) =>
    limits.consume(owners, question.bypassCache ? { rateLimits } : { isOnRecord: true });

  const currentTargets = visible.targets.filter(({ key }) => key === current?.targetKey);
  const currentResult = await askTargets(asking, search, currentTargets, consumeCurrent);
  if (currentResult.answers.some((answer) => endsSearch(answer, current))) return currentResult;
  const otherTargets = visible.targets.filter(
    ({ key }) => key !== current?.targetKey && !isKnownMissing(record, key, visible.now),
  );
  const sortedTargets = likeliestTargetsFirst(otherTargets, recentKeys);
  const askedSinglyCount = current === undefined ? MAX_ASKED_SINGLY : 0;
  const otherResult = await askTargets(asking, search, sortedTargets, consume, askedSinglyCount);
  return {
    answers: [...currentResult.answers, ...otherResult.answers],
    newAnswers: [...currentResult.newAnswers, ...otherResult.newAnswers],
  };
}

/** Returns the rate limit for an unknown id; none if one of the actor's stores awaits the id. */
export function limitsOfUnknownId(
  { actor, isScanned }: OrderQuestion,
  { record, now }: Pick<VisibleRecord, 'record' | 'now'>,
): readonly LimitName[] {
  const { registrations: registered, attempts } = record;
  const storeIds = attempts.flatMap((attempt) => attempt.storeIds);
  if (awaitedIn({ registered, storeIds }, actor.staff.stores, now).length > 0) return [];
  return [isScanned ? 'scanned' : 'unknown-id'];
}

export function rememberFoundTarget(foundTargetKeys: string[], targetKey: string): void {
  foundTargetKeys.unshift(targetKey);
  foundTargetKeys.splice(MAX_REMEMBERED_KEYS);
}

function likeliestTargetsFirst(
  targets: readonly LookUpTarget[],
  recentKeys: readonly string[],
): readonly LookUpTarget[] {
  const latestKeys = recentKeys.slice(0, MAX_REMEMBERED_KEYS);
  const findCount = ({ key }: LookUpTarget) => latestKeys.filter((other) => other === key).length;
  return [...targets].sort((one, other) => findCount(other) - findCount(one));
}

async function askTargets(
  asking: AskContext,
  { question, visible, lease }: OrderSearch,
  targets: readonly LookUpTarget[],
  consume: ConsumeQuestions,
  askedSinglyCount = 0,
): Promise<SearchResult> {
  const { orderId, actor, fetchToken } = question;
  const freshAnswers = targets.flatMap((target) => reusableAnswerAt(visible, target) ?? []);
  const targetsToAsk = targets.filter((target) => reusableAnswerAt(visible, target) === null);
  const { call } = actor;
  const countAndRenew: ConsumeQuestions = async (owners) => {
    const usedUp = await consume(owners);
    await renewLease(asking.documents, orderId, lease, asking.now(), call);
    return usedUp;
  };
  const roundOptions = { fetchToken, call, consume: countAndRenew, askedSinglyCount };
  const order = { orderId, attempts: visible.record.attempts };
  const sentAnswers = await askInRounds(asking.wechat, targetsToAsk, order, roundOptions);
  const newAnswers = sentAnswers.map((answer) =>
    lastAnswerIfOver(answer, visible.record, orderId, asking.now()),
  );
  return { answers: [...freshAnswers, ...newAnswers], newAnswers };
}

/** Asks WeChat for an order at the account that has it. Limits are counted by the caller. */
export async function askCurrentTarget(
  asking: AskContext,
  question: OrderQuestion,
  record: DeliveryRecord,
  target: LookUpTarget,
): Promise<SearchResult> {
  const visible = visibleRecord({ ...question, bypassCache: true }, record, asking.now());
  const search = { question, visible, lease: null };
  return askTargets(asking, search, [target], () => Promise.resolve([]));
}

function lastAnswerIfOver(
  answer: TargetAnswer,
  { attempts }: DeliveryRecord,
  orderId: string,
  now: number,
): TargetAnswer {
  if (!failsWith(answer, 'order-over')) return answer;
  const { target } = answer;
  const attempt = attempts.find(({ targetKey }) => targetKey === target.key);
  return attempt === undefined ? answer : { target, found: overAnswerOf(attempt, orderId, now) };
}

/** Tells if a search ends: delivery in progress, just delivered, or any failure but "not found". */
function endsSearch(answer: TargetAnswer, current: DeliveryAttempt | undefined): boolean {
  if ('found' in answer) {
    const { isFinal, outcome } = answer.found.delivery.status;
    return !isFinal || (outcome === 'delivered' && current?.status !== 'delivered');
  }
  return !saysNotFound(answer.failure);
}
