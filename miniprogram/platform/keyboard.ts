import type { KeyInfo } from '../shared/key-name';
import { keyName } from '../shared/key-name';

/**
 * Listens for keys, by their characters or their names (`a`, `Escape`, `Enter`, `ArrowUp`). WeChat
 * tells of them on computers only, after a person's first action, and never while a field has the
 * focus (developers.weixin.qq.com/miniprogram/dev/api/device/keyboard/wx.onKeyDown.html).
 *
 * @returns stops listening
 */
export function onKey(pressed: (key: string) => void): () => void {
  // Base libraries before 3.6.0 do not have it.
  if (!('onKeyDown' in wx)) return () => undefined;
  const listener = (info: KeyInfo): void => {
    pressed(keyName(info));
  };
  wx.onKeyDown(listener);
  return () => {
    wx.offKeyDown(listener);
  };
}
