import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Place } from './private-facts';

/** What a function in this process has printed, answered or written over a database in memory. */
interface Seen {
  readonly place: Place;
  readonly value: unknown;
}

const SEEN = 'test-worlds:seen';
const toEverybody = channel(SEEN);

/** Reports what leaves a function of a world in memory. */
export function reportSeen(place: Place, value: unknown): void {
  if (toEverybody.hasSubscribers) toEverybody.publish({ place, value } satisfies Seen);
}

/** Reports what leaves the functions of all worlds in memory. @returns how to stop it */
export function subscribeToSeen(listener: (place: Place, value: unknown) => void): () => void {
  const listen = (message: unknown): void => {
    const { place, value } = message as Seen;
    listener(place, value);
  };
  subscribe(SEEN, listen);
  return () => unsubscribe(SEEN, listen);
}
