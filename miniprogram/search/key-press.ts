/**
 * A key as WeChat tells of it, by fields of the web's KeyboardEvent. Flags are texts by WeChat's
 * typings, booleans by the web's; `ctrlKey` and `metaKey` are not documented.
 */
export interface KeyInfo {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: unknown;
  readonly altKey?: unknown;
  readonly ctrlKey?: unknown;
  readonly metaKey?: unknown;
  readonly timeStamp?: number;
}

/** Keys that make a shortcut of a character. */
export type Modifier = 'Alt' | 'Control' | 'Meta';

/** A key that went down. */
export interface KeyPress {
  /** Its character or its name: `a`, `Escape`. */
  readonly key: string;
  /** When it went down, ms; only differences mean something. */
  readonly at: number;
  /** Whether others were held for it; null where WeChat does not say so. */
  readonly held: Readonly<Record<Modifier, boolean | null>>;
}

/** @param now ms, the time of a key that bears none */
export function keyPress(info: KeyInfo, now: number): KeyPress {
  const { timeStamp = 0, altKey, ctrlKey, metaKey } = info;
  return {
    key: keyName(info),
    at: timeStamp > 0 ? timeStamp : now,
    held: { Alt: flag(altKey), Control: flag(ctrlKey), Meta: flag(metaKey) },
  };
}

function flag(value: unknown): boolean | null {
  const text = String(value);
  return text === 'true' || (text === 'false' ? false : null);
}

/** What stands in `key` for a character that an input method has taken for itself. */
const TAKEN_BY_INPUT_METHOD: readonly string[] = ['Process', 'Unidentified', ''];

/** Each key's character without and with Shift, on the keyboard that scanners type as. */
const CHARACTERS: Readonly<Record<string, string>> = {
  Digit1: '1!',
  Digit2: '2@',
  Digit3: '3#',
  Digit4: '4$',
  Digit5: '5%',
  Digit6: '6^',
  Digit7: '7&',
  Digit8: '8*',
  Digit9: '9(',
  Digit0: '0)',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: `'"`,
  Backquote: '`~',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
  NumpadDecimal: '..',
  NumpadSubtract: '--',
  NumpadAdd: '++',
  NumpadMultiply: '**',
  NumpadDivide: '//',
};

function keyName({ key, code, shiftKey }: KeyInfo): string {
  if (!TAKEN_BY_INPUT_METHOD.includes(key)) return key;
  const isShifted = flag(shiftKey) === true;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase();
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (code === 'NumpadEnter') return 'Enter';
  // Other keys are called in `code` as in `key`.
  return CHARACTERS[code]?.charAt(isShifted ? 1 : 0) ?? code;
}
