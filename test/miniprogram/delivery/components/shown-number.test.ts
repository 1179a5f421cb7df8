import { installWx } from '../../../support/fake-wx';
import { renderComponent } from '../../../support/rendered-component';

const show = () => renderComponent('shown-number', { number: '12012345678' }, ['expire']);

describe('a number to be dialled on another telephone', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.clearAllTimers();
    jest.useRealTimers();
  });

  it('stands there for a minute, which is counted down, and is over then', () => {
    const shown = show();
    expect(shown.text('.number__figure')).toBe('12012345678');
    expect(shown.data('seconds')).toBe(60);
    jest.advanceTimersByTime(59_000);
    expect(shown.data('seconds')).toBe(1);
    expect(shown.emitted('expire')).toBe(0);
    jest.advanceTimersByTime(1000);
    expect(shown.emitted('expire')).toBe(1);
    jest.advanceTimersByTime(60_000);
    expect(shown.emitted('expire')).toBe(1);
  });

  it('is over at once when it is put away', async () => {
    const shown = show();
    const tapped = shown.dispatch('.number__close', 'tap');
    await jest.advanceTimersByTimeAsync(100);
    await tapped;
    expect(shown.emitted('expire')).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is over by Escape, and listens to keys no longer once it is gone', () => {
    const listeners = new Set<(info: { readonly key: string }) => void>();
    installWx({
      onKeyDown: listeners.add.bind(listeners),
      offKeyDown: listeners.clear.bind(listeners),
    });
    const shown = show();
    for (const key of ['a', 'Escape']) for (const listener of listeners) listener({ key });
    expect(shown.emitted('expire')).toBe(1);
    shown.remove();
    expect(listeners.size).toBe(0);
  });
});
