import {
  type DeliveryHistory,
  type HistoryEntry,
  entriesOf,
  isAnotherRider,
} from './delivery-history';
import { type StatusName, statusOf, riderAt } from '../delivery-status';

/** A life is one run of an order from the placing to the end. An order may have several lives. */

/** Selects the sightings since a delivery that had ended went on again; else all sightings. */
export function currentLife({ sightings }: DeliveryHistory): DeliveryHistory {
  return { sightings: sightings.slice(firstIndexOfLife(sightings.map(({ status }) => status))) };
}

/** Lists the entries of the current life (see currentLife). Computed from the whole history. */
export function entriesOfLife(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries = entriesOf(history);
  return entries.slice(firstIndexOfLife(entries.map(({ status }) => status.name)));
}

/** Finds the index of the first status under way after the last end; 0 when there is none. */
function firstIndexOfLife(names: readonly StatusName[]): number {
  let begin = 0;
  let hasEnded = false;
  for (const [at, name] of names.entries()) {
    // An unknown status does not show that an ended delivery goes on again.
    if (name === 'unknown') continue;
    const { isFinal } = statusOf(name);
    if (hasEnded && !isFinal) begin = at;
    hasEnded = isFinal;
  }
  return begin;
}

/** Finds when (ms) a life was first and last seen under way, and first seen ended, or null. */
export function lifeTimesOf(history: DeliveryHistory) {
  const { sightings } = currentLife(history);
  const isLive = sightings.map(({ status }) => !statusOf(status).isFinal);
  const lastLive = isLive.lastIndexOf(true);
  return {
    beganAt: sightings[isLive.indexOf(true)]?.at ?? null,
    liveAt: sightings[lastLive]?.at ?? null,
    endedAt: sightings[lastLive + 1]?.at ?? null,
  };
}

/** Finds when (ms) a delivery entered its stage, without unknown statuses; null if not seen. */
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

/** Lists the current life's entries, oldest first, without unknown statuses. */
export function momentsOf(history: DeliveryHistory): readonly HistoryEntry[] {
  return entriesOfLife(history)
    .filter(({ status }) => status.name !== 'unknown')
    .filter(({ status, riderName }, index, known) => {
      const before = known[index - 1];
      return before?.status.name !== status.name || isAnotherRider(before.riderName, riderName);
    });
}

export function latestMomentWithStatus(moments: readonly HistoryEntry[], name: StatusName) {
  return [...moments].reverse().find(({ status }) => status.name === name);
}

/** Finds the entry at which the current status began; for goods on their way, of the departure. */
export function currentStatusEntry(moments: readonly HistoryEntry[], name: StatusName) {
  return riderAt(name) === 'to-customer' ? departureMoment(moments) : moments[moments.length - 1];
}

export function pickUpMoment(moments: readonly HistoryEntry[]): HistoryEntry | undefined {
  return (
    latestMomentWithStatus(moments, 'picked-up') ?? latestMomentWithStatus(moments, 'delivering')
  );
}

/** Finds the entry of the departure: `picked-up` if a look-up showed that, else `delivering`. */
export function departureMoment(moments: readonly HistoryEntry[]): HistoryEntry | undefined {
  const pickedUp = latestMomentWithStatus(moments, 'picked-up');
  const isSeen = pickedUp !== undefined && !pickedUp.inferred;
  return isSeen ? pickedUp : (latestMomentWithStatus(moments, 'delivering') ?? pickedUp);
}
