import { number, type, validate } from 'superstruct';
import { enumOr, list } from '../../../miniprogram/contract/schema';

const tone = enumOr('none', ['go', 'wait', 'none']);

describe('a list', () => {
  it('holds what its items allow, and nothing else is one', () => {
    const numbers = list(number());
    expect([[], [1, 2]].map((value) => numbers.is(value))).toEqual([true, true]);
    const others = [[1, '2'], [null], { 0: 1, length: 1 }, '12', null, undefined];
    expect(others.filter((value) => numbers.is(value))).toEqual([]);
  });

  it('names the item that is not as it has to be', () => {
    const [failure] = validate({ tones: ['go', 1] }, type({ tones: list(tone) }));
    expect(failure?.path).toEqual(['tones', 1]);
  });

  it('coerces its items, and leaves the list that it was given as it is', () => {
    const given = ['go', 'fly'];
    expect(list(tone).create(given)).toEqual(['go', 'none']);
    expect(given).toEqual(['go', 'fly']);
  });
});

it('one of some texts is taken for another where it is not known, if values are coerced; what is no text never is', () => {
  expect(tone.create('wait')).toBe('wait');
  expect(tone.create('fly')).toBe('none');
  expect(tone.is('fly')).toBe(false);
  expect(() => tone.create(1)).toThrow();
});
