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
  /** Observed time, or duration; of the last step ahead the expected time. May be empty. */
  readonly detail: string;
  /** `inferred`: completed, though no look-up showed it; marked 推断. */
  readonly state: 'done' | 'inferred' | 'now' | 'failed' | 'todo';
}

interface Step {
  readonly name: string;
  /** Entry that completed the step; missing for a step that shows its duration. */
  readonly to?: HistoryEntry | undefined;
  /** Texts below the step by its state; empty for those left out. */
  readonly details: Readonly<Partial<Record<StageStep['state'], string>>>;
}

/** Builds the track of a delivery; `arrival` is the promised one. */
export function stageSteps(
  status: DeliveryStatus,
  history: DeliveryHistory,
  arrival: ExpectedArrival | null,
  now: number,
): readonly StageStep[] {
  const moments = momentsOf(history);
  const wayBack = moments.filter((entry) => entry.status.stage === 'returning');
  const isReturning = wayBack.length > 0;
  const done = stepsDone(moments, isReturning);
  const failed = status.outcome === 'failed' && done < 4;
  const reached = status.outcome === 'untold' ? 'todo' : failed ? 'failed' : 'now';

  const timed = (name: string, to: HistoryEntry | undefined, more: Step['details'] = {}): Step => {
    return { name, to, details: { done: observedTimeShort(to, now), ...more } };
  };
  const lasting = (name: string, from?: HistoryEntry, to?: HistoryEntry): Step => {
    return { name, details: { done: durationBetween(from, to), now: durationSoFar(from, now) } };
  };
  const turnedBack = wayBack.find((entry) => !entry.status.isFinal);
  const returned = latestMomentWithStatus(moments, 'returned');
  const delivered = latestMomentWithStatus(moments, 'delivered');
  const left = departureMoment(moments);
  // Counts from the rider's arrival at the store where he is there already.
  const pickUpSoFar = durationSoFar(moments[moments.length - 1], now);
  const pickUp = timed('取货', pickUpMoment(moments), { now: pickUpSoFar });
  const steps = isReturning
    ? [
        pickUp,
        lasting('配送', left, turnedBack),
        lasting('返还', turnedBack, returned),
        timed('退回本店', returned),
      ]
    : [
        // The figure of the page counts how long nobody has taken the order.
        timed('接单', latestMomentWithStatus(moments, 'assigned'), { now: '等骑手' }),
        pickUp,
        lasting('配送', left, delivered),
        timed('送达', delivered, { todo: expectationWords(arrival) }),
      ];
  return steps.map(({ name, to, details }, index) => {
    const isAhead = index > done || done < 0;
    const state = index < done ? 'done' : isAhead ? 'todo' : reached;
    const isInferred = state === 'done' && to?.inferred === true;
    return { name, detail: details[state] ?? '', state: isInferred ? 'inferred' : state };
  });
}

/** Writes the time at which the delivery should arrive: `预计 12:43`, or `原 12:39` once late. */
function expectationWords(arrival: ExpectedArrival | null): string {
  if (arrival === null) return '';
  const { expectedAt, minutesLate } = arrival;
  return `${minutesLate > 0 ? '原' : '预计'} ${timeOfDay(expectedAt)}`;
}

/** Computes the passed part (%) of the time until the promised arrival, for goods on their way. */
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

/** Counts the completed steps; -1 when none has begun. The track of a return has no step 接单. */
function stepsDone(moments: readonly HistoryEntry[], isReturning: boolean): number {
  for (const { status } of [...moments].reverse()) {
    const done = STATUSES[status.name].stepsDone;
    const isBefore = isReturning && status.stage !== 'returning' && !status.isFinal;
    if (done !== null) return isBefore ? Math.max(0, done - 1) : done;
  }
  // A cancellation before the pick-up tells no steps: the one that was under way has failed.
  return moments.some((entry) => entry.status.outcome === 'failed') ? 0 : -1;
}
