import { initialOf, joinNonEmpty, storeNames } from '../../../miniprogram/shop/roles';
import { STORES } from '../../support/shop-samples';

it('the stores of a person are named, as far as their names are known', () => {
  expect(storeNames('all', STORES)).toBe('全部门店');
  expect(storeNames(['st-2', 'st-9', 'st-1'], STORES)).toBe('二店、一店');
  expect(storeNames([], STORES)).toBe('');
});

it('joins the parts that say something', () => {
  expect(joinNonEmpty('店员', '', '一店')).toBe('店员 · 一店');
  expect(joinNonEmpty('', '')).toBe('');
});

it('a badge has the first character of a name', () => {
  expect(['周敏', '𠮷野', ''].map(initialOf)).toEqual(['周', '𠮷', '']);
});
