import type { EarlierAttempt } from '../../../miniprogram/contract/delivery';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { LookedUp } from '../providers/wechat/looked-up';
import { type TargetAnswer, failureToReport } from '../asking/ask-targets';
import {
  type VisibleRecord,
  currentAttemptOf,
  freshAnswerAt,
  lastAnswerOf,
} from '../records/cached-answer';
import type { Attempt } from '../records/attempt';
import { withoutOldRiders } from '../records/old-riders';
import { currentAttempt } from '../records/current-attempt';
import type { DeliveryRecord } from '../records/delivery-record';
import { type LookUpTarget, readTargetKey, storesOf } from '../shop/look-up-targets';

/** Delivery that was found for a staff member who may see it. */
export interface FoundDelivery extends LookedUp {
  /** Delivery company of the account; empty when the shop has not named it. */
  readonly company: string;
  /** Ids of stores that share this account and store number; the order belongs to one of them. */
  readonly storeIds: readonly string[];
  /** Attempts at other accounts, the latest first. */
  readonly earlier: readonly EarlierAttempt[];
  /** Current attempt to deliver the order, including this answer. */
  readonly attempt: Attempt;
  /** True while another caller is asking WeChat for a newer answer. */
  readonly isBeingAsked: boolean;
  /** Seconds until WeChat can be asked for this order; missing when there is no need to wait. */
  readonly waitSeconds?: number;
  /** Least time (s) between questions (`PersonLimits`); missing when nothing slows the actor. */
  readonly slowedToSeconds?: number | undefined;
}

/**
 * Picks the current delivery among the answers, and adds its history from the record.
 *
 * @param targets look-up targets that the actor may ask
 * @throws CloudFailure picked by `failureToReport`, when no target found the order
 */
export function foundDelivery(
  answers: readonly TargetAnswer[],
  targets: readonly LookUpTarget[],
  record: DeliveryRecord,
  isBeingAsked: boolean,
): FoundDelivery {
  const finds = new Map(answers.flatMap((one) => ('found' in one ? [[one.target.key, one]] : [])));
  const attempt = currentAttempt(record.attempts.filter(({ targetKey }) => finds.has(targetKey)));
  const current = finds.get(attempt?.targetKey ?? '');
  if (attempt === undefined || current === undefined) throw failureToReport(answers);
  const { target, found } = current;
  const keys = new Set(targets.map(({ key }) => key));
  const visible = record.attempts.filter(({ targetKey }) => keys.has(targetKey));
  const { accountId } = target.account;
  const elsewhere = visible.filter(
    ({ targetKey }) => readTargetKey(targetKey).accountId !== accountId,
  );
  return {
    ...found,
    company: found.delivery.company ?? target.account.company,
    storeIds: storesOf(target),
    attempt,
    earlier: elsewhere.map(({ company, status, detail, endedAt }) => {
      return { company, status: statusOf(status, detail), endedAt };
    }),
    isBeingAsked,
  };
}

/** Returns the delivery from fresh cached answers, when these are enough. */
export function foundInCache(visible: VisibleRecord): FoundDelivery {
  const { targets, record } = visible;
  const answers = targets.flatMap((target) => freshAnswerAt(visible, target) ?? []);
  return foundDelivery(answers, targets, record, false);
}

/**
 * Returns the delivery from the record while another caller asks WeChat. Old data of riders are
 * removed here, too, because the hourly sweep may not have removed them yet.
 */
export function foundMeanwhile({ orderId, record, targets, now }: VisibleRecord): FoundDelivery {
  const attempts = record.attempts.map((attempt) =>
    withoutOldRiders(attempt, Math.max(now, attempt.askedAt)),
  );
  const cleaned = { ...record, attempts };
  const current = currentAttemptOf({ record: cleaned, targets });
  const answers = targets.flatMap((target) =>
    current?.targetKey === target.key ? [lastAnswerOf(current, target, orderId)] : [],
  );
  return foundDelivery(answers, targets, cleaned, true);
}
