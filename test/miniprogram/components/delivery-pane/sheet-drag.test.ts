import { isPulledUp } from '../../../../miniprogram/components/delivery-pane/sheet-drag';

it.each([
  ['a pull upwards', -30, false, true],
  ['a pull downwards', 30, true, false],
  ['a trembling finger', -10, false, false],
  ['a trembling finger, on a sheet that is up', 10, true, true],
])('%s of %i px takes the sheet where it is meant to go', (_name, px, isUp, expected) => {
  expect(isPulledUp(px, isUp)).toBe(expected);
});
