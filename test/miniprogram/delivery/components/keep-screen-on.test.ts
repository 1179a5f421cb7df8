import { installWx } from '../../../support/fake-wx';
import { renderComponent } from '../../../support/rendered-component';

/** Shown on a phone that does what it is asked, or not. */
function show({ platform = 'ios', refuses = false } = {}) {
  const asked: boolean[] = [];
  installWx({
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

  it('goes back, and says so, where the phone does not do it', async () => {
    const { shown, choose } = show({ refuses: true });
    await choose(true);
    expect(shown.data('on')).toBe(false);
    expect(shown.text('.keep__refused')).toBe(
      '这台设备不支持保持亮屏，可以在系统设置里把自动锁屏的时间调长。',
    );
  });

  it('says nothing of a refusal to whoever has turned it off meanwhile', async () => {
    const { shown, choose } = show({ refuses: true });
    await Promise.all([choose(true), choose(false)]);
    expect(shown.count('.keep__refused')).toBe(0);
  });

  it('is not offered on a computer', () => {
    const { shown } = show({ platform: 'windows' });
    expect(shown.text()).toBe('');
  });
});
