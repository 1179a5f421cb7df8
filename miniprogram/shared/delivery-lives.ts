import type { DeliveryHistory, HistoryEntry } from './delivery-history';
import { entriesOf } from './delivery-history';
import { statusOf } from './delivery-status';

/**
 * The history since an ended delivery was last seen under way again: revived, or placed anew. What
 * was promised, and where riders were, before that is of another life.
 */
export function currentLife({ sightings }: DeliveryHistory): DeliveryHistory {
  const hasEnded = sightings.map(({ status }) => statusOf(status).isFinal);
  const begins = sightings.map((_sighting, at) => hasEnded[at - 1] === true && !hasEnded[at]);
  return { sightings: sightings.slice(Math.max(0, begins.lastIndexOf(true))) };
}

/** The entries of the current life, with when each began as the whole history tells it. */
export function entriesOfLife(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries = entriesOf(history);
  const ended = entries.map(({ status }) => status.isFinal).lastIndexOf(true, -2);
  return entries.slice(ended + 1);
}

/** Since when a delivery was seen in the stage that it is in, ms; null before the first sighting. */
export function stageSince(history: DeliveryHistory): number | null {
  const entries = entriesOfLife(history);
  const stage = entries[entries.length - 1]?.status.stage;
  const others = entries.map((entry) => entry.status.stage !== stage);
  const seen = entries.slice(others.lastIndexOf(true) + 1).map(({ seenAt }) => seenAt);
  return seen.find((seenAt) => seenAt !== null) ?? null;
}
