/** Rectangle in px, measured from the top left of the window. */
export type Rectangle = NonNullable<ReturnType<typeof capsule>>;
/** Width and height of the window in px. */
export type Size = ReturnType<typeof windowSize>;

export type Theme = 'light' | 'dark';

const DESKTOP_PLATFORMS: readonly string[] = ['windows', 'mac', 'ohos_pc'];

/** Tells whether WeChat runs on a computer. A focused field opens no on-screen keyboard there. */
export function isDesktop(): boolean {
  return DESKTOP_PLATFORMS.includes(wx.getDeviceInfo().platform);
}

/** Tells whether WeChat can hide its tab bar. WeChat for Mac cannot (wx.hideTabBar.html [O]). */
export function canHideTabBar(): boolean {
  return wx.getDeviceInfo().platform !== 'mac';
}

/** Keeps the screen on, or lets it turn off. @returns false when the system does not allow this */
export async function keepScreenOn(isOn: boolean): Promise<boolean> {
  try {
    await wx.setKeepScreenOn({ keepScreenOn: isOn });
    return true;
  } catch {
    return false;
  }
}

export function windowSize() {
  const { windowWidth, windowHeight } = wx.getWindowInfo();
  return { width: windowWidth, height: windowHeight };
}

/**
 * Returns the rectangle of WeChat's capsule button in the title bar; null on a computer, where
 * WeChat draws its own title bar (miniprogram/dev/framework/pc, 2.1 [O]).
 */
export function capsule() {
  if (isDesktop()) return null;
  const { top, bottom, left, height } = wx.getMenuButtonBoundingClientRect();
  if (height > 0) return { top, bottom, left, height };
  // While WeChat does not know the rectangle yet, its height is 0. The usual one is returned then.
  const { statusBarHeight, windowWidth } = wx.getWindowInfo();
  const topPx = statusBarHeight + 6;
  return { top: topPx, bottom: topPx + 32, left: windowWidth, height: 32 };
}

export function currentTheme(): Theme {
  return wx.getAppBaseInfo().theme === 'dark' ? 'dark' : 'light';
}

/** Calls `onChange` now and after each change of the theme. @returns a function that ends this */
export function watchTheme(onChange: (theme: Theme) => void): () => void {
  onChange(currentTheme());
  const listener = ({ theme }: { readonly theme: Theme }): void => {
    onChange(theme);
  };
  wx.onThemeChange(listener);
  return () => {
    wx.offThemeChange(listener);
  };
}

/** Makes the phone vibrate for a moment; does nothing on devices that cannot vibrate. */
export function vibrate(): void {
  wx.vibrateShort({ type: 'light', fail: () => undefined });
}

/** Opens the dialler with a number. @returns false on a device that cannot make calls */
export async function dial(phoneNumber: string): Promise<boolean> {
  try {
    await wx.makePhoneCall({ phoneNumber });
    return true;
  } catch (failure) {
    // If the person cancels the call, WeChat reports an error, too: `makePhoneCall:fail cancel`.
    const { errMsg } = (failure ?? {}) as { errMsg?: unknown };
    return typeof errMsg === 'string' && errMsg.includes('cancel');
  }
}

export const timers = {
  set: (callback: () => void, delayMs: number): number => setTimeout(callback, delayMs),
  clear: (timerId: number): void => {
    clearTimeout(timerId);
  },
};
