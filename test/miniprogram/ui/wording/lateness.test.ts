import { drift, lateBy } from '../../../../miniprogram/ui/wording/lateness';
import { at } from '../../../support/delivery-reports';

describe('how late a delivery is', () => {
  it('is told in minutes, and from two hours on in hours and days', () => {
    expect([1, 119, 120, 1440].map(lateBy)).toEqual([
      '晚 1 分',
      '晚 119 分',
      '晚 2 小时',
      '晚 1 天',
    ]);
  });
});

describe('the distance from the first promise', () => {
  it.each([
    ['12:31', '比最初早 4 分'],
    ['12:33', '比最初早 2 分'],
    ['12:34', ''],
    ['12:36', ''],
    ['12:37', '比最初晚 2 分'],
    ['14:35', '比最初晚 2 小时'],
  ])('of 12:35 is for %s “%s”: a minute may be rounding', (arrives, words) => {
    expect(drift(at(arrives), at('12:35'))).toBe(words);
  });
});
