import { type DeliveryHistory, type HistoryEntry, entriesOf, isOther } from './delivery-history';
import { type StatusName, statusOf, riderAt } from '../delivery-status';

/**
 * Life: one run of a delivery from placing to its end. An ended order can be revived, or placed
 * again under the same id, and then has another life.
 */

/**
 * Selects the sightings of the current life: those since an ended delivery was last seen open
 * again.
 */
export function currentLife({ sightings }: DeliveryHistory): DeliveryHistory {
  return { sightings: sightings.slice(beginOfLife(sightings.map(({ status }) => status))) };
}

/** Lists the entries of the current life (see currentLife), with times from the whole history. */
export function entriesOfLife(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries = entriesOf(history);
  return entries.slice(beginOfLife(entries.map(({ status }) => status.name)));
}

/** Finds the index of the first known open status after the last end; 0 without one. */
function beginOfLife(names: readonly StatusName[]): number {
  let begin = 0;
  let hasEnded = false;
  for (const [at, name] of names.entries()) {
    // An unknown status is no sign that an ended delivery lives again.
    if (name === 'unknown') continue;
    const { isFinal } = statusOf(name);
    if (hasEnded && !isFinal) begin = at;
    hasEnded = isFinal;
  }
  return begin;
}

/** Times (ms) of the current life; null where there are none. */
export interface LifeTimes {
  /** Time when the delivery was first seen in progress. */
  readonly beganAt: number | null;
  /** Time when it was last seen in progress. */
  readonly liveAt: number | null;
  /** Time when it was first seen ended, after `liveAt`. */
  readonly endedAt: number | null;
}

/** Finds when a delivery was seen in progress and ended; an earlier life does not count. */
export function lifeTimesOf(history: DeliveryHistory): LifeTimes {
  const { sightings } = currentLife(history);
  const isLive = sightings.map(({ status }) => !statusOf(status).isFinal);
  const lastLive = isLive.lastIndexOf(true);
  return {
    beganAt: sightings[isLive.indexOf(true)]?.at ?? null,
    liveAt: sightings[lastLive]?.at ?? null,
    endedAt: sightings[lastLive + 1]?.at ?? null,
  };
}

/**
 * Finds when (ms) a delivery entered its stage, across unknown statuses; null without a sighting.
 */
export function stageSince(history: DeliveryHistory): number | null {
  const entries = entriesOfLife(history);
  const stage = entries[entries.length - 1]?.status.stage;
  let since: number | null = null;
  for (const { status, seenAt } of [...entries].reverse()) {
    if (status.stage === stage) since = seenAt ?? since;
    else if (status.stage !== 'unknown') break;
  }
  return since;
}

/**
 * Lists the entries of the current life without unknown statuses, the oldest first. A status that
 * goes on after an unknown one is one entry.
 */
export function momentsOf(history: DeliveryHistory): readonly HistoryEntry[] {
  return entriesOfLife(history)
    .filter(({ status }) => status.name !== 'unknown')
    .filter(({ status, riderName }, index, known) => {
      const before = known[index - 1];
      return before?.status.name !== status.name || isOther(before.riderName, riderName);
    });
}

export function firstMomentWithStatus(
  moments: readonly HistoryEntry[],
  name: StatusName,
): HistoryEntry | undefined {
  return moments.find((entry) => entry.status.name === name);
}

export function latestMomentWithStatus(
  moments: readonly HistoryEntry[],
  name: StatusName,
): HistoryEntry | undefined {
  return firstMomentWithStatus([...moments].reverse(), name);
}

/** Finds the entry that began the current status; for goods on their way, their departure. */
export function currentMoment(
  moments: readonly HistoryEntry[],
  name: StatusName,
): HistoryEntry | undefined {
  return riderAt(name) === 'to-customer' ? departureMoment(moments) : moments[moments.length - 1];
}

/** Finds the entry of the pick-up, when the rider got the goods. */
export function pickUpMoment(moments: readonly HistoryEntry[]): HistoryEntry | undefined {
  return (
    latestMomentWithStatus(moments, 'picked-up') ?? latestMomentWithStatus(moments, 'delivering')
  );
}

/** Finds the entry of the goods' departure: `picked-up` or, without it, `delivering`. */
export function departureMoment(moments: readonly HistoryEntry[]): HistoryEntry | undefined {
  const pickedUp = latestMomentWithStatus(moments, 'picked-up');
  const isSeen = pickedUp !== undefined && !pickedUp.inferred;
  return isSeen ? pickedUp : (latestMomentWithStatus(moments, 'delivering') ?? pickedUp);
}
