import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Change } from './store';

const ALL_WRITES = 'local-cloud:write';
const toEverybody = channel(ALL_WRITES);

/** Reports a batch of changes to the tests. */
export function reportWrites(changes: readonly Change[]): void {
  toEverybody.publish(changes);
}

/** Reports all changes of all local databases here, for tests. @returns how to stop it */
export function subscribeToAllWrites(listener: (changes: readonly Change[]) => void): () => void {
  const listen = (changes: unknown): void => {
    listener(changes as readonly Change[]);
  };
  subscribe(ALL_WRITES, listen);
  return () => unsubscribe(ALL_WRITES, listen);
}
