import type { DeliveryHistory, HistoryEntry } from '../../contract/delivery/delivery-history';
import { type DeliveryStatus, STATUSES, isOnItsWay } from '../../contract/delivery-status';
import { timeOfDay } from '../../ui/wording/measures';
import {
  type ExpectedArrival,
  durationBetween,
  durationSoFar,
  observedTimeShort,
} from './delivery-times';
import {
  departureMoment,
  latestMomentWithStatus,
  momentsOf,
  pickUpMoment,
} from '../../contract/delivery/delivery-life';

/** Step of the track 接单 → 取货 → 配送 → 送达, or of the return 取货 → 配送 → 返还 → 退回本店. */
export interface StageStep {
  readonly name: string;
  /**
   * Observed time, or duration, never both; of the last step ahead the expected time. May be empty.
   */
  readonly detail: string;
  /** `inferred`: completed, though no look-up showed it; marked 推断. */
  readonly state: 'done' | 'inferred' | 'now' | 'failed' | 'todo';
}

/**
 * Builds the track of a delivery.
 *
 * @param arrival arrival that the company promises; null when none is known
 * @param now ms on the cloud's clock
 */
export function stageSteps(
  status: DeliveryStatus,
  history: DeliveryHistory,
  arrival: ExpectedArrival | null,
  now: number,
): readonly StageStep[] {
  const moments = momentsOf(history);
  const returning = moments.some((entry) => entry.status.stage === 'returning');
  const done = stepsDone(moments, returning);
  const failed = status.outcome === 'failed' && done < 4;
  const reached = status.outcome === 'untold' ? 'todo' : failed ? 'failed' : 'now';

  return (returning ? returnSteps(moments) : deliverySteps(moments, arrival)).map((step, index) => {
    const state = stateOf(index, done, reached);
    return {
      name: step.name,
      detail: step.details[state]?.(now) ?? '',
      state: state === 'done' && step.to?.inferred === true ? 'inferred' : state,
    };
  });
}

/** @param reached state of the first step that is not completed */
function stateOf(index: number, done: number, reached: StageStep['state']): StageStep['state'] {
  if (index < done) return 'done';
  return index > done || done < 0 ? 'todo' : reached;
}

interface Step {
  readonly name: string;
  /** Entry that completed the step; missing for a step that shows its duration. */
  readonly to?: HistoryEntry | undefined;
  /** Text below the step, by its state; empty for those left out. */
  readonly details: Readonly<Partial<Record<StageStep['state'], (now: number) => string>>>;
}

function deliverySteps(
  moments: readonly HistoryEntry[],
  arrival: ExpectedArrival | null,
): readonly Step[] {
  const delivered = latestMomentWithStatus(moments, 'delivered');
  return [
    // The figure of the page counts how long nobody has taken the order.
    stepWithTime('接单', latestMomentWithStatus(moments, 'assigned'), { now: () => '等骑手' }),
    // Counts from the rider's arrival at the store where he is there already.
    stepWithTime('取货', pickUpMoment(moments), lastingFrom(moments[moments.length - 1])),
    stepWithDuration('配送', departureMoment(moments), delivered),
    stepWithTime('送达', delivered, { todo: () => expectationWords(arrival) }),
  ];
}

function returnSteps(moments: readonly HistoryEntry[]): readonly Step[] {
  const turnedBack = moments.find(
    (entry) => entry.status.stage === 'returning' && !entry.status.isFinal,
  );
  const returned = latestMomentWithStatus(moments, 'returned');
  return [
    stepWithTime('取货', pickUpMoment(moments), lastingFrom(moments[moments.length - 1])),
    stepWithDuration('配送', departureMoment(moments), turnedBack),
    stepWithDuration('返还', turnedBack, returned),
    stepWithTime('退回本店', returned),
  ];
}

function stepWithTime(
  name: string,
  to: HistoryEntry | undefined,
  otherDetails: Step['details'] = {},
): Step {
  return { name, to, details: { done: (now) => observedTimeShort(to, now), ...otherDetails } };
}

function stepWithDuration(
  name: string,
  from: HistoryEntry | undefined,
  to: HistoryEntry | undefined,
): Step {
  return { name, details: { done: () => durationBetween(from, to), ...lastingFrom(from) } };
}

function lastingFrom(from: HistoryEntry | undefined): Step['details'] {
  return { now: (now) => durationSoFar(from, now) };
}

/** Writes the time at which the delivery should arrive: `预计 12:43`, or `原 12:39` once late. */
function expectationWords(arrival: ExpectedArrival | null): string {
  if (arrival === null) return '';
  const { expectedAt, minutesLate } = arrival;
  return `${minutesLate > 0 ? '原' : '预计'} ${timeOfDay(expectedAt)}`;
}

/**
 * Computes the passed part of the time until the promised arrival, in percent; 0 before the goods
 * are on their way, and without a promise.
 *
 * @param now ms on the cloud's clock
 */
export function stageProgress(
  status: DeliveryStatus,
  history: DeliveryHistory,
  arrival: ExpectedArrival | null,
  now: number,
): number {
  const leftAt = departureMoment(momentsOf(history))?.seenAt ?? null;
  if (!isOnItsWay(status.name) || arrival === null || leftAt === null) return 0;
  const { expectedAt } = arrival;
  const passed = expectedAt > leftAt ? (now - leftAt) / (expectedAt - leftAt) : 1;
  return Math.round(Math.min(1, Math.max(0, passed)) * 100);
}

/**
 * Counts the completed steps; -1 when none has begun. The track of a return lacks the step 接单, so
 * one less is completed there.
 */
function stepsDone(moments: readonly HistoryEntry[], isReturning: boolean): number {
  for (const { status } of [...moments].reverse()) {
    const done = STATUSES[status.name].stepsDone;
    const isBefore = isReturning && status.stage !== 'returning' && !status.isFinal;
    if (done !== null) return isBefore ? Math.max(0, done - 1) : done;
  }
  // A cancellation before the pick-up tells no steps: the one that was under way has failed.
  return moments.some((entry) => entry.status.outcome === 'failed') ? 0 : -1;
}
