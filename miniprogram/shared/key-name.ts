/** A key as WeChat tells of it, of the fields that the web's KeyboardEvent has. */
export interface KeyInfo {
  readonly key: string;
  readonly code: string;
  /** A text by WeChat's typings, a boolean by the web's. */
  readonly shiftKey: unknown;
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

/** A key by its character or its name: `a`, `Escape`. */
export function keyName({ key, code, shiftKey }: KeyInfo): string {
  if (!TAKEN_BY_INPUT_METHOD.includes(key)) return key;
  const isShifted = shiftKey === true || shiftKey === 'true';
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase();
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (code === 'NumpadEnter') return 'Enter';
  // Other keys are called in `code` as in `key`.
  return CHARACTERS[code]?.charAt(isShifted ? 1 : 0) ?? code;
}
