import { isDesktop } from './device';

/** Whether this device can scan with a camera (WeChat on computers cannot). */
export function canScan(): boolean {
  return 'scanCode' in wx && !isDesktop();
}

/** What a person scanned; null when they went back without scanning, or the camera was refused. */
export async function scan(): Promise<string | null> {
  try {
    const { result } = await wx.scanCode({
      scanType: ['barCode', 'qrCode', 'datamatrix', 'pdf417'],
    });
    return result;
  } catch {
    return null; // Cancelling is reported as a failure; WeChat itself says so when the camera is refused.
  }
}

/**
 * Listens for keys that go down. WeChat tells of them on computers only, after a person's first
 * action, and never while a field has the focus
 * (developers.weixin.qq.com/miniprogram/dev/api/device/keyboard/wx.onKeyDown.html).
 *
 * @returns stops listening
 */
export function onKey(
  pressed: (key: WechatMiniprogram.OnKeyDownListenerResult) => void,
): () => void {
  // Base libraries before 3.6.0 do not have it.
  if (!('onKeyDown' in wx)) return () => undefined;
  wx.onKeyDown(pressed);
  return () => {
    wx.offKeyDown(pressed);
  };
}
