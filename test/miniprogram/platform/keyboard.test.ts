import { onKey } from '../../../miniprogram/platform/keyboard';
import { installWx } from '../../support/fake-wx';

interface KeyInfo {
  readonly key: string;
  readonly code?: string;
  readonly shiftKey?: boolean | string;
}

type Listener = (info: KeyInfo) => void;

/** WeChat's keys in the test's hand. */
function installKeys(): Set<Listener> {
  const listeners = new Set<Listener>();
  installWx({
    onKeyDown: (listener: Listener) => listeners.add(listener),
    offKeyDown: (listener: Listener) => listeners.delete(listener),
  });
  return listeners;
}

/** What is told of keys. */
function toldOf(...infos: readonly KeyInfo[]): readonly string[] {
  const listeners = installKeys();
  const told: string[] = [];
  onKey((key) => told.push(key));
  for (const info of infos) for (const listener of listeners) listener(info);
  return told;
}

describe('keys', () => {
  it('are told by name until it is stopped', () => {
    const listeners = installKeys();
    const pressed = jest.fn();
    const stop = onKey(pressed);
    for (const listener of listeners) listener({ key: 'Escape', code: 'Escape' });
    expect(pressed).toHaveBeenCalledWith('Escape');
    stop();
    expect(listeners.size).toBe(0);
  });

  it('have the characters that they carry, wherever they lie on the keyboard', () => {
    const infos = [
      { key: 'a', code: 'KeyQ' },
      { key: '&', code: 'Digit1' },
    ];
    expect(toldOf(...infos)).toEqual(['a', '&']);
  });

  it.each(['Process', 'Unidentified', ''])(
    'that an input method calls “%s” are told by their place',
    (key) => {
      const press = (code: string, shiftKey: boolean | string = false) => ({ key, code, shiftKey });
      const plain = ['Digit1', 'Numpad2', 'KeyA', 'Minus', 'Slash', 'Quote', 'NumpadDecimal'];
      expect(toldOf(...plain.map((code) => press(code)))).toEqual(Array.from(`12a-/'.`));
      const shifted = ['KeyA', 'Minus', 'Slash', 'Semicolon', 'BracketLeft', 'Quote', 'Digit7'];
      expect(toldOf(...shifted.map((code) => press(code, true)))).toEqual(Array.from('A_?:{"&'));
      // The typings of WeChat call it a text.
      expect(toldOf(press('KeyB', 'true'), press('KeyB', 'false'))).toEqual(['B', 'b']);
      expect(toldOf(press('Enter'), press('NumpadEnter'), press('Escape'), press('F13'))).toEqual([
        'Enter',
        'Enter',
        'Escape',
        'F13',
      ]);
    },
  );
});

it('an old WeChat, which has no keys, is no error', () => {
  const { wx } = globalThis as { wx?: Record<string, unknown> };
  delete wx?.['onKeyDown'];
  expect(onKey(jest.fn())).not.toThrow();
});
