/**
 * The one clock of the local host: sandbox, functions and phone all read it. It starts out as real time, may run
 * faster, and may be moved ahead. It never goes back: deliveries, tokens and histories only know forwards.
 */

/** At real time `realAt` (ms since 1970) the clock showed `shownAt` (ms since 1970); it runs `speed` times as fast as real time. */
export interface ClockState {
  readonly realAt: number;
  readonly shownAt: number;
  readonly speed: number;
}

/** A clock that shows real time. */
export function realClock(realNow: number): ClockState {
  return { realAt: realNow, shownAt: realNow, speed: 1 };
}

/** What the clock shows at real time `realNow`: whole ms since 1970. */
export function timeAt(state: ClockState, realNow: number): number {
  return Math.floor(state.shownAt + (realNow - state.realAt) * state.speed);
}

/**
 * The clock from `realNow` on at another speed; what it shows does not jump.
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
 * The clock moved ahead by `byMs` at real time `realNow`; its speed stays.
 *
 * @throws RangeError unless `byMs` is a finite number, 0 or more
 */
export function jumped(state: ClockState, realNow: number, byMs: number): ClockState {
  if (!Number.isFinite(byMs) || byMs < 0) {
    throw new RangeError(`The clock jumps ahead by 0 ms or more, not by ${byMs}.`);
  }
  return { realAt: realNow, shownAt: timeAt(state, realNow) + byMs, speed: state.speed };
}
