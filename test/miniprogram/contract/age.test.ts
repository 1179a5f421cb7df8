import { ageMs, isAheadOfNow, MAX_CLOCK_SKEW_MS } from '../../../miniprogram/contract/age';
import { NOON } from '../../support/delivery-reports';

it.each([
  ['past', NOON - 5, 5],
  ['present', NOON, 0],
  ['ahead by what two right clocks may differ', NOON + MAX_CLOCK_SKEW_MS, 0],
  ['further ahead', NOON + MAX_CLOCK_SKEW_MS + 1, Infinity],
  ['a day ahead', NOON + 86_400_000, Infinity],
])('a stored time that is %s has its age', (_what, time, age) => {
  expect(ageMs(time, NOON)).toBe(age);
  expect(isAheadOfNow(time, NOON)).toBe(age === Infinity);
});
