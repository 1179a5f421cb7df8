import type { KeyPress, Modifier } from './key-press';

/** Text typed by keys outside any field: the buffer of a scanner that types there. */
export interface TypedKeys {
  readonly text: string;
  /** Time of the last key, see KeyPress. */
  readonly at: number;
  /** Modifier key that went down just before the next character; null without one. */
  readonly modifier: Modifier | null;
}

export const NO_KEYS: TypedKeys = { text: '', at: 0, modifier: null };

const MODIFIERS: readonly Modifier[] = ['Alt', 'Control', 'Meta'];

/**
 * Longest time in ms between two keys of one shortcut or scan. Of Alt+Tab a page sees only Alt:
 * without a limit the next character would be taken for part of a shortcut.
 */
const TOGETHER_WITHIN_MS = 1000;

/**
 * Adds a key to the typed text. A named key adds no character and ends a shortcut, except Shift.
 */
export function withKey(typed: TypedKeys, press: KeyPress): TypedKeys {
  const { key, at } = press;
  const modifier = MODIFIERS.find((one) => one === key);
  if (modifier !== undefined) return { ...typed, at, modifier };
  if (key === 'Shift') return { ...typed, at };
  return { text: textAfter(typed, press), at, modifier: null };
}

/**
 * Drops text that was typed too long ago to belong to the same scan, on pages where nobody sees and
 * corrects it.
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
