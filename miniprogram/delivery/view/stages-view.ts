import type { DeliveryStatus, StatusName } from '../../contract/delivery-status';
import type { HistoryEntry } from '../../contract/delivery-history';
import { isOther } from '../../contract/delivery-history';
import { durationBetween, lastingSince, observedTimeShort } from './observed-time';

/** Step of the track 接单 → 取货 → 配送 → 送达, or of the return 取货 → 配送 → 返还 → 退回本店. */
export interface StageStep {
  readonly name: string;
  /** Observed time or duration; may be empty. */
  readonly detail: string;
  readonly state: 'done' | 'now' | 'failed' | 'todo';
  /** True for a completed step that no look-up showed, marked 推断 (inferred). */
  readonly inferred: boolean;
}

/** Number of completed steps of a delivery, by its status. */
const STEPS_DONE: Readonly<Partial<Record<StatusName, number>>> = {
  waiting: 0,
  assigned: 1,
  'at-store': 1,
  'picked-up': 2,
  'pick-up-cancelled-by-shop': 1,
  'pick-up-cancelled-by-rider': 1,
  'pick-up-cancelled-shop-fault': 1,
  delivering: 2,
  delivered: 4,
};
const STEPS_DONE_RETURNING: Readonly<Partial<Record<StatusName, number>>> = {
  ...STEPS_DONE,
  assigned: 0,
  'at-store': 0,
  'picked-up': 1,
  delivering: 1,
  'returning-by-shop': 2,
  'returning-unreachable': 2,
  'returning-refused': 2,
  returned: 4,
};

/**
 * Builds the track of a delivery.
 *
 * @param entries entries since an ended delivery was last seen open again, see entriesOfLife
 */
export function stageSteps(
  status: DeliveryStatus,
  entries: readonly HistoryEntry[],
  now: number,
): readonly StageStep[] {
  const life = withoutUnknown(entries);
  const returning = life.some((entry) => entry.status.stage === 'returning');
  const done = stepsDone(life, returning ? STEPS_DONE_RETURNING : STEPS_DONE);
  const failed = status.outcome === 'failed' && done < 4;
  const reached = status.outcome === 'untold' ? 'todo' : failed ? 'failed' : 'now';

  return (returning ? returnSteps(life) : deliverySteps(life)).map((step, index) => {
    const state = stateOf(index, done, reached);
    return {
      name: step.name,
      detail:
        state === 'done' ? step.detailAt(now) : state === 'now' ? lastingSince(step.from, now) : '',
      state,
      inferred: state === 'done' && step.to?.inferred === true,
    };
  });
}

/** Removes unknown statuses, and joins the entries of a status that went on after one. */
function withoutUnknown(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return entries
    .filter(({ status }) => status.name !== 'unknown')
    .filter(({ status, riderName }, index, known) => {
      const before = known[index - 1];
      return before?.status.name !== status.name || isOther(before.riderName, riderName);
    });
}

/** @param reached state of the first step that is not completed */
function stateOf(index: number, done: number, reached: StageStep['state']): StageStep['state'] {
  if (index < done) return 'done';
  return index > done || done < 0 ? 'todo' : reached;
}

interface Step {
  readonly name: string;
  readonly from: HistoryEntry | undefined;
  readonly to: HistoryEntry | undefined;
  readonly detailAt: (now: number) => string;
}

function deliverySteps(life: readonly HistoryEntry[]): readonly Step[] {
  const accepted = latest(life, 'assigned');
  const delivered = latest(life, 'delivered');
  return [
    stepWithTime('接单', '已接单', first(life, 'waiting'), accepted),
    stepWithTime('取货', '已取货', accepted ?? first(life, 'at-store'), pickUp(life), true),
    stepWithDuration('配送', departure(life), delivered),
    stepWithTime('送达', '已送达', undefined, delivered),
  ];
}

function returnSteps(life: readonly HistoryEntry[]): readonly Step[] {
  const turnedBack = life.find(
    (entry) => entry.status.stage === 'returning' && !entry.status.isFinal,
  );
  const returned = latest(life, 'returned');
  return [
    stepWithTime('取货', '已取货', latest(life, 'assigned'), pickUp(life)),
    stepWithDuration('配送', departure(life), turnedBack),
    stepWithDuration('返还', turnedBack, returned),
    stepWithTime('退回本店', '已退回', undefined, returned),
  ];
}

/** Builds a step that shows the time of its completion and, if asked for, its duration. */
function stepWithTime(
  name: string,
  already: string,
  from: HistoryEntry | undefined,
  to: HistoryEntry | undefined,
  withDuration = false,
): Step {
  return {
    name,
    from,
    to,
    detailAt: (now) =>
      [observedTimeShort(to, already, now), withDuration ? durationBetween(from, to) : '']
        .filter((part) => part !== '')
        .join(' · '),
  };
}

/** Builds a step that shows its duration. */
function stepWithDuration(
  name: string,
  from: HistoryEntry | undefined,
  to: HistoryEntry | undefined,
): Step {
  return { name, from, to: undefined, detailAt: () => durationBetween(from, to) };
}

function pickUp(life: readonly HistoryEntry[]): HistoryEntry | undefined {
  return latest(life, 'picked-up') ?? latest(life, 'delivering');
}

/**
 * Finds the entry at which the goods left the shop: `picked-up`, or `delivering` when no look-up
 * showed `picked-up`.
 */
function departure(life: readonly HistoryEntry[]): HistoryEntry | undefined {
  const pickedUp = latest(life, 'picked-up');
  const isSeen = pickedUp !== undefined && !pickedUp.inferred;
  return isSeen ? pickedUp : (latest(life, 'delivering') ?? pickedUp);
}

/**
 * Counts the completed steps, by the latest status that `table` lists. Statuses that are not
 * listed, like exceptions, are skipped.
 *
 * @returns -1 when no step has begun
 */
function stepsDone(
  life: readonly HistoryEntry[],
  table: Readonly<Partial<Record<StatusName, number>>>,
): number {
  // A cancellation before the pick-up is not listed: the step that was under way has failed.
  const counted = [...life].reverse().map((entry) => table[entry.status.name]);
  const known = counted.find((done) => done !== undefined);
  if (known !== undefined) return known;
  return life.some((entry) => entry.status.outcome === 'failed') ? 0 : -1;
}

function first(entries: readonly HistoryEntry[], name: StatusName): HistoryEntry | undefined {
  return entries.find((entry) => entry.status.name === name);
}

function latest(entries: readonly HistoryEntry[], name: StatusName): HistoryEntry | undefined {
  return first([...entries].reverse(), name);
}
