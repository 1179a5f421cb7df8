import type { DeliveryHistory, HistoryEntry } from '../../contract/delivery/delivery-history';
import { type DeliveryStatus, STATUSES, isOnItsWay } from '../../contract/delivery-status';
import { timeOfDay } from '../../ui/wording/measures';
import {
  type ExpectedArrival,
  durationBetween,
  durationSoFar,
  statusBeginWords,
} from './delivery-times';
import {
  departureMoment,
  latestMomentWithStatus,
  momentsOf,
  pickUpMoment,
} from '../../contract/delivery/delivery-life';

/** Step of the track 接单 → 取货 → 配送 → 送达, or of the return 取货 → 配送 → 返还 → 退回本店. */
export interface TrackStep {
  readonly name: string;
  /** Time or duration of the step, or expected time of a last step that is ahead. May be empty. */
  readonly detail: string;
  /** State of the step. `inferred` (推断): completed, although no look-up showed it. */
  readonly state: 'done' | 'inferred' | 'now' | 'failed' | 'todo';
}

/** Step of a delivery before its state is known. */
interface StepFacts {
  readonly name: string;
  /** History entry that completed the step; missing for a step that shows a duration. */
  readonly completedBy?: HistoryEntry | undefined;
  /** Texts below the step by its state. A state that is not listed has an empty text. */
  readonly details: Readonly<Partial<Record<TrackStep['state'], string>>>;
}

/** Builds the steps of a delivery. `arrival`: the promised arrival; null when there is none. */
export function trackSteps(
  status: DeliveryStatus,
  history: DeliveryHistory,
  arrival: ExpectedArrival | null,
  now: number,
): readonly TrackStep[] {
  const moments = momentsOf(history);
  const returnEntries = moments.filter((entry) => entry.status.stage === 'returning');
  const isReturning = returnEntries.length > 0;
  const doneCount = countStepsDone(moments, isReturning);
  const hasFailed = status.outcome === 'failed' && doneCount < 4;
  const currentState = status.outcome === 'untold' ? 'todo' : hasFailed ? 'failed' : 'now';

  const timedStep = (name: string, end?: HistoryEntry, more?: StepFacts['details']): StepFacts => {
    return { name, completedBy: end, details: { done: statusBeginWords(end, now), ...more } };
  };
  const lastingStep = (name: string, start?: HistoryEntry, end?: HistoryEntry): StepFacts => {
    const details = { done: durationBetween(start, end), now: durationSoFar(start, now) };
    return { name, details };
  };
  const turnBack = returnEntries.find((entry) => !entry.status.isFinal);
  const returnEnd = latestMomentWithStatus(moments, 'returned');
  const delivery = latestMomentWithStatus(moments, 'delivered');
  const departure = departureMoment(moments);
  // Time since the present status began. At the store, it began with the rider's arrival.
  const pickUpSoFar = durationSoFar(moments[moments.length - 1], now);
  const pickUp = timedStep('取货', pickUpMoment(moments), { now: pickUpSoFar });
  const steps = isReturning
    ? [
        pickUp,
        lastingStep('配送', departure, turnBack),
        lastingStep('返还', turnBack, returnEnd),
        timedStep('退回本店', returnEnd),
      ]
    : [
        // The large figure already counts how long no rider has accepted the order.
        timedStep('接单', latestMomentWithStatus(moments, 'assigned'), { now: '等骑手' }),
        pickUp,
        lastingStep('配送', departure, delivery),
        timedStep('送达', delivery, { todo: expectationWords(arrival) }),
      ];
  return steps.map(({ name, completedBy, details }, index) => {
    const isAhead = index > doneCount || doneCount < 0;
    const state = index < doneCount ? 'done' : isAhead ? 'todo' : currentState;
    const isInferred = state === 'done' && completedBy?.inferred === true;
    return { name, detail: details[state] ?? '', state: isInferred ? 'inferred' : state };
  });
}

/** Writes when the delivery should arrive: `预计 12:43`, or `原 12:39` when it is late. */
function expectationWords(arrival: ExpectedArrival | null): string {
  if (arrival === null) return '';
  const { expectedAt, minutesLate } = arrival;
  return `${minutesLate > 0 ? '原' : '预计'} ${timeOfDay(expectedAt)}`;
}

/** Computes how much (%) of the time from departure to promised arrival has passed. */
export function trackProgressPercent(
  status: DeliveryStatus,
  history: DeliveryHistory,
  arrival: ExpectedArrival | null,
  now: number,
): number {
  const leftAt = departureMoment(momentsOf(history))?.seenAt ?? null;
  if (!isOnItsWay(status.name) || arrival === null || leftAt === null) return 0;
  const { expectedAt } = arrival;
  const passedShare = expectedAt > leftAt ? (now - leftAt) / (expectedAt - leftAt) : 1;
  return Math.round(Math.min(1, Math.max(0, passedShare)) * 100);
}

/** Counts the completed steps; -1 before any step. The track of a return has no step 接单. */
function countStepsDone(moments: readonly HistoryEntry[], isReturning: boolean): number {
  for (const { status } of [...moments].reverse()) {
    const done = STATUSES[status.name].stepsDone;
    const isBefore = isReturning && status.stage !== 'returning' && !status.isFinal;
    if (done !== null) return isBefore ? Math.max(0, done - 1) : done;
  }
  // A failed delivery none of whose statuses tells the steps has failed at the first step.
  return moments.some((entry) => entry.status.outcome === 'failed') ? 0 : -1;
}
