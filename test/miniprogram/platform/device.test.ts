import {
  capsule,
  dial,
  isDesktop,
  watchTheme,
  vibrate,
} from '../../../miniprogram/platform/device';
import { canScan, scanWithCamera } from '../../../miniprogram/platform/input';
import { installWx } from '../../support/fake-wx';

const on = (platform: string) => ({ getDeviceInfo: () => ({ platform }) });

it.each([
  ['android', false],
  ['ios', false],
  ['windows', true],
  ['mac', true],
])('%s is a computer: %s, and there a camera cannot scan', (platform, expected) => {
  installWx({ ...on(platform), scanCode: () => undefined });
  expect(isDesktop()).toBe(expected);
  expect(canScan()).toBe(!expected);
});

it('scanning that is cancelled is no error', async () => {
  installWx({ scanCode: () => Promise.reject(new Error('scanCode:fail cancel')) });
  await expect(scanWithCamera()).resolves.toBeNull();
});

const TOLD = { top: 50, bottom: 82, left: 281, height: 32 };

it.each([
  ['where WeChat says', 'ios', TOLD, TOLD],
  [
    'in its usual place where WeChat does not say',
    'android',
    { top: 0, bottom: 0, left: 0, height: 0 },
    { top: 6, bottom: 38, left: 1024, height: 32 },
  ],
  ['over no page on a computer, where WeChat draws its own bar', 'windows', TOLD, null],
])('the capsule is %s', (_where, platform, told, expected) => {
  const getMenuButtonBoundingClientRect = () => ({ ...told, width: 87, right: 368 });
  const getWindowInfo = () => ({ statusBarHeight: 0, windowWidth: 1024 });
  installWx({ ...on(platform), getMenuButtonBoundingClientRect, getWindowInfo });
  expect(capsule()).toEqual(expected);
});

type Listener = (change: { readonly theme: string }) => void;

it('tells the theme at once, and each time that it changes, until it is stopped', () => {
  const listeners = new Set<Listener>();
  installWx({
    getAppBaseInfo: () => ({ theme: 'dark' }),
    onThemeChange: (added: Listener) => listeners.add(added),
    offThemeChange: (removed: Listener) => listeners.delete(removed),
  });
  const told: string[] = [];
  const stop = watchTheme((theme) => told.push(theme));
  for (const listener of listeners) listener({ theme: 'light' });
  expect(told).toEqual(['dark', 'light']);
  stop();
  expect(listeners.size).toBe(0);
});

it('a phone vibrates lightly, and a device that cannot is not asked twice', () => {
  const vibrateShort = jest.fn<undefined, [{ readonly type: string; readonly fail: () => void }]>();
  installWx({ vibrateShort });
  vibrate();
  const [asked] = vibrateShort.mock.calls[0] ?? [];
  expect(asked?.type).toBe('light');
  expect(() => asked?.fail()).not.toThrow();
});

const opened = () => jest.fn().mockResolvedValue({ errMsg: 'makePhoneCall:ok' });
const failing = (reason: unknown) => () => jest.fn().mockRejectedValue(reason);

it.each([
  [true, 'WeChat opened it', opened],
  [true, 'the person did not want to', failing({ errMsg: 'makePhoneCall:fail cancel' })],
  [false, 'a computer has none', failing({ errMsg: 'makePhoneCall:fail not supported' })],
  [false, 'nobody says why', failing(undefined)],
  [false, 'what is said is no text', failing({ errMsg: 7 })],
])('the dialler is there: %s, when %s', async (isThere, _why, dialler) => {
  const asked = dialler();
  installWx({ makePhoneCall: asked });
  expect(await dial('12012345678')).toBe(isThere);
  expect(asked).toHaveBeenCalledWith({ phoneNumber: '12012345678' });
});
