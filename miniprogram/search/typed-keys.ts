import type { KeyPress, Modifier } from './key-press';

/** Text typed while no field has the focus, collected because scanners type like a keyboard. */
export interface TypedKeys {
  readonly text: string;
  /** Time of the last key in ms, see KeyPress.at. */
  readonly at: number;
  /** Modifier key that was pressed last, without a character after it; null otherwise. */
  readonly modifier: Modifier | null;
}

export const NO_KEYS: TypedKeys = { text: '', at: 0, modifier: null };

const MODIFIERS: readonly Modifier[] = ['Alt', 'Control', 'Meta'];

/**
 * Longest time in ms between two keys of one shortcut or scan. Without a limit the Alt of Alt+Tab,
 * whose Tab a page never sees, would make the next character part of a shortcut.
 */
const TOGETHER_WITHIN_MS = 1000;

/**
 * Adds a key press to the typed text. A key with a name, like `Enter`, adds no character. Every key
 * except Shift and the modifiers ends a shortcut.
 */
export function withKey(typed: TypedKeys, press: KeyPress): TypedKeys {
  const { key, at } = press;
  const modifier = MODIFIERS.find((one) => one === key);
  if (modifier !== undefined) return { ...typed, at, modifier };
  if (key === 'Shift') return { ...typed, at };
  return { text: textAfter(typed, press), at, modifier: null };
}

/**
 * Drops text that was typed too long ago to belong to the same scan. For pages that do not show the
 * typed text, where nobody can correct it.
 *
 * @param at time in ms, see KeyPress
 */
export function withoutOld(typed: TypedKeys, at: number): TypedKeys {
  return at - typed.at > TOGETHER_WITHIN_MS ? NO_KEYS : typed;
}

function textAfter(typed: TypedKeys, press: KeyPress): string {
  const { text } = typed;
  if (press.key === 'Backspace') return text.slice(0, -1);
  return press.key.length !== 1 || isShortcut(typed, press) ? text : text + press.key;
}

function isShortcut({ modifier, at }: TypedKeys, press: KeyPress): boolean {
  if (MODIFIERS.some((one) => press.held[one] === true)) return true;
  const isHeld = modifier !== null && press.held[modifier] !== false;
  return isHeld && press.at - at <= TOGETHER_WITHIN_MS;
}
