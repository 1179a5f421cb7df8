import type { LimitName } from '../access/rate-limits';
import { type Attempt, overAnswerOf } from '../records/attempt';
import { type VisibleRecord, currentAttemptOf, freshAnswerAt } from '../records/cached-answer';
import { type DeliveryRecord, isKnownMissing } from '../records/delivery-record';
import { awaitedIn } from '../records/registration';
import type { LookUpTarget } from '../shop/look-up-targets';
import type { Lease } from '../storage/single-flight';
import {
  type ConsumeQuestions,
  type TargetAnswer,
  askInRounds,
  failsAs,
  saysNotFound,
} from './ask-targets';
import type { Asking } from './asking';
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

export interface SearchManner {
  readonly limits: QuestionLimits;
  /** Keys of the targets that found the latest orders; by default those in the memory. */
  readonly recentKeys?: readonly string[] | undefined;
}

/** Number of latest orders that decide which target most probably knows a new order. */
const MOST_REMEMBERED = 50;
/** Number of targets to ask one at a time for a new order; most new orders are found by then. */
const SINGLES = 3;

/**
 * Searches with few questions, if the limits allow. Other targets than the current attempt's are
 * asked only if it has failed, is over or is no longer found; never fresh or known-missing ones.
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

/** Returns the rate limit that an unknown id uses; none if the actor's stores await it. */
export function limitsOfUnknown(
  { actor, isScanned = false }: OrderQuestion,
  { record, now }: Pick<VisibleRecord, 'record' | 'now'>,
): readonly LimitName[] {
  const { registrations: registered, attempts } = record;
  const storeIds = attempts.flatMap((one) => one.storeIds);
  if (awaitedIn({ registered, storeIds }, actor.staff.stores, now).length > 0) return [];
  return [isScanned ? 'scanned' : 'unknown-id'];
}

export function rememberFound(lastFound: string[], key: string): void {
  lastFound.unshift(key);
  lastFound.splice(MOST_REMEMBERED);
}

function likeliestFirst(
  targets: readonly LookUpTarget[],
  recentKeys: readonly string[],
): readonly LookUpTarget[] {
  const latest = recentKeys.slice(0, MOST_REMEMBERED);
  const found = ({ key }: LookUpTarget): number => latest.filter((one) => one === key).length;
  return [...targets].sort((one, other) => found(other) - found(one));
}

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
  const { call } = actor;
  const countAndRenew: ConsumeQuestions = async (owners) => {
    const counted = await consume(owners);
    await renewLease(asking.documents, orderId, lease, asking.now(), call);
    return counted;
  };
  const rounds = { fetchToken, call, consume: countAndRenew, singles };
  const given = await askInRounds(asking.wechat, toAsk, { orderId, attempts }, rounds);
  const asked = given.map((answer) => endIfOver(answer, visible.record, orderId, asking.now()));
  return { answers: [...fresh, ...asked], asked };
}

/** Asks WeChat for a known order at its own target. The caller must have counted the question. */
export async function askCurrentTarget(
  asking: Asking,
  question: OrderQuestion,
  record: DeliveryRecord,
  target: LookUpTarget,
): Promise<SearchResult> {
  const visible = visibleRecord({ ...question, bypassCache: true }, record, asking.now());
  const search = { question, visible, lease: null };
  return answersOf(asking, search, [target], () => Promise.resolve([]));
}

function endIfOver(
  answer: TargetAnswer,
  { attempts }: DeliveryRecord,
  orderId: string,
  now: number,
): TargetAnswer {
  if (!failsAs(answer, 'order-over')) return answer;
  const { target } = answer;
  const attempt = attempts.find(({ targetKey }) => targetKey === target.key);
  return attempt === undefined ? answer : { target, found: overAnswerOf(attempt, orderId, now) };
}

/** Ends when in progress or just delivered, or when a failure proves nothing about progress. */
function endsSearch(answer: TargetAnswer, known: Attempt | undefined): boolean {
  if ('found' in answer) {
    const { isFinal, outcome } = answer.found.delivery.status;
    return !isFinal || (outcome === 'delivered' && known?.status !== 'delivered');
  }
  return !saysNotFound(answer.failure);
}
