/**
 * Clock that the local host's sandbox, functions and phones share. It starts at the real time, may
 * run faster and may be moved ahead, but never goes back.
 */

/**
 * Clock that showed `shownAt` at real time `realAt` (ms since 1970) and runs `speed` times as fast.
 */
export interface ClockState {
  readonly realAt: number;
  readonly shownAt: number;
  readonly speed: number;
}

export function realClock(realNow: number): ClockState {
  return { realAt: realNow, shownAt: realNow, speed: 1 };
}

/** Returns the time that the clock shows at the real time `realNow`, in whole ms since 1970. */
export function timeAt(state: ClockState, realNow: number): number {
  return Math.floor(state.shownAt + (realNow - state.realAt) * state.speed);
}

/**
 * Changes the speed from the real time `realNow` on, without a jump of the shown time.
 *
 * @throws RangeError unless `speed` is a finite number above 0
 */
export function withSpeed(state: ClockState, realNow: number, speed: number): ClockState {
  if (!Number.isFinite(speed) || speed <= 0) {
    throw new RangeError(`A clock's speed is a number above 0, not ${speed}.`);
  }
  return { realAt: realNow, shownAt: timeAt(state, realNow), speed };
}

/**
 * Moves the clock ahead by `byMs` at the real time `realNow`, and keeps its speed.
 *
 * @throws RangeError unless `byMs` is a finite number, 0 or more
 */
export function jumped(state: ClockState, realNow: number, byMs: number): ClockState {
  if (!Number.isFinite(byMs) || byMs < 0) {
    throw new RangeError(`The clock jumps ahead by 0 ms or more, not by ${byMs}.`);
  }
  return { realAt: realNow, shownAt: timeAt(state, realNow) + byMs, speed: state.speed };
}
