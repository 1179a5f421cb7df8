import {
  randomFromText,
  choiceFromText,
  digitsFromText,
} from '../../../dev/sandbox/random-from-text';

describe('chance that falls the same way every time', () => {
  it('is a share from 0 to below 1, spread evenly even over texts that are alike', () => {
    const chances = Array.from({ length: 1000 }, (_, index) => randomFromText(`20261124-${index}`));
    const average = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;

    expect(Math.min(...chances)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...chances)).toBeLessThan(1);
    expect(average).toBeCloseTo(0.5, 1);
    expect(randomFromText('20261124-1')).toBe(chances[1]);
  });

  it('chooses one of a list', () => {
    const chosen = new Set(
      Array.from({ length: 50 }, (_, index) => choiceFromText(['a', 'b', 'c'], String(index))),
    );
    expect(chosen).toEqual(new Set(['a', 'b', 'c']));
  });

  it('makes numbers of the length that is wanted, without a leading zero', () => {
    for (let index = 0; index < 50; index += 1) {
      expect(digitsFromText(String(index), 26)).toMatch(/^[1-9]\d{25}$/);
    }
  });
});
