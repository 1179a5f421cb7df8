import type { KeyPress } from '../../../miniprogram/platform/input';
import { NO_KEYS, runEndedBy, withKey } from '../../../miniprogram/ui/typed-keys';

/** A key that WeChat tells nothing else of. */
const NOTHING_TOLD = { Alt: null, Control: null, Meta: null };

/** What keys have typed, one after the other, 10 ms apart where they are given by name. */
const typedBy = (...keys: readonly (string | KeyPress)[]) =>
  keys
    .map((key, index) =>
      typeof key === 'string' ? { key, at: 10 * index, modifiersDown: NOTHING_TOLD } : key,
    )
    .reduce(withKey, NO_KEYS).text;

describe('keys that no field has taken', () => {
  it('type their characters, as they are', () => {
    expect(typedBy(...Array.from('CODE_128,20261126-1280'))).toBe('CODE_128,20261126-1280');
    expect(typedBy(...Array.from('{"id": "a-1"}'))).toBe('{"id": "a-1"}');
  });

  it('type nothing by a name, but for Backspace, which takes a character back', () => {
    expect(typedBy('Shift', 'A', 'ArrowLeft', 'F1', 'Process', '', '1')).toBe('A1');
    expect(typedBy('Backspace', 'a', 'b', 'Backspace', '1')).toBe('a1');
  });
});

describe('what was typed up to Enter', () => {
  const press = (key: string, at: number): KeyPress => ({ key, at, modifiersDown: NOTHING_TOLD });
  const typed = [press('9', 0), press('2', 5000), press('F1', 5300), press('0', 5400)].reduce(
    withKey,
    NO_KEYS,
  );

  it('has no part of what was typed before a pause', () => {
    expect(runEndedBy(typed, press('Enter', 5800))).toBe('20');
  });

  it.each([
    ['a pause before Enter', typed],
    ['an Enter before', withKey(typed, press('Enter', 5410))],
    ['Escape', withKey(typed, press('Escape', 5410))],
  ])('is nothing after %s', (_what, before) => {
    expect(runEndedBy(before, press('Enter', 5801))).toBe('');
  });
});

describe.each(['Control', 'Meta', 'Alt'] as const)('a key that %s was pressed for', (held) => {
  it('types nothing', () => {
    expect(typedBy('a', held, 'c', '1')).toBe('a1');
    expect(typedBy('a', held, held, 'Shift', 'C', '1')).toBe('a1');
  });

  it('is the next one within a second only', () => {
    const later = (ms: number) => ({ key: '2', at: ms, modifiersDown: NOTHING_TOLD });
    expect(typedBy(held, later(1000))).toBe('');
    expect(typedBy(held, later(1001))).toBe('2');
  });

  it.each(['Tab', 'Enter', 'Escape', 'Backspace', 'ArrowDown'])('is not one after %s', (name) => {
    expect(typedBy(held, name, '2', '0')).toBe('20');
  });

  it('types its character where WeChat says that the other is not held any more', () => {
    const free = { key: '2', at: 30, modifiersDown: { ...NOTHING_TOLD, [held]: false } };
    expect(typedBy('a', held, free)).toBe('a2');
  });

  it('types nothing as long as WeChat says that the other is held', () => {
    const still = { key: 'c', at: 60_000, modifiersDown: { ...NOTHING_TOLD, [held]: true } };
    expect(typedBy('a', held, still, still)).toBe('a');
  });
});
