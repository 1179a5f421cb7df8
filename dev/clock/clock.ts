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

/** Changes the speed from the real time `realNow` on, without a jump of the shown time. */
export function withSpeed(state: ClockState, realNow: number, speed: number): ClockState {
  return { realAt: realNow, shownAt: timeAt(state, realNow), speed };
}

/** Moves the clock ahead by `byMs` at the real time `realNow`, and keeps its speed. */
export function jumped(state: ClockState, realNow: number, byMs: number): ClockState {
  return { realAt: realNow, shownAt: timeAt(state, realNow) + byMs, speed: state.speed };
}
