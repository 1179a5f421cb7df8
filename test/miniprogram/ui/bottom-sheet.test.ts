import { cloudThat, installWx, storageInMemory } from '../../support/fake-wx';
import { settle } from '../../support/manual-time';
import { renderComponent } from '../../support/rendered-component';

it('a sheet over a page has its title, and closes by its button and by a tap beside it', async () => {
  const sheet = renderComponent('bottom-sheet', { title: '响铃' }, ['close']);
  expect(sheet.text('.title')).toBe('响铃');
  await sheet.dispatch('.title', 'tap');
  expect(sheet.emitted('close')).toBe(0);
  await sheet.dispatch('.close', 'tap');
  await sheet.dispatch('.veil', 'tap');
  expect(sheet.emitted('close')).toBe(2);
});

const SETTINGS = { isOn: false, vibrates: true, quiet: { from: 22, to: 7 } };

describe('how the bell is set', () => {
  it('shows its switches, that music stops for it, and the quiet hours', () => {
    const settings = renderComponent('bell-settings', { settings: SETTINGS });
    expect(settings.text()).toMatch(/^响铃.*这部手机上的音乐会停.*振动.*屏幕常亮.*安静时段/);
    expect(settings.text('.choice--on')).toBe('22:00–7:00');
    expect(settings.text('.note__text')).toContain('只在看板开着的时候响');
  });

  it('tells what a tap changes, and nothing else', async () => {
    const changes: unknown[] = [];
    const settings = renderComponent('bell-settings', { settings: SETTINGS }, ['set']);
    settings.listen('set', (detail) => changes.push(detail));
    await settings.dispatch('.switch', 'change', { value: true });
    await settings.dispatch('.choice', 'tap');
    expect(changes).toEqual([{ isOn: true }, { quiet: null }]);
    await settings.set({ settings: { ...SETTINGS, isOn: true, quiet: null } });
    expect(settings.text('.choice--on')).toBe('不设');
    await settings.dispatch('.switch', 'change', { value: false });
    expect(changes[2]).toEqual({ isOn: false });
  });
});

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

describe('many order ids at once', () => {
  async function put(text: string) {
    const asked: { readonly orders: readonly (readonly string[])[] }[] = [];
    const answer = () => {
      const orderIds = asked.at(-1)?.orders.map(([orderId = '']) => orderId);
      const added = orderIds?.map((orderId) => ({ orderId, outcome: 'awaited' }));
      return { ok: true, serverTime: Date.now(), data: { added, queueSeconds: 4 } };
    };
    installWx({ ...storageInMemory(), cloud: cloudThat(answer, asked) });
    const field = renderComponent('paste-orders', {}, ['added']);
    field.call('onInput', { value: text });
    await field.set({});
    const before = field.text();
    field.call('addAll');
    await settle();
    return { field, asked, before };
  }

  it('are counted while they are typed, however they are separated, and put on the board', async () => {
    const { field, asked, before } = await put('A-1288\nA-1290，A-1291 A-1288');
    expect(before).toContain('把 3 单放上看板');
    expect(asked).toMatchObject([{ orders: [['A-1288'], ['A-1290'], ['A-1291']] }]);
    expect(field.emitted('added')).toBe(1);
    expect(field.data('text')).toBe('');
    expect(field.text('.outcome')).toContain('3 单');
  });

  it('says what to do where there is none', async () => {
    const { field, asked } = await put('  ');
    expect(asked).toEqual([]);
    expect(field.text('.outcome')).toContain('还没有订单号');
    expect(field.emitted('added')).toBe(0);
  });
});
