import { renderComponent } from '../../../support/rendered-component';

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
