/** Keeps by how many ms the cloud's clock is ahead of the phone's, until the cloud answers. */
export interface ClockDifferenceMemory {
  readonly load: () => number | null;
  readonly store: (aheadMs: number) => void;
}

/** Creates the cloud's clock, as estimated by this phone. `phoneNow`: the phone's clock (ms). */
export function createServerClock(phoneNow: () => number, memory: ClockDifferenceMemory) {
  // Loaded at the first use, because the clock is created before the app starts.
  let aheadMs: number | null = null;
  return {
    /** Returns ms since 1970 on the cloud's clock: the phone's clock plus the stored difference. */
    now: () => phoneNow() + (aheadMs ??= memory.load() ?? 0),
    /** Sets the clock by an answer's `serverTime` (ms). The answer's travel time is ignored. */
    adjust: (serverTime: number): void => {
      aheadMs = serverTime - phoneNow();
      memory.store(aheadMs);
    },
  };
}
