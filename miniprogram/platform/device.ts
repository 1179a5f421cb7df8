/** A rectangle in px, from the window's top left. */
export interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly height: number;
}

const DESKTOPS: readonly string[] = ['windows', 'mac', 'ohos_pc'];

/** Whether WeChat runs on a computer, where a field may be focused without a keyboard covering half the screen. */
export function isDesktop(): boolean {
  return DESKTOPS.includes(wx.getDeviceInfo().platform);
}

/** Keeps the screen on, or lets the system switch it off again; whether the phone does so. */
export async function keepScreenOn(on: boolean): Promise<boolean> {
  try {
    await wx.setKeepScreenOn({ keepScreenOn: on });
    return true;
  } catch {
    return false; // Some systems do not let a mini-program.
  }
}

/** px */
export function windowWidth(): number {
  return wx.getWindowInfo().windowWidth;
}

/** Where WeChat's own capsule lies over pages with a navigation bar of their own. */
export function capsule(): Rectangle {
  const { top, bottom, left, height } = wx.getMenuButtonBoundingClientRect();
  if (height > 0) return { top, bottom, left, height };
  // On a computer the capsule is in the window's frame.
  const { statusBarHeight, windowWidth } = wx.getWindowInfo();
  const below = statusBarHeight + 6;
  return { top: below, bottom: below + 32, left: windowWidth, height: 32 };
}
