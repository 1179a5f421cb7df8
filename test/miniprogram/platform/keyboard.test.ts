import { onKey } from '../../../miniprogram/platform/keyboard';
import type { KeyPress } from '../../../miniprogram/shared/key-press';
import { installWx } from '../../support/fake-wx';

interface KeyInfo {
  readonly key: string;
  readonly code?: string;
  readonly shiftKey?: boolean | string;
  readonly altKey?: boolean | string;
  readonly ctrlKey?: boolean;
  readonly timeStamp?: number;
}

afterEach(() => {
  jest.restoreAllMocks();
});

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

/** The keys that are told of, on a clock that stands at 5000. */
function pressesOf(...infos: readonly KeyInfo[]): readonly KeyPress[] {
  const listeners = installKeys();
  const told: KeyPress[] = [];
  jest.spyOn(Date, 'now').mockReturnValue(5000);
  onKey((press) => told.push(press));
  for (const info of infos) for (const listener of listeners) listener(info);
  return told;
}

/** What they are called. */
const toldOf = (...infos: readonly KeyInfo[]) => pressesOf(...infos).map(({ key }) => key);

describe('keys', () => {
  it('are told by name until it is stopped', () => {
    const listeners = installKeys();
    const pressed = jest.fn();
    const stop = onKey(pressed);
    for (const listener of listeners) listener({ key: 'Escape', code: 'Escape' });
    expect(pressed).toHaveBeenCalledWith(expect.objectContaining({ key: 'Escape' }));
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

  it('are told with the time at which they were pressed, else that of the clock', () => {
    const times = [{ timeStamp: 81.5 }, {}, { timeStamp: 0 }, { timeStamp: NaN }];
    const told = pressesOf(...times.map((time) => ({ key: 'a', code: 'KeyA', ...time })));
    expect(told.map(({ at }) => at)).toEqual([81.5, 5000, 5000, 5000]);
  });

  it('are told with what was held for them, as far as WeChat says so', () => {
    const flags = [{ altKey: 'true', ctrlKey: false }, { altKey: true }, { altKey: 'false' }, {}];
    const told = pressesOf(...flags.map((held) => ({ key: 'a', code: 'KeyA', ...held })));
    expect(told.map(({ held }) => held)).toEqual([
      { Alt: true, Control: false, Meta: null },
      { Alt: true, Control: null, Meta: null },
      { Alt: false, Control: null, Meta: null },
      { Alt: null, Control: null, Meta: null },
    ]);
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
