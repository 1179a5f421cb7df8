import type { EarlierAttempt } from '../../../miniprogram/contract/delivery';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { CloudFailure } from '../runtime/cloud-failure';
import type { LookedUp } from '../providers/wechat-instant/get-order';
import type { TargetAnswer } from './ask-targets';
import { tellingFailure } from './ask-targets';
import type { VisibleRecord } from './cached-answer';
import { currentAttemptOf, lastAnswerOf } from './cached-answer';
import type { Attempt, DeliveryRecord } from './delivery-record';
import { currentAttempt, withoutOldRiders } from './delivery-record';
import type { LookUpTarget } from './targets';
import { readTargetKey, storesOf } from './targets';

/** A delivery that somebody of its store has asked for. */
export interface FoundDelivery extends LookedUp {
  /** Empty where the shop has not said. */
  readonly company: string;
  /**
   * The stores that its account serves by this number: it is one's of them. Empty for the
   * environment's account.
   */
  readonly storeIds: readonly string[];
  /** The same order at other accounts, the latest first. */
  readonly earlier: readonly EarlierAttempt[];
  /** The current attempt, this answer included. */
  readonly attempt: Attempt;
  /** Somebody else is asking for a newer answer just now. */
  readonly isBeingAsked: boolean;
}

type Found = Extract<TargetAnswer, { readonly found: LookedUp }>;

/**
 * Of what targets answered the delivery, and what is on record of it.
 *
 * @param targets that the person may see
 * @throws CloudFailure that says most of why there is nothing to tell
 */
export function foundDelivery(
  answers: readonly TargetAnswer[],
  targets: readonly LookUpTarget[],
  record: DeliveryRecord,
  isBeingAsked: boolean,
): FoundDelivery {
  const current = currentAttempt(
    answers.filter((one): one is Found => 'found' in one),
    ({ found: { delivery } }) => delivery.status.outcome === 'failed',
  );
  if (current === undefined) throw tellingFailure(answers);
  const { target, found } = current;
  const keys = new Set(targets.map(({ key }) => key));
  const visible = record.attempts.filter(({ pair }) => keys.has(pair));
  const attempt = visible.find(({ pair }) => pair === target.key);
  // It has just been put there.
  if (attempt === undefined) throw new CloudFailure('unexpected');
  const { accountId } = target.account;
  const elsewhere = visible.filter(({ pair }) => readTargetKey(pair).accountId !== accountId);
  return {
    ...found,
    company: target.account.company,
    storeIds: storesOf(target) ?? [],
    attempt,
    earlier: elsewhere.map(({ company, status, detail, endedAt }) => {
      return { company, status: statusOf(status, detail), endedAt };
    }),
    isBeingAsked,
  };
}

/**
 * What is known while somebody else asks; without riders that are to be forgotten, where the sweep
 * has not come by yet.
 */
export function foundMeanwhile({ orderId, record, targets, now }: VisibleRecord): FoundDelivery {
  const attempts = record.attempts.map((attempt) => withoutOldRiders(attempt, now));
  const kept = { ...record, attempts };
  const current = currentAttemptOf({ record: kept, targets });
  const answers = targets.flatMap((target) =>
    current?.pair === target.key ? [lastAnswerOf(current, target, orderId)] : [],
  );
  return foundDelivery(answers, targets, kept, true);
}
