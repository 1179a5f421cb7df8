/**
 * The local host's one clock. Sandbox, functions and phone all read it. It begins as real time, may
 * run faster, and may be moved ahead. It never goes back.
 */

/**
 * The clock showed `shownAt` at real time `realAt` (ms since 1970). It runs `speed` times as fast.
 */
export interface ClockState {
  readonly realAt: number;
  readonly shownAt: number;
  readonly speed: number;
}

export function realClock(realNow: number): ClockState {
  return { realAt: realNow, shownAt: realNow, speed: 1 };
}

/** Returns the clock's time at real time `realNow`, in whole ms since 1970. */
export function timeAt(state: ClockState, realNow: number): number {
  return Math.floor(state.shownAt + (realNow - state.realAt) * state.speed);
}

/**
 * Changes the speed from `realNow` on. The shown time does not jump.
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
 * Moves the clock ahead by `byMs` at real time `realNow`. Its speed stays.
 *
 * @throws RangeError unless `byMs` is a finite number, 0 or more
 */
export function jumped(state: ClockState, realNow: number, byMs: number): ClockState {
  if (!Number.isFinite(byMs) || byMs < 0) {
    throw new RangeError(`The clock jumps ahead by 0 ms or more, not by ${byMs}.`);
  }
  return { realAt: realNow, shownAt: timeAt(state, realNow) + byMs, speed: state.speed };
}
