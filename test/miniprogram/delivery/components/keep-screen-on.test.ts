import { installWx, storageInMemory } from '../../../support/fake-wx';
import { renderComponent } from '../../../support/rendered-component';

/** Shown on a phone that does what it is asked, or not. */
function show({ platform = 'ios', refuses = false, storage = storageInMemory() } = {}) {
  const asked: boolean[] = [];
  installWx({
    ...storage,
    getDeviceInfo: () => ({ platform }),
    setKeepScreenOn: ({ keepScreenOn }: { readonly keepScreenOn: boolean }) => {
      asked.push(keepScreenOn);
      return refuses ? Promise.reject(new Error('setKeepScreenOn:fail')) : Promise.resolve();
    },
  });
  const shown = renderComponent('keep-screen-on', {});
  // The simulator does not draw a switch: what it would tell is told here.
  const choose = (value: boolean): Promise<void> => {
    shown.call('onSwitch', { value });
    return shown.set({});
  };
  return { shown, asked, choose };
}

describe('the switch that keeps the screen on', () => {
  it('asks for nothing until it is turned on, then while its page is shown', async () => {
    const { shown, asked, choose } = show();
    shown.pageLifetime('show');
    shown.pageLifetime('hide');
    expect(asked).toEqual([]);
    shown.pageLifetime('show');
    await choose(true);
    expect(asked).toEqual([true]);
    shown.pageLifetime('hide');
    expect(asked).toEqual([true, false]);
    shown.pageLifetime('show');
    expect(asked).toEqual([true, false, true]);
    await choose(false);
    expect(asked).toEqual([true, false, true, false]);
    shown.pageLifetime('hide');
    expect(asked).toHaveLength(4);
  });

  it('lets go when there is nothing to watch any more', async () => {
    const { shown, asked, choose } = show();
    await choose(true);
    shown.remove();
    expect(asked).toEqual([true, false]);
  });

  it('is one for all that is looked at, and as it was left after a restart', async () => {
    const storage = storageInMemory();
    await show({ storage }).choose(true);
    const { shown, asked } = show({ storage });
    expect([shown.data('isScreenOn'), asked]).toEqual([true, [true]]);
  });

  it.each([
    ['ios', '这台设备不能常亮，请把自动锁屏的时间调长'],
    ['windows', '请关掉电脑的自动休眠'],
  ])('goes back, and says what to do, where WeChat refuses: %s', async (platform, words) => {
    const { shown, choose } = show({ platform, refuses: true });
    await choose(true);
    expect(shown.data('isScreenOn')).toBe(false);
    expect(shown.text('.hint')).toBe(words);
  });

  it('says nothing of a refusal to whoever has turned it off meanwhile', async () => {
    const { shown, choose } = show({ refuses: true });
    await Promise.all([choose(true), choose(false)]);
    expect(shown.count('[aria-role="alert"]')).toBe(0);
  });
});
