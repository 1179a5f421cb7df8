import { renderComponent } from '../../support/rendered-component';
import { installWx } from '../../support/fake-wx';

let width: number;
let platform: string;
let calls: string[];
const done = (name: string) => () => {
  calls.push(name);
};

beforeEach(() => {
  width = 1280;
  platform = 'windows';
  calls = [];
  installWx({
    getWindowInfo: () => ({ windowWidth: width }),
    getDeviceInfo: () => ({ platform }),
    hideTabBar: done('hide'),
    showTabBar: done('show'),
    setTabBarBadge: ({ index, text }: { readonly index: number; readonly text: string }) => {
      calls.push(`badge ${index}: ${text}`);
    },
    removeTabBarBadge: ({ index }: { readonly index: number }) => {
      calls.push(`badge ${index}: none`);
    },
    switchTab: ({ url }: { readonly url: string }) => {
      calls.push(url);
      return Promise.resolve();
    },
  });
});

describe('the rail', () => {
  it('takes the place of WeChat’s tab bar in a wide window, and gives it back', () => {
    const rail = renderComponent('rail', { current: 'search' });
    const shown = [1280, 1280, 999, 1000].map((px) => {
      width = px;
      rail.pageLifetime('show');
      return `${rail.count('.rail')} ${rail.count('.beside-rail')}`;
    });
    expect(calls.filter((call) => !call.startsWith('badge'))).toEqual(['hide', 'show', 'hide']);
    expect(shown).toEqual(['1 1', '1 1', '0 0', '1 1']);
  });

  it('is not there where WeChat for Mac cannot hide its tab bar', () => {
    platform = 'mac';
    const rail = renderComponent('rail', { current: 'search' });
    rail.pageLifetime('show');
    const expected = [0, 0, ['badge 1: none']];
    expect([rail.count('.rail'), rail.count('.beside-rail'), calls]).toEqual(expected);
  });

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
