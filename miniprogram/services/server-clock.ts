/** The cloud's time as this phone can tell it. Ages are counted on it, so that a phone whose clock is wrong does no harm. */
export interface ServerClock {
  /** ms since 1970 on the cloud's clock; the phone's own until the cloud has once been heard. */
  readonly now: () => number;
  /** Takes in the `serverTime` (ms) of an answer that has just arrived. */
  readonly heard: (serverTime: number) => void;
}

/** Where the clock keeps how far the cloud is ahead of the phone (ms), so that ages are right before the first answer of a new start, too. */
export interface AheadMemory {
  readonly load: () => number | null;
  readonly keep: (aheadMs: number) => void;
}

/** A difference that nobody would see is not written down anew. */
const WORTH_KEEPING_MS = 1000;

/** @param phoneNow the phone's own clock, in ms since 1970 */
export function createServerClock(phoneNow: () => number, memory: AheadMemory): ServerClock {
  // Read when it is first needed: the clock is made before the app runs.
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
    now: () => phoneNow() + aheadNow(),
    heard: (serverTime) => {
      aheadNow();
      // The way back takes tenths of a second: ages are told in steps of five seconds.
      ahead = serverTime - phoneNow();
      if (kept !== null && Math.abs(ahead - kept) < WORTH_KEEPING_MS) return;
      kept = ahead;
      memory.keep(ahead);
    },
  };
}
