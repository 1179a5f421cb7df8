import { isDesktop } from './device';

/** Tells whether this device can scan codes with a camera. A computer cannot. */
export function canScan(): boolean {
  return 'scanCode' in wx && !isDesktop();
}

/** Scans a code with the camera; null if the person went back, or did not allow the camera. */
export async function scanWithCamera(): Promise<string | null> {
  try {
    const { result } = await wx.scanCode({
      scanType: ['barCode', 'qrCode', 'datamatrix', 'pdf417'],
    });
    return result;
  } catch {
    return null; // WeChat reports a cancelled scan as a failure, too.
  }
}

/** Tells whether WeChat reports keys. On a Mac it does not: its base library stops at 3.3.5. */
export function canHearKeys(): boolean {
  return isDesktop() && 'onKeyDown' in wx;
}

type KeyListener = (press: KeyPress) => unknown;
/** Listeners, the newest first. If a listener returns true, older listeners do not get the key. */
let keyListeners: readonly KeyListener[] = [];

function passKeyToListeners(key: WechatMiniprogram.OnKeyDownListenerResult): void {
  const press = readKeyEvent(key, Date.now());
  keyListeners.some((listener) => listener(press) === true);
}

/**
 * Calls `onPress` for each key until the returned function is called. `onPress` returns true to
 * hide the key from older listeners. WeChat reports keys on computers only, after a first click or
 * key, while no field has the focus.
 */
export function listenForKeys(onPress: KeyListener): () => void {
  // Base libraries before 3.6.0 lack this function.
  if (!('onKeyDown' in wx)) return () => undefined;
  if (keyListeners.length === 0) wx.onKeyDown(passKeyToListeners);
  keyListeners = [onPress, ...keyListeners];
  return () => {
    keyListeners = keyListeners.filter((listener) => listener !== onPress);
    if (keyListeners.length === 0) wx.offKeyDown(passKeyToListeners);
  };
}

/** Tap on a node, with the `data-*` attributes that the template gives the node. */
export type Tap<Data extends Record<string, unknown>> = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  Data
>;

/** Tap on a node of an order, and event that a component emits about an order. */
export type OrderTap = Tap<{ readonly orderId: string }>;
export type OrderEvent = WechatMiniprogram.CustomEvent<{ readonly orderId: string }>;

/** Key event of WeChat. `shiftKey` etc.: strings in the typings, booleans in browsers. */
export interface WeChatKeyEvent {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: unknown;
  readonly altKey?: unknown;
  readonly ctrlKey?: unknown;
  readonly metaKey?: unknown;
  readonly timeStamp?: number;
}

/** Modifier keys. A character that is pressed together with one is a shortcut, not text. */
export type ModifierKey = 'Alt' | 'Control' | 'Meta';

export interface KeyPress {
  /** Character, or name of the key: `a`, `Escape`. */
  readonly key: string;
  /** Time of the press in ms. Only differences between times have a meaning. */
  readonly at: number;
  /** Whether each modifier key was down; null where WeChat does not report it. */
  readonly modifiersDown: Readonly<Record<ModifierKey, boolean | null>>;
}

/** Reads a key event of WeChat. `now` (ms) is used if the event has no time. */
export function readKeyEvent(event: WeChatKeyEvent, now: number): KeyPress {
  const { timeStamp = 0, altKey, ctrlKey, metaKey } = event;
  return {
    key: keyName(event),
    at: timeStamp > 0 ? timeStamp : now,
    modifiersDown: { Alt: readFlag(altKey), Control: readFlag(ctrlKey), Meta: readFlag(metaKey) },
  };
}

function readFlag(flag: unknown): boolean | null {
  const text = String(flag);
  return text === 'true' || (text === 'false' ? false : null);
}

/** Values of `key` that do not name a character, because an input method took the key press. */
const KEYS_WITHOUT_CHARACTER: readonly string[] = ['Process', 'Unidentified', ''];

/** Characters of the keys 0 to 9 with Shift, on the US layout that scanners use. */
const SHIFTED_DIGITS = ')!@#$%^&*(';
/** Characters of other keys, without and with Shift, on the US layout. */
const CHARACTERS_BY_KEY_CODE: Readonly<Record<string, string>> = {
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

function keyName({ key, code, shiftKey }: WeChatKeyEvent): string {
  if (!KEYS_WITHOUT_CHARACTER.includes(key)) return key;
  const isShifted = readFlag(shiftKey) === true;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined)
    return isShifted && code.startsWith('Digit') ? SHIFTED_DIGITS.charAt(Number(digit)) : digit;
  if (code === 'NumpadEnter') return 'Enter';
  // Every other key has the same name in `code` as in `key`.
  return CHARACTERS_BY_KEY_CODE[code]?.charAt(isShifted ? 1 : 0) ?? code;
}
