import {
  type WeChatKeyEvent,
  type KeyPress,
  canHearKeys,
  readKeyEvent,
  listenForKeys,
} from '../../../miniprogram/platform/input';
import { installWx } from '../../support/fake-wx';

interface Key {
  readonly key: string;
}

type Listener = (info: Key) => void;

it('keys are told of until it is stopped', () => {
  const listeners = new Set<Listener>();
  installWx({
    onKeyDown: (listener: Listener) => listeners.add(listener),
    offKeyDown: (listener: Listener) => listeners.delete(listener),
  });
  const pressed = jest.fn();
  const stop = listenForKeys(pressed);
  for (const listener of listeners) listener({ key: 'Escape' });
  expect(pressed).toHaveBeenCalledWith(expect.objectContaining({ key: 'Escape' }));
  const over = listenForKeys(({ key }) => key === 'Escape');
  for (const key of ['Escape', 'a']) for (const listener of listeners) listener({ key });
  // What lies over the page has taken Escape, and only that.
  expect(pressed.mock.calls).toMatchObject([[{ key: 'Escape' }], [{ key: 'a' }]]);
  over();
  expect(listeners.size).toBe(1);
  stop();
  expect(listeners.size).toBe(0);
});

it.each([
  ['windows', true, true],
  ['mac', false, false],
  ['ios', true, false],
])('keys are heard on a computer with them only: %s', (platform, hasFunction, expected) => {
  const getDeviceInfo = () => ({ platform });
  installWx({ getDeviceInfo, ...(hasFunction && { onKeyDown: jest.fn() }) });
  expect(canHearKeys()).toBe(expected);
});

/** The keys as they are read, on a clock that stands at 5000. */
function pressesOf(...infos: readonly Partial<WeChatKeyEvent>[]): readonly KeyPress[] {
  return infos.map((info) => readKeyEvent({ key: '', code: '', shiftKey: false, ...info }, 5000));
}

const toldOf = (...infos: readonly Partial<WeChatKeyEvent>[]) =>
  pressesOf(...infos).map(({ key }) => key);

describe('a key press', () => {
  it('have the characters that they carry, wherever they lie on the keyboard', () => {
    const keys = toldOf({ key: 'a', code: 'KeyQ' }, { key: '&', code: 'Digit1' });
    expect(keys).toEqual(['a', '&']);
  });

  it('are told with the time at which they were pressed, else that of the clock', () => {
    const times = [{ timeStamp: 81.5 }, {}, { timeStamp: 0 }, { timeStamp: NaN }];
    const told = pressesOf(...times.map((time) => ({ key: 'a', code: 'KeyA', ...time })));
    expect(told.map(({ at }) => at)).toEqual([81.5, 5000, 5000, 5000]);
  });

  it('are told with what was held for them, as far as WeChat says so', () => {
    const flags = [{ altKey: 'true', ctrlKey: false }, { altKey: true }, { altKey: 'false' }, {}];
    const told = pressesOf(...flags.map((held) => ({ key: 'a', code: 'KeyA', ...held })));
    expect(told.map(({ modifiersDown }) => modifiersDown)).toEqual([
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
      const named = ['Enter', 'NumpadEnter', 'Escape', 'F13'].map((code) => press(code));
      expect(toldOf(...named)).toEqual(['Enter', 'Enter', 'Escape', 'F13']);
    },
  );
});
