import { phone } from '../phone';
import { topPage } from '../page-stack';
import { asyncApis } from './api';

/** Version of the base library that the phone reports. */
const SDK_VERSION = '3.6.0';

/** Size between the navigation bar and the tab bar, px. */
export function windowSize(): { readonly windowWidth: number; readonly windowHeight: number } {
  const { innerWidth, innerHeight } = window;
  const { top, bottom } = topPage()?.frame ?? { top: 0, bottom: 0 };
  return { windowWidth: innerWidth, windowHeight: innerHeight - top - bottom };
}

function windowInfo(): Record<string, unknown> {
  return { ...windowSize(), statusBarHeight: phone.statusBarHeight };
}

function deviceInfo(): Record<string, unknown> {
  return { platform: phone.kind === 'computer' ? 'windows' : 'ios' };
}

function appBaseInfo(): Record<string, unknown> {
  return {
    SDKVersion: SDK_VERSION,
    theme: phone.settings.theme,
    fontSizeSetting: phone.fontSize,
  };
}

/** Information about the phone, as far as product and vant read it. */
export const systemInfoApis: Readonly<Record<string, unknown>> = {
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: appBaseInfo,
  // vant reads all at once.
  getSystemInfoSync: () => ({ ...windowInfo(), ...deviceInfo(), ...appBaseInfo() }),
  getMenuButtonBoundingClientRect: () => {
    const { left, top, bottom, height } = phone.capsule;
    return { left, top, bottom, height };
  },
  getAccountInfoSync: () => ({
    miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
  }),
  // Never offers an update.
  getUpdateManager: () => ({
    onUpdateReady: () => undefined,
  }),
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
