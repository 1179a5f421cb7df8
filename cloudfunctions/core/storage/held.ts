/** Value from the database that an instance keeps in memory for a while. */
export interface Held<Value> {
  /**
   * Returns a value that was read less than `maxAgeMs` ago (by default a minute); else reads it.
   */
  readonly get: (maxAgeMs?: number) => Promise<Value>;
}

/** Longest time for which a value that people may change is kept (the house's rule). */
const MAX_AGE_MS = 60_000;

/**
 * Keeps a value in memory. Concurrent calls share one read. After a failure the next call reads
 * again.
 */
export function held<Value>(read: () => Promise<Value>, now: () => number): Held<Value> {
  let last: { readonly at: number; readonly value: Promise<Value> } | undefined;
  return {
    get: (maxAgeMs = MAX_AGE_MS) => {
      const at = now();
      // After a clock was set back the value counts as old.
      if (last !== undefined && at >= last.at && at - last.at < maxAgeMs) return last.value;
      const reading = { at, value: read() };
      last = reading;
      reading.value.catch(() => {
        if (last === reading) last = undefined;
      });
      return reading.value;
    },
  };
}

/**
 * Makes a value on first use, and keeps it for the life of the instance. After a failure the next
 * call tries again.
 */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
