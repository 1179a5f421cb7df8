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
import { storesOf } from '../shop/look-up-targets';

export interface FoundDelivery extends LookedUp {
  /** Delivery company; empty when the shop has not named it. */
  readonly company: string;
  /** Ids of the stores to one of which the order belongs. */
  readonly storeIds: readonly string[];
  /** Attempts at other accounts, the latest first. */
  readonly earlier: readonly EarlierAttempt[];
  readonly attempt: Attempt;
  readonly isBeingAsked: boolean;
  /** Seconds until WeChat can be asked for this order; missing: at once. */
  readonly waitSeconds?: number;
  /** Least time (s) between questions (`PersonLimits`); missing when nothing slows the actor. */
  readonly slowedToSeconds?: number | undefined;
}

/** Picks the current delivery among the answers; throws `failureToReport` without one. */
export function foundDelivery(
  answers: readonly TargetAnswer[],
  { record, targets }: Pick<VisibleRecord, 'record' | 'targets'>,
  isBeingAsked: boolean,
): FoundDelivery {
  const finds = new Map(answers.flatMap((one) => ('found' in one ? [[one.target.key, one]] : [])));
  const attempt = currentAttempt(record.attempts.filter(({ targetKey }) => finds.has(targetKey)));
  const current = finds.get(attempt?.targetKey ?? '');
  if (attempt === undefined || current === undefined) throw failureToReport(answers);
  const { target, found } = current;
  const elsewhere = record.attempts.filter(({ targetKey }) =>
    targets.some(
      ({ key, account }) => key === targetKey && account.accountId !== target.account.accountId,
    ),
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

export function foundInCache(visible: VisibleRecord): FoundDelivery {
  const answers = visible.targets.flatMap((target) => freshAnswerAt(visible, target) ?? []);
  return foundDelivery(answers, visible, false);
}

/** Leaves out old data of riders that the hourly sweep has not removed yet. */
export function foundMeanwhile({ orderId, record, targets, now }: VisibleRecord): FoundDelivery {
  const attempts = record.attempts.map((attempt) =>
    withoutOldRiders(attempt, Math.max(now, attempt.askedAt)),
  );
  const cleaned = { record: { ...record, attempts }, targets };
  const current = currentAttemptOf(cleaned);
  const answers = targets.flatMap((target) =>
    current?.targetKey === target.key ? [lastAnswerOf(current, target, orderId)] : [],
  );
  return foundDelivery(answers, cleaned, true);
}
