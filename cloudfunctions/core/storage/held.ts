/** A value that is read from the database and kept in the instance's memory for a while. */
export interface Held<Value> {
  /** What was read less than `maxAgeMs` ago (a minute when left out, 0 for now); read now when there is nothing as young. */
  readonly get: (maxAgeMs?: number) => Promise<Value>;
}

/** No longer than this is anything kept that somebody may have changed (the house's rule). */
const MAX_AGE_MS = 60_000;

/** Calls that need it while it is being read share the read; one that fails is tried again by the next. */
export function held<Value>(read: () => Promise<Value>, now: () => number): Held<Value> {
  let last: { readonly at: number; readonly value: Promise<Value> } | undefined;
  return {
    get: (maxAgeMs = MAX_AGE_MS) => {
      const at = now();
      // A clock that was set back makes it as good as never read.
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

/** A value made at its first use and kept for the life of the instance. One that fails to be made is tried again. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
