import {
  agoWords,
  clockTime,
  durationWords,
  stopwatchWords,
  upToWords,
  driftWords,
  lateByWords,
  minutesInWords,
  distanceFromStoreWords,
  lengthWords,
} from '../../../../miniprogram/ui/wording/measures';
import { at, SECOND, MINUTE, HOUR } from '../../../support/delivery-reports';

const NEW_YEAR = Date.parse('2027-01-05T00:00:00+08:00');

it.each([
  ['is told to the minute, in the shop’s zone', at('12:43:59'), at('23:59'), '12:43'],
  ['is of today from midnight on', at('00:00'), at('23:59:59'), '00:00'],
  ['is of today though UTC has another day', at('07:59'), at('08:00'), '07:59'],
  ['bears the date until midnight', at('00:00') - 1, at('00:00'), '11-23 23:59'],
  ['bears the date of another year', NEW_YEAR, NEW_YEAR + 24 * HOUR, '01-05 00:00'],
])('a clock time %s', (_what, time, now, text) => {
  expect(clockTime(time, now)).toBe(text);
});

it.each([
  [0, '0:00'],
  [-SECOND, '0:00'],
  [9999, '0:09'],
  [4 * MINUTE + 12 * SECOND, '4:12'],
  [59 * MINUTE + 59 * SECOND, '59:59'],
  [HOUR + 4 * MINUTE + 2 * SECOND, '1 小时 4 分'],
  [24 * HOUR, '1 天'],
])('of a time that runs on, %i ms is %s', (ms, text) => {
  expect(stopwatchWords(ms)).toBe(text);
});

describe('an age', () => {
  it.each([
    [0, '刚刚'],
    [9999, '刚刚'],
    [-4 * SECOND, '刚刚'],
    [10 * SECOND, '10 秒前'],
    [14_999, '10 秒前'],
    [59 * SECOND, '55 秒前'],
    [MINUTE, '1 分前'],
    [3 * MINUTE + 59 * SECOND, '3 分前'],
    [HOUR, '1 小时前'],
    [HOUR - 1, '59 分前'],
    [112 * MINUTE, '1 小时 52 分前'],
    [2 * HOUR, '2 小时前'],
    [24 * HOUR - 1, '23 小时 59 分前'],
    [24 * HOUR, '1 天前'],
    [49 * HOUR, '2 天前'],
  ])('of %i ms reads %s', (ms, text) => {
    expect(agoWords(ms)).toBe(text);
  });

  it('still to come is rounded up', () => {
    const expected = ['5 秒', '5 秒', '40 秒', '1 分', '2 分', '3 分', '1 小时 51 分'];
    expect([0, 3, 37, 60, 61, 150, 6660].map(upToWords)).toEqual(expected);
  });

  it('as a duration is never nothing', () => {
    expect([durationWords(0), durationWords(-1)]).toEqual(['5 秒', '5 秒']);
  });
});

it('a number of minutes in a sentence is one in full', () => {
  expect([31, 112, 120].map(minutesInWords)).toEqual(['31 分钟', '1 小时 52 分钟', '2 小时']);
});

it('how late a delivery is is told in minutes, hours and days', () => {
  const expected = ['晚 1 分', '晚 1 小时 59 分', '晚 2 小时', '晚 1 天'];
  expect([1, 119, 120, 1440].map(lateByWords)).toEqual(expected);
});

it.each([
  ['12:31', '比最初早 4 分'],
  ['12:33', '比最初早 2 分'],
  ['12:34', ''],
  ['12:36', ''],
  ['12:37', '比最初晚 2 分'],
  ['14:35', '比最初晚 2 小时'],
])('an arrival at %s is “%s” from the promise of 12:35', (arrives, words) => {
  expect(driftWords(at(arrives), at('12:35'))).toBe(words);
});

it.each([
  [4, '距店 0 米（直线）'],
  [347, '距店 350 米（直线）'],
  [994, '距店 990 米（直线）'],
  [996, '距店 1.0 公里（直线）'],
  [1240, '距店 1.2 公里（直线）'],
])('writes %i metres', (metres, words) => {
  expect(distanceFromStoreWords(metres)).toBe(words);
});

it('rounds a length as exactly as it is known', () => {
  expect([2310, 347].map((metres) => lengthWords(metres))).toEqual(['2.3 公里', '350 米']);
  expect([347, 960].map((metres) => lengthWords(metres, 100))).toEqual(['300 米', '1.0 公里']);
});
