import { phone } from '../phone';
import { topPage } from '../page-stack';
import { asyncApis } from './api';

/** Version of the base library that the phone reports. */
const SDK_VERSION = '3.6.0';

/** Returns the size of the area between navigation bar and tab bar, px. */
export function windowSize(): { readonly windowWidth: number; readonly windowHeight: number } {
  const { innerWidth, innerHeight } = window;
  const { top, bottom } = topPage()?.frame ?? { top: 0, bottom: 0 };
  return { windowWidth: innerWidth, windowHeight: innerHeight - top - bottom };
}

function windowInfo(): Record<string, unknown> {
  return { ...windowSize(), statusBarHeight: phone.statusBarHeight };
}

function deviceInfo(): Record<string, unknown> {
  if (phone.kind !== 'computer') return { platform: 'ios' };
  return { platform: phone.isMac ? 'mac' : 'windows' };
}

function appBaseInfo(): Record<string, unknown> {
  return { SDKVersion: SDK_VERSION, theme: phone.settings.theme, fontSizeSetting: phone.fontSize };
}

/** APIs with information about the phone, limited to what the mini-program and vant read. */
export const systemInfoApis: Readonly<Record<string, unknown>> = {
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: appBaseInfo,
  // Exists for vant, which reads all information by this one call.
  getSystemInfoSync: () => ({ ...windowInfo(), ...deviceInfo(), ...appBaseInfo() }),
  getMenuButtonBoundingClientRect: () => {
    const { left, top, bottom, height } = phone.capsule;
    return { left, top, bottom, height };
  },
  getAccountInfoSync: () => ({
    miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
  }),
  // Never calls the listener, because the local phone has no updates.
  getUpdateManager: () => ({ onUpdateReady: () => undefined }),
  ...asyncApis({
    getNetworkType: () => ({
      networkType: phone.settings.online ? 'wifi' : 'none',
      weakNet: false,
    }),
    getPrivacySetting: () => ({
      needAuthorization: false,
      privacyContractName: '《小程序用户隐私保护指引》',
    }),
  }),
};
