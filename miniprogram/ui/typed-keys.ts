import type { KeyPress, ModifierKey } from '../platform/input';

/** Keys pressed while no field has the focus, collected because scanners type like a keyboard. */
export interface TypedKeys {
  /** Typed characters, however slowly they came. */
  readonly text: string;
  /** Characters typed since the last pause; `times` has the time of each (ms, KeyPress.at). */
  readonly run: string;
  readonly times: readonly number[];
  readonly at: number;
  /** Modifier key that was pressed last, without a character after it; null otherwise. */
  readonly modifier: ModifierKey | null;
}

export const NO_KEYS: TypedKeys = { text: '', run: '', times: [], at: 0, modifier: null };

const MODIFIERS: readonly ModifierKey[] = ['Alt', 'Control', 'Meta'];
const ENDS_RUN = /^(?:Backspace|Enter|Escape|Arrow(?:Up|Down|Left|Right))$/;

/** Longest time (ms) within a shortcut: after Alt+Tab the Tab never arrives to end it. */
const SHORTCUT_WITHIN_MS = 1000;
/** Pause (ms) after which a key begins a new run. No scanner waits that long. */
const PAUSE_MS = 400;
export const SCANNED_FROM = 6;
const SCANNED_GAP_MS = 80;

/** Adds a key press to the text. Named keys (`Enter`) add nothing; most keys end a shortcut. */
export function withKey(typed: TypedKeys, press: KeyPress): TypedKeys {
  const { key, at } = press;
  const modifier = MODIFIERS.find((one) => one === key);
  if (modifier !== undefined) return { ...typed, at, modifier };
  if (key === 'Shift') return { ...typed, at };
  const { text, run, times } = typed;
  if (ENDS_RUN.test(key))
    return { ...NO_KEYS, text: key === 'Backspace' ? text.slice(0, -1) : text, at };
  if (key.length !== 1 || isShortcut(typed, press)) return { ...typed, at, modifier: null };
  const goesOn = at - lastOf(typed) <= PAUSE_MS;
  return {
    text: text + key,
    run: goesOn ? run + key : key,
    times: goesOn ? [...times, at] : [at],
    at,
    modifier: null,
  };
}

export function isShortcut({ modifier, at }: TypedKeys, press: KeyPress): boolean {
  if (MODIFIERS.some((one) => press.modifiersDown[one] === true)) return true;
  const isDown = modifier !== null && press.modifiersDown[modifier] !== false;
  return isDown && press.at - at <= SHORTCUT_WITHIN_MS;
}

/** Returns the latest run if this key, such as a scanner's Enter, followed it at once; else ''. */
export function typedUpTo(typed: TypedKeys, { at }: KeyPress): string {
  return at - lastOf(typed) <= PAUSE_MS ? typed.run : '';
}

/** Tells whether the latest run came as fast as a scanner types. */
export function isScan(typed: TypedKeys): boolean {
  const { run, times } = typed;
  const gapMs = (lastOf(typed) - (times[0] ?? 0)) / (times.length - 1);
  return run.length >= SCANNED_FROM && gapMs <= SCANNED_GAP_MS;
}

function lastOf({ times }: TypedKeys): number {
  return times[times.length - 1] ?? -Infinity;
}
