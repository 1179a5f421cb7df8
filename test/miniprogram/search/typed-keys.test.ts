import { NO_KEYS, withKey } from '../../../miniprogram/search/typed-keys';

/** What keys have typed, one after the other. */
const typedBy = (...keys: readonly string[]) => keys.reduce(withKey, NO_KEYS).text;

describe('keys that no field has taken', () => {
  it('type their characters, as they are', () => {
    expect(typedBy(...Array.from('CODE_128,20261126-1280'))).toBe('CODE_128,20261126-1280');
    expect(typedBy(...Array.from('{"id": "a-1"}'))).toBe('{"id": "a-1"}');
  });

  it('type nothing by a name, but for Backspace, which takes a character back', () => {
    expect(typedBy('Shift', 'A', 'ArrowLeft', 'F1', 'Process', '', '1')).toBe('A1');
    expect(typedBy('Backspace', 'a', 'b', 'Backspace', '1')).toBe('a1');
  });

  it.each(['Control', 'Meta', 'Alt'])('type nothing when %s was pressed for them', (held) => {
    expect(typedBy('a', held, 'c', '1')).toBe('a1');
    expect(typedBy('a', held, held, 'Shift', 'C', '1')).toBe('a1');
  });
});
