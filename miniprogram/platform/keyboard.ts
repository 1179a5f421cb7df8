import type { KeyInfo, KeyPress } from '../shared/key-press';
import { keyPress } from '../shared/key-press';

/**
 * Listens for keys that go down. WeChat tells of them on computers only, after a person's first
 * action, and never while a field has the focus
 * (developers.weixin.qq.com/miniprogram/dev/api/device/keyboard/wx.onKeyDown.html).
 *
 * @returns stops listening
 */
export function onKey(pressed: (press: KeyPress) => void): () => void {
  // Base libraries before 3.6.0 do not have it.
  if (!('onKeyDown' in wx)) return () => undefined;
  const listener = (info: KeyInfo): void => {
    pressed(keyPress(info, Date.now()));
  };
  wx.onKeyDown(listener);
  return () => {
    wx.offKeyDown(listener);
  };
}
