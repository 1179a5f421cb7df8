import { phoneUnits } from '../../../dev/phone/style-units';

describe("WeChat's units on the local phone", () => {
  it.each([
    ['20rpx', 'calc(var(--phone-rpx) * 20)'],
    ['-7.5rpx auto', 'calc(var(--phone-rpx) * -7.5) auto'],
    ['1.5rem', 'calc(var(--phone-rem) * 1.5)'],
    ['calc(100vh - 20rpx)', 'calc(100cqh - calc(var(--phone-rpx) * 20))'],
    ['50vw', '50cqw'],
    ['calc(8px + env(safe-area-inset-bottom))', 'calc(8px + var(--phone-safe-bottom, 0px))'],
    ['env(safe-area-inset-top, 4px)', 'var(--phone-safe-top, 0px)'],
    ['.5rpx', 'calc(var(--phone-rpx) * .5)'],
  ])('%s becomes %s', (written, meant) => {
    expect(phoneUnits(written)).toBe(meant);
  });

  it.each(['12px', 'url(a/20rpx.png)', "'20rpx'", 'var(--a-2rem)', '#12e4rem'])(
    'leaves %s alone',
    (value) => {
      expect(phoneUnits(value)).toBe(value);
    },
  );
});
