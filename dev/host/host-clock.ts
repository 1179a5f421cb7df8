import { number, type } from 'superstruct';
import type { Struct } from 'superstruct';
import type { ClockState } from '../clock/clock';
import { jumped, realClock, timeAt, withSpeed } from '../clock/clock';
import { keep, readKept } from './kept-json';

/** The one clock of sandbox, functions and phone, kept in a file, so that it never goes back. */
export interface HostClock {
  readonly state: () => ClockState;
  /** Returns ms since 1970. */
  readonly now: () => number;
  readonly setSpeed: (speed: number) => void;
  readonly jump: (byMs: number) => void;
  /** Shows a past time, ms since 1970, without reporting or saving it. null ends that. */
  readonly showPast: (time: number | null) => void;
  readonly close: () => void;
}

/** Interval of saving a clock that runs fast. */
const PUT_DOWN_EVERY_MS = 1000;

const stored: Struct<ClockState> = type({
  realAt: number(),
  shownAt: number(),
  speed: number(),
});

/**
 * @param file file of the clock
 * @param changed receives every change of speed and every jump
 * @param beginsAt first time without a file, ms since 1970; by default real time
 */
export function openHostClock(
  file: string,
  changed: (state: ClockState) => void,
  beginsAt = Date.now(),
): HostClock {
  let state = resumed(readKept(file, stored), Date.now(), beginsAt);
  let past: number | null = null;
  const putDown = (): void => {
    keep(file, state);
  };
  const change = (next: ClockState): void => {
    state = next;
    putDown();
    changed(state);
  };
  const heartbeat = setInterval(() => {
    if (state.speed === 1) return;
    state = withSpeed(state, Date.now(), state.speed);
    putDown();
  }, PUT_DOWN_EVERY_MS);
  heartbeat.unref();

  const shown = (): ClockState =>
    past === null ? state : { realAt: Date.now(), shownAt: past, speed: 1 };

  return {
    state: shown,
    now: () => timeAt(shown(), Date.now()),
    setSpeed: (speed) => {
      change(withSpeed(state, Date.now(), speed));
    },
    jump: (byMs) => {
      change(jumped(state, Date.now(), byMs));
    },
    showPast: (time) => {
      past = time;
    },
    close: () => {
      clearInterval(heartbeat);
    },
  };
}

/** Resumes at the saved time, at the pace of real time, so that a night at ×60 adds no weeks. */
function resumed(last: ClockState | null, realNow: number, beginsAt: number): ClockState {
  if (last === null) return { ...realClock(realNow), shownAt: beginsAt };
  const unseen = last.speed === 1 ? 0 : PUT_DOWN_EVERY_MS * last.speed;
  const paused = { ...last, speed: 1 };
  return jumped(paused, realNow, unseen);
}
