import { renderComponent } from '../../support/rendered-component';
import { installWx } from '../../support/fake-wx';

let calls: string[];
const done = (name: string) => () => {
  calls.push(name);
};

beforeEach(() => {
  calls = [];
  installWx({
    getWindowInfo: () => ({ windowWidth: 1280 }),
    getDeviceInfo: () => ({ platform: 'windows' }),
    hideTabBar: done('hide'),
    setTabBarBadge: ({ index, text }: { readonly index: number; readonly text: string }) => {
      calls.push(`badge ${index}: ${text}`);
    },
    removeTabBarBadge: ({ index }: { readonly index: number }) => {
      calls.push(`badge ${index}: none`);
    },
  });
});

describe('the rail', () => {
  it('has the badge of 看板, and so has WeChat’s own bar, which other pages show again', async () => {
    const rail = renderComponent('rail', { current: 'board', toHandle: 3 });
    expect(rail.text('.tab__badge')).toBe('3');
    calls = [];
    rail.pageLifetime('show');
    expect(calls).toContain('badge 1: 3');
    await rail.set({ toHandle: 120 });
    expect(rail.text('.tab__badge')).toBe('99+');
    await rail.set({ toHandle: 0 });
    expect(rail.count('.tab__badge')).toBe(0);
    expect(calls[calls.length - 1]).toBe('badge 1: none');
  });

  it('leaves the badge alone on a page that does not know it, until that page is shown', () => {
    const rail = renderComponent('rail', { current: 'search' });
    expect([rail.count('.tab__badge'), calls]).toEqual([0, []]);
    rail.pageLifetime('show');
    expect([rail.count('.tab__badge'), calls]).toEqual([0, ['hide', 'badge 1: none']]);
  });
});
