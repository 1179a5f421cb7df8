import type { EarlierAttempt } from '../../../miniprogram/contract/delivery';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { LookUp } from '../providers/wechat/looked-up';
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

export interface FoundDelivery extends LookUp {
  /** Name of the delivery company; empty if the shop has not entered it. */
  readonly company: string;
  /** Ids of the account's stores. The order belongs to one of these stores. */
  readonly storeIds: readonly string[];
  /** Attempts at other accounts, the latest first. */
  readonly earlier: readonly EarlierAttempt[];
  readonly attempt: DeliveryAttempt;
  readonly isBeingAsked: boolean;
  /** Seconds until WeChat can be asked for this order; missing: at once. */
  readonly waitSeconds?: number;
  /** Least time (s) between a person's questions (`PersonLimits`); missing without such a limit. */
  readonly slowedToSeconds?: number | undefined;
}

/** Picks the current delivery from answers; if none has one, throws `failureToReport`. */
export function pickDelivery(
  answers: readonly TargetAnswer[],
  { record, targets }: Pick<VisibleRecord, 'record' | 'targets'>,
  isBeingAsked: boolean,
): FoundDelivery {
  const byKey = new Map(answers.flatMap((one) => ('found' in one ? [[one.target.key, one]] : [])));
  const attempt = currentAttempt(record.attempts.filter(({ targetKey }) => byKey.has(targetKey)));
  const targetAnswer = byKey.get(attempt?.targetKey ?? '');
  if (attempt === undefined || targetAnswer === undefined) throw failureToReport(answers);
  const { target, found } = targetAnswer;
  const otherAttempts = record.attempts.filter(({ targetKey }) =>
    targets.some(
      ({ key, account }) => key === targetKey && account.accountId !== target.account.accountId,
    ),
  );
  return {
    ...found,
    company: found.delivery.company ?? target.account.company,
    storeIds: storesOf(target),
    attempt,
    earlier: otherAttempts.map(({ company, status, detail, endedAt }) => {
      return { company, status: statusOf(status, detail), endedAt };
    }),
    isBeingAsked,
  };
}

export function foundInCache(visible: VisibleRecord): FoundDelivery {
  const answers = visible.targets.flatMap((target) => reusableAnswerAt(visible, target) ?? []);
  return pickDelivery(answers, visible, false);
}

/** Returns the delivery on record, without personal data that is too old but not yet deleted. */
export function foundInRecord({ orderId, record, targets, now }: VisibleRecord): FoundDelivery {
  const attempts = record.attempts.map((attempt) =>
    withoutOldRiders(attempt, Math.max(now, attempt.askedAt)),
  );
  const withoutOldData = { record: { ...record, attempts }, targets };
  const currentAttempt = currentAttemptOf(withoutOldData);
  const answers = targets.flatMap((target) =>
    currentAttempt?.targetKey === target.key ? [lastAnswerOf(currentAttempt, target, orderId)] : [],
  );
  return pickDelivery(answers, withoutOldData, true);
}
