/** A rectangle in px, from the window's top left. */
export interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly height: number;
}

export type Theme = 'light' | 'dark';

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

/**
 * Where WeChat's own capsule lies over pages with a navigation bar of their own. Null on a computer:
 * there WeChat draws its own bar above every page of a mini-program whose window can be resized
 * (developers.weixin.qq.com/miniprogram/dev/framework/pc, 2.1 [O]).
 */
export function capsule(): Rectangle | null {
  if (isDesktop()) return null;
  const { top, bottom, left, height } = wx.getMenuButtonBoundingClientRect();
  if (height > 0) return { top, bottom, left, height };
  // Not told yet, or not at all: its usual place.
  const { statusBarHeight, windowWidth } = wx.getWindowInfo();
  const below = statusBarHeight + 6;
  return { top: below, bottom: below + 32, left: windowWidth, height: 32 };
}

/**
 * Tells whether WeChat is light or dark, now and whenever that changes.
 *
 * @returns stops telling
 */
export function onTheme(told: (theme: Theme) => void): () => void {
  told(wx.getAppBaseInfo().theme === 'dark' ? 'dark' : 'light');
  const listener = ({ theme }: { readonly theme: Theme }): void => {
    told(theme);
  };
  wx.onThemeChange(listener);
  return () => {
    wx.offThemeChange(listener);
  };
}
