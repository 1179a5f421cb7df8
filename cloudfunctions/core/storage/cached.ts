import { ageMs } from '../../../miniprogram/contract/age';

export interface Cached<Value> {
  /** Reads the value again if it is `maxAgeMs` old or older. */
  readonly get: (maxAgeMs?: number) => Promise<Value>;
  /** Replaces the cached value, but not its age. Does nothing while no value is cached. */
  readonly set: (value: Value) => void;
}

/** Default maximum age (ms), so that changes apply everywhere within a minute. */
const MAX_AGE_MS = 60_000;

/** Caches the result of `read`. Concurrent calls share one read; a failed read is not cached. */
export function cached<Value>(read: () => Promise<Value>, now: () => number): Cached<Value> {
  let last: { readonly at: number; readonly value: Promise<Value> } | undefined;
  return {
    get: (maxAgeMs = MAX_AGE_MS) => {
      const at = now();
      if (last !== undefined && ageMs(last.at, at) < maxAgeMs) return last.value;
      const reading = { at, value: read() };
      last = reading;
      reading.value.catch(() => {
        if (last === reading) last = undefined;
      });
      return reading.value;
    },
    set: (value) => {
      if (last !== undefined) last = { at: last.at, value: Promise.resolve(value) };
    },
  };
}

/** Wraps a function to run on first use only. If it throws, the next call runs it again. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
