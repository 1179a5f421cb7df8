import type { PhoneManifest } from '../../manifest';
import { phone } from '../phone';
import { topPage } from '../page-stack';
import { asyncApi } from './api';
import { windowSize } from './window-size';

/** The base library that the local phone speaks for. */
const SDK_VERSION = '3.6.0';

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

function systemInfo(): Record<string, unknown> {
  return { ...windowInfo(), ...deviceInfo(), ...appBaseInfo() };
}

/** What the phone says about itself. */
export function systemInfoApis(manifest: PhoneManifest): Record<string, unknown> {
  return {
    getWindowInfo: windowInfo,
    getDeviceInfo: deviceInfo,
    getAppBaseInfo: appBaseInfo,
    getSystemInfoSync: systemInfo,
    getSystemInfo: asyncApi('getSystemInfo', systemInfo),
    getSystemInfoAsync: asyncApi('getSystemInfoAsync', systemInfo),
    getMenuButtonBoundingClientRect: () => {
      const { left, top, right, bottom, width, height } = phone.capsule;
      return { left, top, right, bottom, width, height };
    },
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
      plugin: {},
    }),
    getNetworkType: asyncApi('getNetworkType', () => ({
      networkType: phone.settings.online ? 'wifi' : 'none',
      hasSystemProxy: false,
      weakNet: false,
    })),
    getPrivacySetting: asyncApi('getPrivacySetting', () => ({
      needAuthorization: false,
      privacyContractName: '《小程序用户隐私保护指引》',
    })),
    getUpdateManager: () => ({
      onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) => {
        setTimeout(() => {
          listener({ hasUpdate: false });
        });
      },
      // There is never another version here.
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => {
        throw new Error('applyUpdate:fail update is not ready');
      },
    }),
    getExtConfigSync: () => manifest.config['ext'] ?? {},
  };
}
