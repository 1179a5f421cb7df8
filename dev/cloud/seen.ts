import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';

/**
 * What leaves functions: a line of their log, all that a function's process has printed, an answer,
 * or a document as it is written.
 */
export type Place = 'log' | 'output' | 'answer' | 'document';

interface Seen {
  readonly place: Place;
  readonly value: unknown;
}

const SEEN = 'local-cloud:seen';
const toEverybody = channel(SEEN);

/** Reports to the tests what leaves a function. */
export function reportSeen(place: Place, value: unknown): void {
  if (toEverybody.hasSubscribers) toEverybody.publish({ place, value } satisfies Seen);
}

/** Reports what leaves all functions of this process, for tests. @returns how to stop it */
export function subscribeToSeen(listener: (place: Place, value: unknown) => void): () => void {
  const listen = (message: unknown): void => {
    const { place, value } = message as Seen;
    listener(place, value);
  };
  subscribe(SEEN, listen);
  return () => unsubscribe(SEEN, listen);
}
