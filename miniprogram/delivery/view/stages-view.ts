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
  /** Time, or duration; for the last step, the expected time while it is ahead. May be empty. */
  readonly detail: string;
  /** `inferred`: completed, although no look-up showed it. It is marked 推断. */
  readonly state: 'done' | 'inferred' | 'now' | 'failed' | 'todo';
}

interface Step {
  readonly name: string;
  /** Entry that completed the step; missing for a step that shows a duration instead. */
  readonly completedBy?: HistoryEntry | undefined;
  /** Texts below the step by its state. A state that is not listed has an empty text. */
  readonly details: Readonly<Partial<Record<TrackStep['state'], string>>>;
}

/** Builds the steps of a delivery. `arrival`: the promised one; null for none. */
export function trackSteps(
  status: DeliveryStatus,
  history: DeliveryHistory,
  arrival: ExpectedArrival | null,
  now: number,
): readonly TrackStep[] {
  const moments = momentsOf(history);
  const wayBack = moments.filter((entry) => entry.status.stage === 'returning');
  const isReturning = wayBack.length > 0;
  const done = countStepsDone(moments, isReturning);
  const failed = status.outcome === 'failed' && done < 4;
  const currentState = status.outcome === 'untold' ? 'todo' : failed ? 'failed' : 'now';

  const timed = (name: string, to: HistoryEntry | undefined, more: Step['details'] = {}): Step => {
    return { name, completedBy: to, details: { done: statusBeginWords(to, now), ...more } };
  };
  const lasting = (name: string, from?: HistoryEntry, to?: HistoryEntry): Step => {
    return { name, details: { done: durationBetween(from, to), now: durationSoFar(from, now) } };
  };
  const turnedBack = wayBack.find((entry) => !entry.status.isFinal);
  const returned = latestMomentWithStatus(moments, 'returned');
  const delivered = latestMomentWithStatus(moments, 'delivered');
  const departure = departureMoment(moments);
  // Counts from the beginning of the status; at the store, that is the rider's arrival.
  const pickUpSoFar = durationSoFar(moments[moments.length - 1], now);
  const pickUp = timed('取货', pickUpMoment(moments), { now: pickUpSoFar });
  const steps = isReturning
    ? [
        pickUp,
        lasting('配送', departure, turnedBack),
        lasting('返还', turnedBack, returned),
        timed('退回本店', returned),
      ]
    : [
        // The large figure already counts how long no rider has accepted the order.
        timed('接单', latestMomentWithStatus(moments, 'assigned'), { now: '等骑手' }),
        pickUp,
        lasting('配送', departure, delivered),
        timed('送达', delivered, { todo: expectationWords(arrival) }),
      ];
  return steps.map(({ name, completedBy, details }, index) => {
    const isAhead = index > done || done < 0;
    const state = index < done ? 'done' : isAhead ? 'todo' : currentState;
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

/** Computes the passed part (%) of the time until the promised arrival, once goods have left. */
export function trackProgressPercent(
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

/** Counts the completed steps; -1 before the first. A return has no step 接单. */
function countStepsDone(moments: readonly HistoryEntry[], isReturning: boolean): number {
  for (const { status } of [...moments].reverse()) {
    const done = STATUSES[status.name].stepsDone;
    const isBefore = isReturning && status.stage !== 'returning' && !status.isFinal;
    if (done !== null) return isBefore ? Math.max(0, done - 1) : done;
  }
  // If it was cancelled before the pick-up, the status tells no steps: the current step failed.
  return moments.some((entry) => entry.status.outcome === 'failed') ? 0 : -1;
}
