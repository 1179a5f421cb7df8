import { fromStore } from '../../../../miniprogram/ui/wording/from-store';

it.each([
  [4, '距店 0 米（直线）'],
  [347, '距店 350 米（直线）'],
  [994, '距店 990 米（直线）'],
  [996, '距店 1.0 公里（直线）'],
  [1240, '距店 1.2 公里（直线）'],
])('writes %i metres', (metres, words) => {
  expect(fromStore(metres)).toBe(words);
});
