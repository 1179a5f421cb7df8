import { fromStore, lengthWords } from '../../../../miniprogram/ui/wording/from-store';

it.each([
  [4, '距店 0 米（直线）'],
  [347, '距店 350 米（直线）'],
  [994, '距店 990 米（直线）'],
  [996, '距店 1.0 公里（直线）'],
  [1240, '距店 1.2 公里（直线）'],
])('writes %i metres', (metres, words) => {
  expect(fromStore(metres)).toBe(words);
});

it('rounds a length as exactly as it is known', () => {
  expect([2310, 347].map((metres) => lengthWords(metres))).toEqual(['2.3 公里', '350 米']);
  expect([347, 960].map((metres) => lengthWords(metres, 100))).toEqual(['300 米', '1.0 公里']);
});
