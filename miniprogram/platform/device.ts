/** Rectangle in px, measured from the top left of the window. */
export interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Theme = 'light' | 'dark';

const DESKTOPS: readonly string[] = ['windows', 'mac', 'ohos_pc'];

/** Tells whether WeChat runs on a computer, where a focused field opens no on-screen keyboard. */
export function isDesktop(): boolean {
  return DESKTOPS.includes(wx.getDeviceInfo().platform);
}

/**
 * Tells whether WeChat can hide its tab bar. WeChat for Mac cannot
 * (developers.weixin.qq.com/miniprogram/dev/api/ui/tab-bar/wx.hideTabBar.html [O]).
 */
export function canHideTabBar(): boolean {
  return wx.getDeviceInfo().platform !== 'mac';
}

/** Keeps the screen on, or lets it go off again; false when the system does not allow it. */
export async function keepScreenOn(on: boolean): Promise<boolean> {
  try {
    await wx.setKeepScreenOn({ keepScreenOn: on });
    return true;
  } catch {
    return false; // Some systems do not allow the change.
  }
}

export function windowSize(): Size {
  const { windowWidth, windowHeight } = wx.getWindowInfo();
  return { width: windowWidth, height: windowHeight };
}

/**
 * Returns the rectangle of WeChat's capsule button, which covers part of pages with a custom
 * navigation bar.
 *
 * @returns null on a computer: there WeChat draws its own bar above every page of a mini-program
 * whose window can be resized (developers.weixin.qq.com/miniprogram/dev/framework/pc, 2.1 [O])
 */
export function capsule(): Rectangle | null {
  if (isDesktop()) return null;
  const { top, bottom, left, height } = wx.getMenuButtonBoundingClientRect();
  if (height > 0) return { top, bottom, left, height };
  // With a height of 0, WeChat does not know the rectangle (yet), so the usual place is returned.
  const { statusBarHeight, windowWidth } = wx.getWindowInfo();
  const below = statusBarHeight + 6;
  return { top: below, bottom: below + 32, left: windowWidth, height: 32 };
}

export function currentTheme(): Theme {
  return wx.getAppBaseInfo().theme === 'dark' ? 'dark' : 'light';
}

/**
 * Calls `onChange` with the theme, now and after every change, until the returned function is
 * called.
 */
export function onTheme(onChange: (theme: Theme) => void): () => void {
  onChange(currentTheme());
  const listener = ({ theme }: { readonly theme: Theme }): void => {
    onChange(theme);
  };
  wx.onThemeChange(listener);
  return () => {
    wx.offThemeChange(listener);
  };
}

/** Lets the phone vibrate for a moment; does nothing on devices that cannot. */
export function vibrate(): void {
  wx.vibrateShort({ type: 'light', fail: () => undefined });
}

/**
 * Opens the phone's dialler, for which WeChat first asks the person. `cancelled`: the person
 * refused; WeChat reports this as an error (`makePhoneCall:fail cancel`). `impossible`: the device
 * cannot make calls.
 */
export async function dial(phoneNumber: string): Promise<'dialled' | 'cancelled' | 'impossible'> {
  try {
    await wx.makePhoneCall({ phoneNumber });
    return 'dialled';
  } catch (failure) {
    const { errMsg } = (failure ?? {}) as { errMsg?: unknown };
    return typeof errMsg === 'string' && errMsg.includes('cancel') ? 'cancelled' : 'impossible';
  }
}

/** Timers of the platform. Tests pass simulated ones instead. */
export const timers = {
  set: (callback: () => void, delayMs: number): number => setTimeout(callback, delayMs),
  clear: (handle: number): void => {
    clearTimeout(handle);
  },
};
