import { overlaps } from '../../../../cloudfunctions/core/shop/store-scope';

describe('store scopes', () => {
  it.each([
    ['all', 'all', true],
    [['a'], 'all', true],
    ['all', ['a'], true],
    [['a', 'b'], ['b'], true],
    [['a'], ['b'], false],
    [[], ['a'], false],
    [[], 'all', false],
    ['all', [], false],
  ] as const)('%j and %j overlap: %s', (one, other, overlapping) => {
    expect(overlaps(one, other)).toBe(overlapping);
  });
});
