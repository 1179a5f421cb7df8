import type { ClockState } from '../../clock/clock';
import { timeAt } from '../../clock/clock';

/** Real time in ms for which a jump of the clock is shown. */
const SHOWN_MS = 2500;
/** Least jump in ms: less is a difference of measurement. */
const LEAST_MS = 1000;

/** Jumps of the simulated clock, which are shown for a moment. Times `at` are real, in ms. */
export interface ClockJumps {
  /** Compares a new state of the clock with the one before; null when there was none. */
  readonly compare: (before: ClockState | null, after: ClockState, at: number) => void;
  /** Returns the ms by which the clock has just jumped; 0 when it only runs. */
  readonly shown: (at: number) => number;
}

export function followJumps(): ClockJumps {
  let latest = { byMs: 0, at: -SHOWN_MS };
  return {
    compare: (before, after, at) => {
      const byMs = before === null ? 0 : timeAt(after, at) - timeAt(before, at);
      if (byMs >= LEAST_MS) latest = { byMs, at };
    },
    shown: (at) => (at - latest.at < SHOWN_MS ? latest.byMs : 0),
  };
}
