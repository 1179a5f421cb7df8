import fc from 'fast-check';
import { compareKeys } from '../../../dev/build/sdk-edits';

const signedKey = fc.string({
  unit: fc.constantFrom(...Array.from('abcxyzABCXYZ0129_-')),
  maxLength: 8,
});

describe('the order of the keys that the bundle signs', () => {
  it('is that of localeCompare', () => {
    fc.assert(
      fc.property(signedKey, signedKey, (one, other) => {
        expect(Math.sign(compareKeys(one, other))).toBe(Math.sign(one.localeCompare(other)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['tcb_sessiontoken', 'tcb-token'],
    ['dataVersion', 'databaseName'],
    ['字', 'a'],
  ])('is that of localeCompare for %s and %s, either way', (one, other) => {
    expect(Math.sign(compareKeys(one, other))).toBe(Math.sign(one.localeCompare(other)));
    expect(Math.sign(compareKeys(other, one))).toBe(Math.sign(other.localeCompare(one)));
  });
});
