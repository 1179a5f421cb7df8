import { phone } from '../phone';
import { topPage } from '../page-stack';
import { asyncApis } from './api';

/** The base library that the local phone speaks for. */
const SDK_VERSION = '3.6.0';

/** px that the visible page has for itself, between its navigation bar and its tab bar. */
export function windowSize(): { readonly windowWidth: number; readonly windowHeight: number } {
  const { innerWidth, innerHeight } = window;
  const { top, bottom } = topPage()?.frame ?? { top: 0, bottom: 0 };
  return { windowWidth: innerWidth, windowHeight: innerHeight - top - bottom };
}

function windowInfo(): Record<string, unknown> {
  const { innerWidth: width, innerHeight: height } = window;
  const top = topPage()?.frame.top ?? 0;
  const bottom = height - phone.safeBottom;
  return {
    pixelRatio: window.devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    ...windowSize(),
    screenTop: top,
    statusBarHeight: phone.statusBarHeight,
    safeArea: {
      left: 0,
      right: width,
      top: phone.statusBarHeight,
      bottom,
      width,
      height: bottom - phone.statusBarHeight,
    },
  };
}

function deviceInfo(): Record<string, unknown> {
  const computer = phone.kind === 'computer';
  return {
    brand: computer ? 'microsoft' : 'iPhone',
    model: computer ? 'microsoft' : phone.kind === 'tablet' ? 'iPad' : 'iPhone 15',
    platform: computer ? 'windows' : 'ios',
    system: computer ? 'Windows 11' : 'iOS 18.0',
    deviceOrientation: window.innerWidth > window.innerHeight ? 'landscape' : 'portrait',
    benchmarkLevel: -1,
  };
}

function appBaseInfo(): Record<string, unknown> {
  return {
    SDKVersion: SDK_VERSION,
    version: '8.0.54',
    language: 'zh_CN',
    theme: phone.settings.theme,
    fontSizeSetting: phone.fontSize,
    fontSizeScaleFactor: phone.settings.textScale,
    enableDebug: false,
    host: { env: 'WeChat' },
  };
}

/** What the phone says about itself. */
export const systemInfoApis: Readonly<Record<string, unknown>> = {
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: appBaseInfo,
  // vant asks for all of it at once.
  getSystemInfoSync: () => ({ ...windowInfo(), ...deviceInfo(), ...appBaseInfo() }),
  getMenuButtonBoundingClientRect: () => {
    const { left, top, right, bottom, width, height } = phone.capsule;
    return { left, top, right, bottom, width, height };
  },
  getAccountInfoSync: () => ({
    miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    plugin: {},
  }),
  // There is never another version here.
  getUpdateManager: () => ({
    onCheckForUpdate: () => undefined,
    onUpdateReady: () => undefined,
    onUpdateFailed: () => undefined,
    applyUpdate: () => {
      throw new Error('applyUpdate:fail update is not ready');
    },
  }),
  ...asyncApis({
    getNetworkType: () => ({
      networkType: phone.settings.online ? 'wifi' : 'none',
      hasSystemProxy: false,
      weakNet: false,
    }),
    getPrivacySetting: () => ({
      needAuthorization: false,
      privacyContractName: '《小程序用户隐私保护指引》',
    }),
  }),
};
