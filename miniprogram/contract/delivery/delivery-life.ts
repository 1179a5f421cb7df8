import {
  type DeliveryHistory,
  type HistoryEntry,
  entriesOf,
  isAnotherRider,
} from './delivery-history';
import { type StatusName, statusOf, riderAt } from '../delivery-status';

/** A life is one run of an order from the placing to the end. An order may have several lives. */

/** Selects the sightings since an ended delivery went on again; all if it never did. */
export function currentLife({ sightings }: DeliveryHistory): DeliveryHistory {
  return { sightings: sightings.slice(firstIndexOfLife(sightings.map(({ status }) => status))) };
}

/** Lists the entries of the current life (see currentLife), computed from the whole history. */
export function entriesOfLife(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries = entriesOf(history);
  return entries.slice(firstIndexOfLife(entries.map(({ status }) => status.name)));
}

/** Finds the index of the first status of the current life; 0 if there has been only one life. */
function firstIndexOfLife(names: readonly StatusName[]): number {
  let beginIndex = 0;
  let hasEnded = false;
  for (const [index, name] of names.entries()) {
    // An unknown status does not show that an ended delivery goes on again.
    if (name === 'unknown') continue;
    const { isFinal } = statusOf(name);
    if (hasEnded && !isFinal) beginIndex = index;
    hasEnded = isFinal;
  }
  return beginIndex;
}

/** Finds when (ms) look-ups first and last saw the current life under way, then ended; or null. */
export function lifeTimesOf(history: DeliveryHistory) {
  const { sightings } = currentLife(history);
  const liveFlags = sightings.map(({ status }) => !statusOf(status).isFinal);
  const lastLiveIndex = liveFlags.lastIndexOf(true);
  return {
    beganAt: sightings[liveFlags.indexOf(true)]?.at ?? null,
    liveAt: sightings[lastLiveIndex]?.at ?? null,
    endedAt: sightings[lastLiveIndex + 1]?.at ?? null,
  };
}

/** Finds when (ms) a delivery was first seen in its present stage; null if no look-up showed it. */
export function stageSince(history: DeliveryHistory): number | null {
  const entries = entriesOfLife(history);
  const stage = entries[entries.length - 1]?.status.stage;
  let sinceMs: number | null = null;
  for (const { status, seenAt } of [...entries].reverse()) {
    if (status.stage === stage) sinceMs = seenAt ?? sinceMs;
    else if (status.stage !== 'unknown') break;
  }
  return sinceMs;
}

/** Lists the current life's entries, oldest first, without unknown and repeated statuses. */
export function momentsOf(history: DeliveryHistory): readonly HistoryEntry[] {
  return entriesOfLife(history)
    .filter(({ status }) => status.name !== 'unknown')
    .filter(({ status, riderName }, index, moments) => {
      const previous = moments[index - 1];
      return previous?.status.name !== status.name || isAnotherRider(previous.riderName, riderName);
    });
}

export function latestMomentWithStatus(moments: readonly HistoryEntry[], name: StatusName) {
  return [...moments].reverse().find(({ status }) => status.name === name);
}

/** Finds the entry that began the current status. For goods on the way, this is the departure. */
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
