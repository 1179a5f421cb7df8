/** Storage for the difference (ms) of the clocks: ages are then right before the first answer. */
export interface AheadMemory {
  readonly load: () => number | null;
  readonly keep: (aheadMs: number) => void;
}

/** Smallest change (ms) of the difference that is stored. A smaller change is not visible. */
const WORTH_KEEPING_MS = 1000;

/**
 * Creates the clock of the cloud as this phone estimates it, so that a wrong clock of the phone
 * does no harm. `phoneNow` returns the phone's own time, in ms since 1970.
 */
export function createServerClock(phoneNow: () => number, memory: AheadMemory) {
  // Loaded on first use, because the clock is created before the app runs.
  let ahead: number | null = null;
  let kept: number | null = null;
  const aheadNow = (): number => {
    if (ahead === null) {
      kept = memory.load();
      ahead = kept ?? 0;
    }
    return ahead;
  };
  return {
    /** Returns ms since 1970 on the cloud's clock: the phone's clock plus the last difference. */
    now: () => phoneNow() + aheadNow(),
    /** Adjusts the clock to the `serverTime` (ms) of an answer that has just arrived. */
    adjust: (serverTime: number): void => {
      aheadNow();
      // Ignores the answer's travel time (tenths of a second): ages are shown in steps of 5 s.
      ahead = serverTime - phoneNow();
      if (kept !== null && Math.abs(ahead - kept) < WORTH_KEEPING_MS) return;
      kept = ahead;
      memory.keep(ahead);
    },
  };
}
