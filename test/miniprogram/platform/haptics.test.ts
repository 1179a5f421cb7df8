import { vibrate } from '../../../miniprogram/platform/haptics';
import { installWx } from '../../support/fake-wx';

it('a phone vibrates lightly, and a device that cannot is not asked twice', () => {
  const vibrateShort = jest.fn<undefined, [{ readonly type: string; readonly fail: () => void }]>();
  installWx({ vibrateShort });
  vibrate();
  const [asked] = vibrateShort.mock.calls[0] ?? [];
  expect(asked?.type).toBe('light');
  expect(() => asked?.fail()).not.toThrow();
});
