import { isDesktop } from './device';
import { type KeyPress, keyPress } from './key-press';

/** Tells whether this device can scan codes with a camera. WeChat on computers cannot. */
export function canScan(): boolean {
  return 'scanCode' in wx && !isDesktop();
}

/**
 * Opens the camera to scan a code.
 *
 * @returns the scanned text; null when the person went back without scanning, or refused the camera
 */
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

/** Tells whether keys are heard. WeChat for Mac stops at base library 3.3.5, which has none. */
export function hearsKeys(): boolean {
  return isDesktop() && 'onKeyDown' in wx;
}

type KeyListener = (press: KeyPress) => unknown;
/** Listeners, the newest first. One that returns true takes the key: the older do not hear it. */
let listeners: readonly KeyListener[] = [];

function tell(key: WechatMiniprogram.OnKeyDownListenerResult): void {
  const press = keyPress(key, Date.now());
  listeners.some((listener) => listener(press) === true);
}

/**
 * Listens for key presses. WeChat reports them only on computers, after the person's first action,
 * and never while a field has the focus
 * (developers.weixin.qq.com/miniprogram/dev/api/device/keyboard/wx.onKeyDown.html).
 *
 * @param onPress returns true to keep the key from what lies below, such as its page
 * @returns a function that stops listening
 */
export function onKey(onPress: KeyListener): () => void {
  // Base libraries (WeChat versions) before 3.6.0 do not have this function.
  if (!('onKeyDown' in wx)) return () => undefined;
  if (listeners.length === 0) wx.onKeyDown(tell);
  listeners = [onPress, ...listeners];
  return () => {
    listeners = listeners.filter((listener) => listener !== onPress);
    if (listeners.length === 0) wx.offKeyDown(tell);
  };
}

/** Tap on a node, with the data that the template gives it. */
export type Tap<Data extends Record<string, unknown>> = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  Data
>;
