/** Storage for the difference (ms) of the clocks: ages are then right before the first answer. */
export interface AheadMemory {
  readonly load: () => number | null;
  readonly keep: (aheadMs: number) => void;
}

/**
 * Creates the clock of the cloud as this phone estimates it, so that a wrong clock of the phone
 * does no harm. `phoneNow` returns the phone's own time, in ms since 1970.
 */
export function createServerClock(phoneNow: () => number, memory: AheadMemory) {
  // Loaded on first use, because the clock is created before the app runs.
  let ahead: number | null = null;
  return {
    /** Returns ms since 1970 on the cloud's clock: the phone's clock plus the last difference. */
    now: () => phoneNow() + (ahead ??= memory.load() ?? 0),
    /** Adjusts the clock to the `serverTime` (ms) of an answer, without its travel time. */
    adjust: (serverTime: number): void => {
      ahead = serverTime - phoneNow();
      memory.keep(ahead);
    },
  };
}
