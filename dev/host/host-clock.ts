import { type Struct, number, type } from 'superstruct';
import { type ClockState, jumped, realClock, timeAt, withSpeed } from '../clock/clock';
import { keep, readKept } from './kept-json';

/** Simulated clock of sandbox, functions and phone, saved in a file, so that it never goes back. */
export type HostClock = ReturnType<typeof openHostClock>;

/** Interval in ms of saving a clock that does not run at the speed of real time. */
const PUT_DOWN_EVERY_MS = 1000;

const stored: Struct<ClockState> = type({ realAt: number(), shownAt: number(), speed: number() });

/**
 * @param file file in which the clock is saved
 * @param changed receives the clock after every change of speed and every jump
 * @param beginsAt time of a new clock without a file, in ms since 1970; default: real time
 */
export function openHostClock(
  file: string,
  changed: (state: ClockState) => void,
  beginsAt = Date.now(),
) {
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
    /** Returns ms since 1970. */
    now: () => timeAt(shown(), Date.now()),
    setSpeed: (speed: number) => {
      change(withSpeed(state, Date.now(), speed));
    },
    jump: (byMs: number) => {
      change(jumped(state, Date.now(), byMs));
    },
    /**
     * Shows a past time (ms since 1970), in which a demo history is played; null shows the present
     * again. The past time is not saved in the file.
     */
    showPast: (time: number | null) => {
      past = time;
    },
    close: () => {
      clearInterval(heartbeat);
    },
  };
}

/** Continues the saved clock at speed 1, because a night at ×60 would add weeks. */
function resumed(last: ClockState | null, realNow: number, beginsAt: number): ClockState {
  if (last === null) return { ...realClock(realNow), shownAt: beginsAt };
  const unseen = last.speed === 1 ? 0 : PUT_DOWN_EVERY_MS * last.speed;
  const paused = { ...last, speed: 1 };
  return jumped(paused, realNow, unseen);
}
