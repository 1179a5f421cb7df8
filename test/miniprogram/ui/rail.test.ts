import { renderComponent } from '../../support/rendered-component';
import { installWx } from '../../support/fake-wx';

let width: number;
let calls: string[];
const done =
  (name: string) =>
  ({ success }: { readonly success: () => void }) => {
    calls.push(name);
    success();
  };

beforeEach(() => {
  width = 1280;
  calls = [];
  installWx({
    getWindowInfo: () => ({ windowWidth: width }),
    hideTabBar: done('hide'),
    showTabBar: done('show'),
    switchTab: ({ url }: { readonly url: string }) => {
      calls.push(url);
      return Promise.resolve();
    },
  });
});

describe('the rail', () => {
  it('takes the place of WeChat’s tab bar in a wide window, and gives it back', () => {
    const rail = renderComponent('rail', { current: 'search' });
    rail.pageLifetime('show');
    rail.pageLifetime('show');
    width = 999;
    rail.pageLifetime('show');
    width = 1000;
    rail.pageLifetime('show');
    expect(calls).toEqual(['hide', 'show', 'hide']);
  });

  it('marks the tab that is open, and leads to the other', async () => {
    const rail = renderComponent('rail', { current: 'shop' });
    expect(rail.text('.tab__text')).toBe('查单|店铺');
    expect(rail.text('.tab--here')).toBe('店铺');
    await rail.dispatch('.tab--here', 'tap');
    expect(calls).toEqual([]);
    await rail.dispatch('.tab', 'tap');
    expect(calls).toEqual(['/pages/search/search']);
  });

  it('has badges of its own', () => {
    const rail = renderComponent('rail', { current: 'shop', badges: { search: 3 } });
    expect(rail.text('.tab__badge')).toBe('3');
  });
});
