import { ageMs } from '../../../miniprogram/contract/age';

export interface Cache<Value> {
  /** Returns the cached value, or reads it again if it is `maxAgeMs` old or older. */
  readonly get: (maxAgeMs?: number) => Promise<Value>;
  /** Replaces the cached value, but not its age. Does nothing while no value is cached. */
  readonly set: (value: Value) => void;
}

/** Default maximum age (ms) of a cached value: each instance sees a change within a minute. */
const MAX_AGE_MS = 60_000;

/** Caches the result of `read`. Concurrent calls share one read; a failed read is not cached. */
export function createCache<Value>(read: () => Promise<Value>, now: () => number): Cache<Value> {
  let latest: { readonly readAt: number; readonly value: Promise<Value> } | undefined;
  return {
    get: (maxAgeMs = MAX_AGE_MS) => {
      const readAt = now();
      if (latest !== undefined && ageMs(latest.readAt, readAt) < maxAgeMs) return latest.value;
      const newRead = { readAt, value: read() };
      latest = newRead;
      newRead.value.catch(() => {
        if (latest === newRead) latest = undefined;
      });
      return newRead.value;
    },
    set: (value) => {
      if (latest !== undefined) latest = { readAt: latest.readAt, value: Promise.resolve(value) };
    },
  };
}

/** Wraps a function to run on first use only. If it throws, the next call runs it again. */
export function once<Value>(create: () => Value): () => Value {
  let created: { readonly value: Value } | undefined;
  return () => {
    created ??= { value: create() };
    return created.value;
  };
}
