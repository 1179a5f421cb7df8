import { hearsKeys, onKey } from '../../../miniprogram/platform/input';
import { installWx } from '../../support/fake-wx';

interface Key {
  readonly key: string;
}

type Listener = (info: Key) => void;

describe('keys', () => {
  it('are told of until it is stopped', () => {
    const listeners = new Set<Listener>();
    installWx({
      onKeyDown: (listener: Listener) => listeners.add(listener),
      offKeyDown: (listener: Listener) => listeners.delete(listener),
    });
    const pressed = jest.fn();
    const stop = onKey(pressed);
    for (const listener of listeners) listener({ key: 'Escape' });
    expect(pressed).toHaveBeenCalledWith(expect.objectContaining({ key: 'Escape' }));
    const over = onKey(({ key }) => key === 'Escape');
    for (const key of ['Escape', 'a']) for (const listener of listeners) listener({ key });
    // What lies over the page has taken Escape, and only that.
    expect(pressed.mock.calls).toMatchObject([[{ key: 'Escape' }], [{ key: 'a' }]]);
    over();
    expect(listeners.size).toBe(1);
    stop();
    expect(listeners.size).toBe(0);
  });
});

it('an old WeChat, which has no keys, is no error', () => {
  const { wx } = globalThis as { wx?: Record<string, unknown> };
  delete wx?.['onKeyDown'];
  expect(onKey(jest.fn())).not.toThrow();
});

it.each([
  ['windows', true, true],
  ['mac', false, false],
  ['ios', true, false],
])('keys are heard on a computer with them only: %s', (platform, hasFunction, expected) => {
  const getDeviceInfo = () => ({ platform });
  installWx({ getDeviceInfo, ...(hasFunction && { onKeyDown: jest.fn() }) });
  expect(hearsKeys()).toBe(expected);
});
