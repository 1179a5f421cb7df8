import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Actor } from '../access/access';
import type { UsableAccount } from '../shop/account-book';
import { isExhausted } from '../access/rate-limits';
import type { TargetAnswer } from './ask-targets';
import { askTargets } from './ask-targets';
import type { VisibleRecord } from './cached-answer';
import { currentAttemptOf, freshAnswerAt } from './cached-answer';
import type { Deliveries } from './deliveries';
import type { Attempt } from './attempt';
import type { DeliveryRecord } from './delivery-record';
import { isKnownMissing } from './delivery-record';
import type { LookUpTarget } from './targets';
import { targetsOf } from './targets';

/** Question of one actor for one order id. */
export interface OrderQuestion {
  readonly orderId: string;
  readonly actor: Actor;
  /** Accounts of the shop, up to a minute old. */
  readonly accounts: readonly UsableAccount[];
  /** Bypass of the cache: WeChat is asked whatever is known. */
  readonly bypassCache: boolean;
  /** Fetches the token, in parallel with other reads. */
  readonly token: () => Promise<unknown>;
}

/** Result of a search for one order. */
export interface SearchResult {
  /** Targets that the actor may ask. */
  readonly targets: readonly LookUpTarget[];
  readonly hasAccounts: boolean;
  /** Valid answers, cached ones among them. */
  readonly answers: readonly TargetAnswer[];
  /** Answers from WeChat, also for accounts that have changed meanwhile. */
  readonly asked: readonly TargetAnswer[];
  /** Current attempt before the search; undefined when there was none. */
  readonly known: Attempt | undefined;
}

/**
 * Age from which accounts are read again before an actor learns that an order is not found, or that
 * the owner has something to repair.
 */
const ACCOUNTS_FRESH_MS = 5000;

/** Finds the part of a record that an actor may see, by the question's accounts. */
export function visibleTo(
  { orderId, actor, accounts, bypassCache }: OrderQuestion,
  record: DeliveryRecord,
  now: number,
): VisibleRecord {
  const targets = targetsOf(accounts, actor.staff.stores);
  return { orderId, record, targets, now, bypassCache };
}

/**
 * Asks as few targets as possible. The target of the current attempt comes first. The others follow
 * when there is none, when it no longer finds the order, or when it has failed: the order may have
 * been placed again at another account. Targets with a young answer, and those where the order is
 * known missing, are not asked again.
 *
 * @throws CloudFailure `too-many-unknown-ids`
 */
export async function searchOrder(
  deliveries: Deliveries,
  question: OrderQuestion,
  record: DeliveryRecord,
): Promise<SearchResult> {
  const first = await searchTargets(deliveries, question, record, []);
  if (!mayBeOutdated(first)) return first;
  const accounts = await deliveries.accounts.accounts(ACCOUNTS_FRESH_MS);
  const again = await searchTargets(deliveries, { ...question, accounts }, record, first.answers);
  return { ...again, asked: [...first.asked, ...again.asked] };
}

async function searchTargets(
  deliveries: Deliveries,
  question: OrderQuestion,
  record: DeliveryRecord,
  before: readonly TargetAnswer[],
): Promise<SearchResult> {
  const visible = visibleTo(question, record, deliveries.now());
  const { targets } = visible;
  const known = currentAttemptOf(visible);
  const hasAccounts = question.accounts.length > 0;
  // An answer of an account that has changed meanwhile is no longer valid.
  const valid = before.filter(({ target }) => targets.some((one) => isSame(one, target)));
  const unanswered = targets.filter((one) => !valid.some(({ target }) => isSame(one, target)));

  if (known === undefined) checkUnknownIds(question, deliveries.now());
  const atKnown = unanswered.filter(({ key }) => key === known?.pair);
  const first = await answersOf(deliveries, question, visible, atKnown);
  if (first.answers.some(endsSearch)) {
    const { asked } = first;
    return { targets, hasAccounts, answers: [...valid, ...first.answers], asked, known };
  }
  const others = unanswered.filter(
    ({ key }) => key !== known?.pair && !isKnownMissing(record, key, visible.now),
  );
  const rest = await answersOf(deliveries, question, visible, others);
  return {
    targets,
    hasAccounts,
    answers: [...valid, ...first.answers, ...rest.answers],
    asked: [...first.asked, ...rest.asked],
    known,
  };
}

/**
 * Checks that the limit of unknown ids is not exhausted.
 *
 * @throws CloudFailure `too-many-unknown-ids`
 */
export function checkUnknownIds({ actor }: Pick<OrderQuestion, 'actor'>, now: number): void {
  if (isExhausted(actor.staff, 'unknown-id', now)) throw new CloudFailure('too-many-unknown-ids');
}

/** Gathers the answers of targets: cached ones that are young enough, and new ones. */
async function answersOf(
  deliveries: Deliveries,
  { orderId, actor: { call }, token }: OrderQuestion,
  visible: VisibleRecord,
  targets: readonly LookUpTarget[],
): Promise<Pick<SearchResult, 'answers' | 'asked'>> {
  const fresh = targets.flatMap((target) => freshAnswerAt(visible, target) ?? []);
  const toAsk = targets.filter((target) => freshAnswerAt(visible, target) === null);
  if (toAsk.length === 0) return { answers: fresh, asked: [] };
  await token();
  const asked = await askTargets(deliveries.wechat(), toAsk, orderId, call);
  return { answers: [...fresh, ...asked], asked };
}

/**
 * Tells whether an answer makes other targets needless: the delivery has not failed, or the target
 * cannot answer just now.
 */
function endsSearch(answer: TargetAnswer): boolean {
  if ('found' in answer) return answer.found.delivery.status.outcome !== 'failed';
  return answer.failure.code !== 'order-not-found';
}

/** Tells whether the search failed for a reason that changed accounts or secrets could remove. */
function mayBeOutdated({ answers }: SearchResult): boolean {
  return answers.every(
    (answer) => 'failure' in answer && !CLOUD_ERRORS[answer.failure.code].retryable,
  );
}

/** Tells whether two targets are the same. An account that has changed meanwhile is another one. */
function isSame(one: LookUpTarget, other: LookUpTarget): boolean {
  return one.key === other.key && one.account.version === other.account.version;
}
