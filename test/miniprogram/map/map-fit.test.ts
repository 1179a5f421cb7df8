import { fitPadding } from '../../../miniprogram/map/map-fit';

it('keeps markers 48 px below the pill, 40 above the sheet, 64 from the sides', () => {
  expect(fitPadding({ top: 88, right: 0, bottom: 420, left: 0 })).toEqual([136, 64, 460, 64]);
  expect(fitPadding({ top: 0, right: 8, bottom: 0, left: 416 })).toEqual([48, 72, 40, 480]);
});

it('leaves more room for a pin above its place, and for a note at the bottom, where there is any', () => {
  const free = { top: 88, right: 0, bottom: 420, left: 0 };
  expect(fitPadding(free, true, false)).toEqual([160, 64, 460, 64]);
  expect(fitPadding(free, false, true)).toEqual([136, 64, 504, 64]);
  expect(fitPadding({ ...free, isLow: true }, true, true)).toEqual([136, 64, 460, 64]);
});
