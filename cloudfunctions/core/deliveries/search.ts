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
import type { Attempt, DeliveryRecord } from './delivery-record';
import { isKnownMissing } from './delivery-record';
import type { LookUpTarget } from './targets';
import { targetsOf } from './targets';

/** One person's question for one order id. */
export interface OrderQuestion {
  readonly orderId: string;
  readonly actor: Actor;
  /** The shop's accounts, perhaps a minute old. */
  readonly accounts: readonly UsableAccount[];
  /** WeChat is asked whatever is known. */
  readonly bypassCache: boolean;
  /** The token, which is fetched while other things are being read. */
  readonly token: () => Promise<unknown>;
}

/** What a search for one order came to. */
export interface Searched {
  /** That the person may see. */
  readonly targets: readonly LookUpTarget[];
  readonly hasAccounts: boolean;
  /** What counts, remembered answers among it. */
  readonly answers: readonly TargetAnswer[];
  /** What WeChat answered, also for accounts that have been changed meanwhile. */
  readonly asked: readonly TargetAnswer[];
  /** Where it was last known to be, if it was known at all. */
  readonly known: Attempt | undefined;
}

/**
 * Accounts that were read longer ago are read again before somebody is told that an order is not
 * found, or that the owner has something to mend.
 */
const FRESH_MS = 5000;

/**
 * What somebody who asks may see of a record: what is known at the targets of their stores, by the
 * question's accounts.
 */
export function visibleTo(
  { orderId, actor, accounts, bypassCache }: OrderQuestion,
  record: DeliveryRecord,
  now: number,
): VisibleRecord {
  const targets = targetsOf(accounts, actor.staff.stores);
  return { orderId, record, targets, now, bypassCache };
}

/**
 * Asks as few targets as can tell: the one where the order is known; the others when it is known
 * nowhere, is no longer known there, or has failed there, since it may have been placed again at
 * another account. Who has told of the order a moment ago, or did not know it, is not asked again.
 *
 * @throws CloudFailure `too-many-unknown-ids`
 */
export async function searchOrder(
  deliveries: Deliveries,
  question: OrderQuestion,
  record: DeliveryRecord,
): Promise<Searched> {
  const first = await searchTargets(deliveries, question, record, []);
  if (!mayBeOutdated(first)) return first;
  const accounts = await deliveries.accounts.accounts(FRESH_MS);
  const again = await searchTargets(deliveries, { ...question, accounts }, record, first.answers);
  return { ...again, asked: [...first.asked, ...again.asked] };
}

async function searchTargets(
  deliveries: Deliveries,
  question: OrderQuestion,
  record: DeliveryRecord,
  before: readonly TargetAnswer[],
): Promise<Searched> {
  const visible = visibleTo(question, record, deliveries.now());
  const { targets } = visible;
  const known = currentAttemptOf(visible);
  const hasAccounts = question.accounts.length > 0;
  // What an account answered before it was changed counts no longer.
  const still = before.filter(({ target }) => targets.some((one) => isSame(one, target)));
  const left = targets.filter((one) => !still.some(({ target }) => isSame(one, target)));

  if (known === undefined) checkUnknownIds(question, deliveries.now());
  const there = left.filter(({ key }) => key === known?.pair);
  const first = await answersOf(deliveries, question, visible, there);
  if (first.answers.some(endsSearch)) {
    const { asked } = first;
    return { targets, hasAccounts, answers: [...still, ...first.answers], asked, known };
  }
  const others = left.filter(
    ({ key }) => key !== known?.pair && !isKnownMissing(record, key, visible.now),
  );
  const rest = await answersOf(deliveries, question, visible, others);
  return {
    targets,
    hasAccounts,
    answers: [...still, ...first.answers, ...rest.answers],
    asked: [...first.asked, ...rest.asked],
    known,
  };
}

/** @throws CloudFailure when somebody has asked for too many orders that nobody knows */
export function checkUnknownIds({ actor }: Pick<OrderQuestion, 'actor'>, now: number): void {
  if (isExhausted(actor.staff, 'unknown-id', now)) throw new CloudFailure('too-many-unknown-ids');
}

/** What targets say: some have just said it, the others are asked. */
async function answersOf(
  deliveries: Deliveries,
  { orderId, actor: { call }, token }: OrderQuestion,
  visible: VisibleRecord,
  targets: readonly LookUpTarget[],
): Promise<Pick<Searched, 'answers' | 'asked'>> {
  const fresh = targets.flatMap((target) => freshAnswerAt(visible, target) ?? []);
  const unasked = targets.filter((target) => freshAnswerAt(visible, target) === null);
  if (unasked.length === 0) return { answers: fresh, asked: [] };
  await token();
  const asked = await askTargets(deliveries.wechat(), unasked, orderId, call);
  return { answers: [...fresh, ...asked], asked };
}

/**
 * Whether an answer makes it needless to ask elsewhere: the delivery lives, or has reached its
 * door; or nobody can tell just now.
 */
function endsSearch(answer: TargetAnswer): boolean {
  if ('found' in answer) return answer.found.delivery.status.outcome !== 'failed';
  return answer.failure.code !== 'order-not-found';
}

/**
 * Whether it found nothing for a reason that other accounts, or an account's other secret, would
 * change.
 */
function mayBeOutdated({ answers }: Searched): boolean {
  return answers.every(
    (answer) => 'failure' in answer && !CLOUD_ERRORS[answer.failure.code].retryable,
  );
}

/** An account that has been changed meanwhile is another. */
function isSame(one: LookUpTarget, other: LookUpTarget): boolean {
  return one.key === other.key && one.account.version === other.account.version;
}
