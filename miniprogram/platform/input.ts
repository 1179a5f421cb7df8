import { isDesktop } from './device';

/** Tells whether this device can scan codes with a camera. WeChat on computers cannot. */
export function canScan(): boolean {
  return 'scanCode' in wx && !isDesktop();
}

/** Scans a code with the camera; null when the person went back or refused the camera. */
export async function scan(): Promise<string | null> {
  try {
    const { result } = await wx.scanCode({
      scanType: ['barCode', 'qrCode', 'datamatrix', 'pdf417'],
    });
    return result;
  } catch {
    return null; // WeChat reports a cancelled scan as a failure, too.
  }
}

/** Tells whether WeChat reports keys. WeChat for Mac does not: its base library stops at 3.3.5. */
export function hearsKeys(): boolean {
  return isDesktop() && 'onKeyDown' in wx;
}

type KeyListener = (press: KeyPress) => unknown;
/** Listeners, the newest first. Once a listener returns true, older ones do not get the key. */
let listeners: readonly KeyListener[] = [];

function tellListeners(key: WechatMiniprogram.OnKeyDownListenerResult): void {
  const press = keyPress(key, Date.now());
  listeners.some((listener) => listener(press) === true);
}

/**
 * Listens for key presses until the result is called. WeChat reports them only on computers, after
 * the first action, while no field has the focus (device/keyboard/wx.onKeyDown.html).
 *
 * @param onPress returns true to keep the key from older listeners
 */
export function onKey(onPress: KeyListener): () => void {
  // Base libraries (WeChat versions) before 3.6.0 do not have this function.
  if (!('onKeyDown' in wx)) return () => undefined;
  if (listeners.length === 0) wx.onKeyDown(tellListeners);
  listeners = [onPress, ...listeners];
  return () => {
    listeners = listeners.filter((listener) => listener !== onPress);
    if (listeners.length === 0) wx.offKeyDown(tellListeners);
  };
}

/** Tap on a node, with the data that the template gives it. */
export type Tap<Data extends Record<string, unknown>> = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  Data
>;

/** Tap on a node, and event of a component, that stand for an order. */
export type OrderTap = Tap<{ readonly orderId: string }>;
export type OrderEvent = WechatMiniprogram.CustomEvent<{ readonly orderId: string }>;

/** Key event of WeChat. Flags are texts in its typings, but booleans in browsers: both are read. */
export interface KeyInfo {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: unknown;
  readonly altKey?: unknown;
  readonly ctrlKey?: unknown;
  readonly metaKey?: unknown;
  readonly timeStamp?: number;
}

/** Modifier keys. A character that is pressed with such a key is a shortcut, and not text. */
export type ModifierKey = 'Alt' | 'Control' | 'Meta';

export interface KeyPress {
  /** Character or name of the key: `a`, `Escape`. */
  readonly key: string;
  /** Time of the press in ms; only differences have a meaning. */
  readonly at: number;
  /** Modifier keys that were down; null where WeChat does not report them. */
  readonly modifiersDown: Readonly<Record<ModifierKey, boolean | null>>;
}

/** Reads a key event of WeChat; `now` (ms) replaces a missing time stamp. */
export function keyPress(info: KeyInfo, now: number): KeyPress {
  const { timeStamp = 0, altKey, ctrlKey, metaKey } = info;
  return {
    key: keyName(info),
    at: timeStamp > 0 ? timeStamp : now,
    modifiersDown: { Alt: flag(altKey), Control: flag(ctrlKey), Meta: flag(metaKey) },
  };
}

function flag(value: unknown): boolean | null {
  const text = String(value);
  return text === 'true' || (text === 'false' ? false : null);
}

/** Values of `key` without the character, because an input method has intercepted the key. */
const TAKEN_BY_INPUT_METHOD: readonly string[] = ['Process', 'Unidentified', ''];

/** Characters of each key without and with Shift, on the US layout, which scanners use. */
const SHIFTED_DIGITS = ')!@#$%^&*(';
const CHARACTERS: Readonly<Record<string, string>> = {
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
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined)
    return isShifted && code.startsWith('Digit') ? SHIFTED_DIGITS.charAt(Number(digit)) : digit;
  if (code === 'NumpadEnter') return 'Enter';
  // All other keys have the same name in `code` and `key`.
  return CHARACTERS[code]?.charAt(isShifted ? 1 : 0) ?? code;
}
