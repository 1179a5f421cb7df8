import { rolledCharacters } from '../../../../miniprogram/delivery/view/rolled-characters';

const rolled = (figure: string, before: string): string =>
  rolledCharacters(figure, before)
    .map(({ character, isNew }) => (isNew ? `[${character}]` : character))
    .join('');

describe('the characters of a figure', () => {
  it('roll in where they have changed', () => {
    expect(rolled('12:45', '12:43')).toBe('12:4[5]');
    expect(rolled('13:00', '12:59')).toBe('1[3]:[0][0]');
    expect(rolled('10:00', '9:59')).toBe('[1][0]:[0][0]');
  });

  it('stand still at first', () => {
    expect(rolled('12:43', '')).toBe('12:43');
  });

  it('are told apart by their places, and by what they are', () => {
    const keys = rolledCharacters('11:11', '').map(({ key }) => key);
    expect(new Set(keys).size).toBe(5);
    expect(rolledCharacters('11:12', '11:11').at(-1)?.key).not.toBe(keys.at(-1));
  });
});
