import { capsule, dial, isDesktop, onTheme, vibrate } from '../../../miniprogram/platform/device';
import { canScan, scan } from '../../../miniprogram/platform/input';
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
  await expect(scan()).resolves.toBeNull();
});

describe('the capsule', () => {
  it('is where WeChat says', () => {
    const rectangle = { top: 50, bottom: 82, left: 281, height: 32 };
    installWx({
      ...on('ios'),
      getMenuButtonBoundingClientRect: () => ({ ...rectangle, width: 87, right: 368 }),
    });
    expect(capsule()).toEqual(rectangle);
  });

  it('is in its usual place where WeChat does not say', () => {
    installWx({
      ...on('android'),
      getMenuButtonBoundingClientRect: () => ({ top: 0, bottom: 0, left: 0, height: 0 }),
      getWindowInfo: () => ({ statusBarHeight: 0, windowWidth: 1024 }),
    });
    expect(capsule()).toEqual({ top: 6, bottom: 38, left: 1024, height: 32 });
  });

  it('is over no page on a computer, where WeChat draws its own bar', () => {
    installWx(on('windows'));
    expect(capsule()).toBeNull();
  });
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
  const stop = onTheme((theme) => told.push(theme));
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

describe('the dialler', () => {
  it.each([
    ['dialled', 'WeChat opened it', opened],
    ['cancelled', 'the person did not want to', failing({ errMsg: 'makePhoneCall:fail cancel' })],
    ['impossible', 'a computer has none', failing({ errMsg: 'makePhoneCall:fail not supported' })],
    ['impossible', 'nobody says why', failing(undefined)],
    ['impossible', 'what is said is no text', failing({ errMsg: 7 })],
  ])('is %s when %s', async (outcome, _why, dialler) => {
    const asked = dialler();
    installWx({ makePhoneCall: asked });
    expect(await dial('12012345678')).toBe(outcome);
    expect(asked).toHaveBeenCalledWith({ phoneNumber: '12012345678' });
  });
});
