import type { KeyPress, ModifierKey } from '../platform/input';

/** Keys pressed while no field has the focus. A scanner types an order id as such keys. */
export interface TypedKeys {
  /** All characters typed since the page last reset the keys to NO_KEYS. */
  readonly text: string;
  /** Run: the characters since the last pause. `timesMs` has the time of each. */
  readonly run: string;
  readonly timesMs: readonly number[];
  readonly pressedMs: number;
  /** Modifier key that was pressed last, if no character has followed; else null. */
  readonly modifier: ModifierKey | null;
}

export const NO_KEYS: TypedKeys = { text: '', run: '', timesMs: [], pressedMs: 0, modifier: null };

const MODIFIER_KEYS: readonly ModifierKey[] = ['Alt', 'Control', 'Meta'];
const KEYS_THAT_END_RUN = /^(?:Backspace|Enter|Escape|Arrow(?:Up|Down|Left|Right))$/;

/** Longest time from the modifier key to the character of a shortcut. Later characters are text. */
const MAX_SHORTCUT_GAP_MS = 1000;
/** Longest time between two characters that is no pause. Scanners never wait so long. */
const MAX_RUN_GAP_MS = 400;
export const MIN_SCAN_LENGTH = 6;
const MAX_SCAN_GAP_MS = 80;

/** Adds a pressed key. A key with a longer name than one character (`Enter`) adds no text. */
export function withKey(typed: TypedKeys, press: KeyPress): TypedKeys {
  const { key, at: pressedMs } = press;
  const modifier = MODIFIER_KEYS.find((modifierKey) => modifierKey === key);
  if (modifier !== undefined) return { ...typed, pressedMs, modifier };
  if (key === 'Shift') return { ...typed, pressedMs };
  const { text, run, timesMs } = typed;
  if (KEYS_THAT_END_RUN.test(key))
    return { ...NO_KEYS, text: key === 'Backspace' ? text.slice(0, -1) : text, pressedMs };
  if (key.length !== 1 || isShortcut(typed, press)) return { ...typed, pressedMs, modifier: null };
  const continuesRun = pressedMs - lastKeyTimeMs(typed) <= MAX_RUN_GAP_MS;
  return {
    text: text + key,
    run: continuesRun ? run + key : key,
    timesMs: continuesRun ? [...timesMs, pressedMs] : [pressedMs],
    pressedMs,
    modifier: null,
  };
}

export function isShortcut({ modifier, pressedMs }: TypedKeys, press: KeyPress): boolean {
  if (MODIFIER_KEYS.some((modifierKey) => press.modifiersDown[modifierKey] === true)) return true;
  const isModifierDown = modifier !== null && press.modifiersDown[modifier] !== false;
  return isModifierDown && press.at - pressedMs <= MAX_SHORTCUT_GAP_MS;
}

/** Returns what was typed without a pause until this key (a scanner's Enter); '' after a pause. */
export function runEndedBy(typed: TypedKeys, { at }: KeyPress): string {
  return at - lastKeyTimeMs(typed) <= MAX_RUN_GAP_MS ? typed.run : '';
}

/** Tells whether the characters since the last pause came as fast as a scanner types. */
export function isScan(typed: TypedKeys): boolean {
  const { run, timesMs } = typed;
  const gapMs = (lastKeyTimeMs(typed) - (timesMs[0] ?? 0)) / (timesMs.length - 1);
  return run.length >= MIN_SCAN_LENGTH && gapMs <= MAX_SCAN_GAP_MS;
}

function lastKeyTimeMs({ timesMs }: TypedKeys): number {
  return timesMs[timesMs.length - 1] ?? -Infinity;
}
