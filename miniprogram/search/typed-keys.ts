import type { KeyPress, Modifier } from './key-press';

/** What keys have typed that no field has taken: the buffer of a scanner that types beside it. */
export interface TypedKeys {
  readonly text: string;
  /** When the last key went down, as KeyPress has it. */
  readonly at: number;
  /** Makes a shortcut of the next character; null where no such key went down just before. */
  readonly modifier: Modifier | null;
}

export const NO_KEYS: TypedKeys = { text: '', at: 0, modifier: null };

const MODIFIERS: readonly Modifier[] = ['Alt', 'Control', 'Meta'];

/**
 * Time between two keys of one shortcut or of one scan, at most, ms. The system keeps some keys for
 * itself: of Alt+Tab a page hears Alt go down, and nothing else.
 */
const TOGETHER_WITHIN_MS = 1000;

/** Takes in a key. A name types nothing and ends a shortcut; Shift may be part of one. */
export function withKey(typed: TypedKeys, press: KeyPress): TypedKeys {
  const { key, at } = press;
  const modifier = MODIFIERS.find((one) => one === key);
  if (modifier !== undefined) return { ...typed, at, modifier };
  if (key === 'Shift') return { ...typed, at };
  return { text: textAfter(typed, press), at, modifier: null };
}

/**
 * Forgets what was typed too long before a time to be of the same scan: for where nobody sees it,
 * and so nobody mends it.
 *
 * @param at ms, as KeyPress has it
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
