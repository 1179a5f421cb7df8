import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Lease } from '../storage/single-flight';
import type { Actor } from '../access/access';
import type { UsableAccount } from '../shop/account-book';
import type { LimitName } from '../access/rate-limits';
import { isExhausted } from '../access/rate-limits';
import type { Consume, TargetAnswer } from './ask-targets';
import { askInRounds, askTarget, saysNotFound } from './ask-targets';
import type { VisibleRecord } from '../records/cached-answer';
import { currentAttemptOf, freshAnswerAt } from '../records/cached-answer';
import type { Asking } from './asking';
import { renewLease } from '../records/remember';
import type { Attempt } from '../records/attempt';
import { overAfter } from '../records/attempt';
import type { DeliveryRecord } from '../records/delivery-record';
import { isKnownMissing } from '../records/delivery-record';
import type { QuestionLimits } from './question-limits';
import type { LookUpTarget } from '../shop/look-up-targets';
import { likeliestFirst, targetsOf } from '../shop/look-up-targets';

/** Look-up of one order id by one actor (staff member). */
export interface OrderQuestion {
  readonly orderId: string;
  readonly actor: Actor;
  /** Delivery accounts of the shop. The list may be up to a minute old. */
  readonly accounts: readonly UsableAccount[];
  /** When true, WeChat is asked even if a cached answer is fresh. */
  readonly bypassCache: boolean;
  /** Fetches WeChat's access token, while other data are read. */
  readonly token: () => Promise<unknown>;
}

/** Limits that a search counts its questions in. */
export type CountedQuestions = Pick<QuestionLimits, 'consume' | 'count'>;

/** Result of a search for one order. */
export interface SearchResult {
  /** Look-up targets that the actor may ask. */
  readonly targets: readonly LookUpTarget[];
  readonly hasAccounts: boolean;
  /** Answers that count for the result: cached ones, and those of accounts that are unchanged. */
  readonly answers: readonly TargetAnswer[];
  /** All answers from WeChat, including those for accounts that have changed since. */
  readonly asked: readonly TargetAnswer[];
  /** Current attempt as recorded before the search; undefined when there was none. */
  readonly known: Attempt | undefined;
}

/**
 * Maximum age (ms) of the accounts when a search fails. Older ones are read again before the
 * failure is reported, because a changed account or secret may remove it.
 */
const ACCOUNTS_FRESH_MS = 5000;

/** Combines a record with the look-up targets whose answers the actor may see. */
export function visibleTo(
  { orderId, actor, accounts, bypassCache }: OrderQuestion,
  record: DeliveryRecord,
  now: number,
): VisibleRecord {
  const targets = targetsOf(accounts, actor.staff.stores);
  return { orderId, record, targets, now, bypassCache };
}

/**
 * Asks as few look-up targets as possible. The target of the current attempt comes first. The
 * others follow if there is no attempt, or if it has failed, was delivered before or is no longer
 * found, because the order may have been placed again at another account. A target is not asked if
 * its cached answer is fresh, or if it did not find the order within the last minute.
 *
 * The question at the known target is only counted. All others are counted before they are asked,
 * in rounds, and may be refused; a target that was refused has that failure as its answer.
 *
 * @param lease the caller's, which is renewed before each round; null without one
 */
export async function searchOrder(
  asking: Asking,
  question: OrderQuestion,
  record: DeliveryRecord,
  limits: CountedQuestions,
  lease: Lease | null,
): Promise<SearchResult> {
  const first = await searchTargets(asking, question, record, limits, lease, []);
  if (!mayBeOutdated(first)) return first;
  const accounts = await asking.accounts.accounts(ACCOUNTS_FRESH_MS);
  const newer = { ...question, accounts };
  const again = await searchTargets(asking, newer, record, limits, lease, first.answers);
  return { ...again, asked: [...first.asked, ...again.asked] };
}

async function searchTargets(
  asking: Asking,
  question: OrderQuestion,
  record: DeliveryRecord,
  limits: CountedQuestions,
  lease: Lease | null,
  before: readonly TargetAnswer[],
): Promise<SearchResult> {
  const visible = visibleTo(question, record, asking.now());
  const { targets } = visible;
  const known = currentAttemptOf(visible);
  const hasAccounts = question.accounts.length > 0;
  // Answers of accounts that have changed since are no longer valid.
  const valid = before.filter(({ target }) => targets.some((one) => isSame(one, target)));
  const unanswered = targets.filter((one) => !valid.some(({ target }) => isSame(one, target)));

  const units: readonly LimitName[] = [
    ...(question.bypassCache ? (['reveal'] as const) : []),
    ...(known === undefined ? (['unknown-id'] as const) : []),
  ];
  const consume: Consume = (questions) => limits.consume(questions, units);
  const count: Consume = (questions) => {
    limits.count(questions);
    return Promise.resolve(null);
  };
  const atKnown = unanswered.filter(({ key }) => key === known?.pair);
  const countKnown = question.bypassCache ? consume : count;
  const first = await answersOf(asking, question, visible, atKnown, lease, countKnown);
  // Also an answer that was given before the accounts were read again.
  const ofKnown = [...valid, ...first.answers].filter(({ target }) => target.key === known?.pair);
  if (ofKnown.some((answer) => endsSearch(answer, known))) {
    const { asked } = first;
    return { targets, hasAccounts, answers: [...valid, ...first.answers], asked, known };
  }
  const others = likeliestFirst(
    unanswered.filter(
      ({ key }) => key !== known?.pair && !isKnownMissing(record, key, visible.now),
    ),
    asking.lastFound,
  );
  const rest = await answersOf(asking, question, visible, others, lease, consume);
  return {
    targets,
    hasAccounts,
    answers: [...valid, ...first.answers, ...rest.answers],
    asked: [...first.asked, ...rest.asked],
    known,
  };
}

/**
 * Throws if the actor has exhausted the rate limit of unknown order ids.
 *
 * @throws CloudFailure `too-many-unknown-ids`
 */
export function checkUnknownIds({ actor }: Pick<OrderQuestion, 'actor'>, now: number): void {
  if (isExhausted(actor.staff, 'unknown-id', now)) throw new CloudFailure('too-many-unknown-ids');
}

/** Returns the answers of look-up targets: fresh cached ones, and new ones from WeChat. */
async function answersOf(
  asking: Asking,
  { orderId, actor: { call }, token }: OrderQuestion,
  visible: VisibleRecord,
  targets: readonly LookUpTarget[],
  lease: Lease | null,
  consume: Consume,
): Promise<Pick<SearchResult, 'answers' | 'asked'>> {
  const fresh = targets.flatMap((target) => freshAnswerAt(visible, target) ?? []);
  const toAsk = targets.filter((target) => freshAnswerAt(visible, target) === null);
  if (toAsk.length === 0) return { answers: fresh, asked: [] };
  const { attempts } = visible.record;
  await token();
  const order = { orderId, attempts };
  const given = await askInRounds(asking.wechat(), toAsk, order, call, async (questions) => {
    const refusal = await consume(questions);
    await renewLease(asking.documents, orderId, lease, asking.now(), call);
    return refusal;
  });
  const asked = given.map((answer) => withEnd(answer, visible.record, orderId, asking.now()));
  return { answers: [...fresh, ...asked], asked };
}

/** Asks WeChat for a known order at its own target; the caller counts the question. */
export async function askWhereKnown(
  asking: Asking,
  { orderId, actor: { call }, token }: OrderQuestion,
  target: LookUpTarget,
  record: DeliveryRecord,
): Promise<TargetAnswer> {
  await token();
  const { attempts } = record;
  const answer = await askTarget(asking.wechat(), target, { orderId, attempts }, call);
  return withEnd(answer, record, orderId, asking.now());
}

/** Turns the answer that a known order is over (`order-over`) into the end of its attempt. */
function withEnd(
  answer: TargetAnswer,
  { attempts }: DeliveryRecord,
  orderId: string,
  now: number,
): TargetAnswer {
  if ('found' in answer || answer.failure.code !== 'order-over') return answer;
  const { target } = answer;
  const attempt = attempts.find(({ pair }) => pair === target.key);
  return attempt === undefined ? answer : { target, found: overAfter(attempt, orderId, now) };
}

/**
 * Tells whether an answer of the known target ends the search: the delivery is in progress or has
 * just been delivered, or the target failed to answer, so that it may be in progress.
 */
function endsSearch(answer: TargetAnswer, known: Attempt | undefined): boolean {
  if ('found' in answer) {
    const { isFinal, outcome } = answer.found.delivery.status;
    return !isFinal || (outcome === 'delivered' && known?.status !== 'delivered');
  }
  return !saysNotFound(answer.failure);
}

/** Tells whether the search failed for a reason that changed accounts or secrets could remove. */
function mayBeOutdated({ answers }: SearchResult): boolean {
  return answers.every(
    (answer) => 'failure' in answer && !CLOUD_ERRORS[answer.failure.code].retryable,
  );
}

/** Tells whether two look-up targets are the same, and their account has not changed. */
function isSame(one: LookUpTarget, other: LookUpTarget): boolean {
  return one.key === other.key && one.account.version === other.account.version;
}
