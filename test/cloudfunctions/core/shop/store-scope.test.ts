import { isWithin, overlaps } from '../../../../cloudfunctions/core/shop/store-scope';

describe('store scopes', () => {
  it.each([
    ['all', 'all', true, true],
    [['a'], 'all', true, true],
    ['all', ['a'], false, true],
    [['a'], ['a', 'b'], true, true],
    [['a', 'b'], ['a'], false, true],
    [['a'], ['b'], false, false],
    [[], ['a'], true, false],
    [[], 'all', true, false],
    ['all', [], false, false],
  ] as const)('%j in %j: within %s, overlapping %s', (one, other, within, overlapping) => {
    expect(isWithin(one, other)).toBe(within);
    expect(overlaps(one, other)).toBe(overlapping);
  });
});
