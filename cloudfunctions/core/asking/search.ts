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
  /** Answers that decide the result: new answers of WeChat, and fresh cached answers. */
  readonly answers: readonly TargetAnswer[];
  readonly asked: readonly TargetAnswer[];
}

interface OrderSearch {
  readonly question: OrderQuestion;
  readonly visible: VisibleRecord;
  /** The caller's lease, which is renewed before each round of questions. */
  readonly lease: Lease | null;
}

export interface SearchOptions {
  readonly limits: QuestionLimits;
  /** Keys of the targets that found the latest orders; by default this instance's. */
  readonly recentKeys?: readonly string[] | undefined;
}

/** Number of latest new orders whose targets are remembered, to be asked first. */
const MAX_REMEMBERED_KEYS = 50;
/** Number of targets to ask one at a time for a new order; most new orders are found by then. */
const MAX_ASKED_SINGLY = 3;

/**
 * Searches an order with few questions. Targets other than the current attempt's are asked only if
 * that attempt has failed, has ended or is not found any more, and if they have no fresh answer.
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
  const ofKnown: ConsumeQuestions = (owners) => limits.consume(owners, { isKnown: true });

  const own = visible.targets.filter(({ key }) => key === current?.targetKey);
  const first = await askTargets(asking, search, own, question.bypassCache ? consume : ofKnown);
  if (first.answers.some((answer) => endsSearch(answer, current))) return first;
  const others = visible.targets.filter(
    ({ key }) => key !== current?.targetKey && !isKnownMissing(record, key, visible.now),
  );
  const sorted = likeliestTargetsFirst(others, recentKeys);
  const askedSingly = current === undefined ? MAX_ASKED_SINGLY : 0;
  const rest = await askTargets(asking, search, sorted, consume, askedSingly);
  return { answers: [...first.answers, ...rest.answers], asked: [...first.asked, ...rest.asked] };
}

/** Returns the rate limit for an unknown id; none if one of the actor's stores awaits the id. */
export function limitsOfUnknownId(
  { actor, isScanned = false }: OrderQuestion,
  { record, now }: Pick<VisibleRecord, 'record' | 'now'>,
): readonly LimitName[] {
  const { registrations: registered, attempts } = record;
  const storeIds = attempts.flatMap((one) => one.storeIds);
  if (awaitedIn({ registered, storeIds }, actor.staff.stores, now).length > 0) return [];
  return [isScanned ? 'scanned' : 'unknown-id'];
}

export function rememberFoundTarget(lastFound: string[], key: string): void {
  lastFound.unshift(key);
  lastFound.splice(MAX_REMEMBERED_KEYS);
}

function likeliestTargetsFirst(
  targets: readonly LookUpTarget[],
  recentKeys: readonly string[],
): readonly LookUpTarget[] {
  const latest = recentKeys.slice(0, MAX_REMEMBERED_KEYS);
  const found = ({ key }: LookUpTarget): number => latest.filter((one) => one === key).length;
  return [...targets].sort((one, other) => found(other) - found(one));
}

async function askTargets(
  asking: AskContext,
  { question, visible, lease }: OrderSearch,
  targets: readonly LookUpTarget[],
  consume: ConsumeQuestions,
  askedSingly = 0,
): Promise<SearchResult> {
  const { orderId, actor, fetchToken } = question;
  const fresh = targets.flatMap((target) => reusableAnswerAt(visible, target) ?? []);
  const toAsk = targets.filter((target) => reusableAnswerAt(visible, target) === null);
  if (toAsk.length === 0) return { answers: fresh, asked: [] };
  const { attempts } = visible.record;
  const { call } = actor;
  const countAndRenew: ConsumeQuestions = async (owners) => {
    const counted = await consume(owners);
    await renewLease(asking.documents, orderId, lease, asking.now(), call);
    return counted;
  };
  const rounds = { fetchToken, call, consume: countAndRenew, askedSingly };
  const newAnswers = await askInRounds(asking.wechat, toAsk, { orderId, attempts }, rounds);
  const asked = newAnswers.map((answer) =>
    lastAnswerIfOver(answer, visible.record, orderId, asking.now()),
  );
  return { answers: [...fresh, ...asked], asked };
}

/** Asks WeChat for an order on record at its own target. The caller has counted the question. */
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

/** Tells whether an answer ends the search: in progress, just delivered, or an unclear failure. */
function endsSearch(answer: TargetAnswer, known: DeliveryAttempt | undefined): boolean {
  if ('found' in answer) {
    const { isFinal, outcome } = answer.found.delivery.status;
    return !isFinal || (outcome === 'delivered' && known?.status !== 'delivered');
  }
  return !saysNotFound(answer.failure);
}
