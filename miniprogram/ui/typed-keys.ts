import type { KeyPress, ModifierKey } from '../platform/input';

/** Keys pressed while no field has the focus. They are collected, because scanners type them. */
export interface TypedKeys {
  /** All typed characters, however slowly they came. */
  readonly text: string;
  /** Characters since the last pause. `keyTimes` has the time (ms) of each. */
  readonly run: string;
  readonly keyTimes: readonly number[];
  readonly at: number;
  /** Modifier key that was pressed last, if no character has followed; else null. */
  readonly modifier: ModifierKey | null;
}

export const NO_KEYS: TypedKeys = { text: '', run: '', keyTimes: [], at: 0, modifier: null };

const MODIFIER_KEYS: readonly ModifierKey[] = ['Alt', 'Control', 'Meta'];
const KEYS_THAT_END_RUN = /^(?:Backspace|Enter|Escape|Arrow(?:Up|Down|Left|Right))$/;

/** Longest time (ms) for which a modifier key waits for its character: after Alt+Tab none comes. */
const SHORTCUT_WITHIN_MS = 1000;
/** Pause (ms) after which a key begins a new run. Scanners never pause so long. */
const RUN_ENDS_AFTER_MS = 400;
export const SCAN_MIN_LENGTH = 6;
const SCAN_MAX_GAP_MS = 80;

/** Adds a key to the text. Named keys (`Enter`) add no text; most keys end a shortcut. */
export function withKey(typed: TypedKeys, press: KeyPress): TypedKeys {
  const { key, at } = press;
  const modifier = MODIFIER_KEYS.find((one) => one === key);
  if (modifier !== undefined) return { ...typed, at, modifier };
  if (key === 'Shift') return { ...typed, at };
  const { text, run, keyTimes } = typed;
  if (KEYS_THAT_END_RUN.test(key))
    return { ...NO_KEYS, text: key === 'Backspace' ? text.slice(0, -1) : text, at };
  if (key.length !== 1 || isShortcut(typed, press)) return { ...typed, at, modifier: null };
  const goesOn = at - lastKeyAt(typed) <= RUN_ENDS_AFTER_MS;
  return {
    text: text + key,
    run: goesOn ? run + key : key,
    keyTimes: goesOn ? [...keyTimes, at] : [at],
    at,
    modifier: null,
  };
}

export function isShortcut({ modifier, at }: TypedKeys, press: KeyPress): boolean {
  if (MODIFIER_KEYS.some((one) => press.modifiersDown[one] === true)) return true;
  const isDown = modifier !== null && press.modifiersDown[modifier] !== false;
  return isDown && press.at - at <= SHORTCUT_WITHIN_MS;
}

/** Returns the latest run if this key (a scanner's Enter) followed at once; else ''. */
export function runBefore(typed: TypedKeys, { at }: KeyPress): string {
  return at - lastKeyAt(typed) <= RUN_ENDS_AFTER_MS ? typed.run : '';
}

/** Tells whether the latest run was typed as fast as scanners type. */
export function isScan(typed: TypedKeys): boolean {
  const { run, keyTimes } = typed;
  const gapMs = (lastKeyAt(typed) - (keyTimes[0] ?? 0)) / (keyTimes.length - 1);
  return run.length >= SCAN_MIN_LENGTH && gapMs <= SCAN_MAX_GAP_MS;
}

function lastKeyAt({ keyTimes }: TypedKeys): number {
  return keyTimes[keyTimes.length - 1] ?? -Infinity;
}
