import type { EarlierAttempt } from '../../../miniprogram/contract/delivery';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { LookedUp } from '../providers/wechat/looked-up';
import { type TargetAnswer, failureToReport } from '../asking/ask-targets';
import {
  type VisibleRecord,
  currentAttemptOf,
  reusableAnswerAt,
  lastAnswerOf,
} from '../records/cached-answer';
import type { DeliveryAttempt } from '../records/attempt';
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
  readonly attempt: DeliveryAttempt;
  readonly isBeingAsked: boolean;
  /** Seconds until WeChat can be asked for this order; missing: at once. */
  readonly waitSeconds?: number;
  /** Least time (s) between questions (`PersonLimits`); missing when nothing slows the actor. */
  readonly slowedToSeconds?: number | undefined;
}

/** Picks the current delivery among the answers; throws `failureToReport` without one. */
export function pickDelivery(
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
  const answers = visible.targets.flatMap((target) => reusableAnswerAt(visible, target) ?? []);
  return pickDelivery(answers, visible, false);
}

/** Returns the delivery as it was last stored, without old data that the sweep has to remove. */
export function foundInRecord({ orderId, record, targets, now }: VisibleRecord): FoundDelivery {
  const attempts = record.attempts.map((attempt) =>
    withoutOldRiders(attempt, Math.max(now, attempt.askedAt)),
  );
  const cleaned = { record: { ...record, attempts }, targets };
  const current = currentAttemptOf(cleaned);
  const answers = targets.flatMap((target) =>
    current?.targetKey === target.key ? [lastAnswerOf(current, target, orderId)] : [],
  );
  return pickDelivery(answers, cleaned, true);
}
