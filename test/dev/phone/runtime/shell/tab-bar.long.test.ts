import { ends } from '../../../../support/browser-phone';
import { fixturePhone, tellPhone } from '../../../../support/fixture-phone';

const phone = fixturePhone('runtime/shell/fixture');

const SHOP = '.phone-page:not([hidden]) .phone-tab >> text=店铺';
const SEARCH = '.phone-page:not([hidden]) .phone-tab >> text=查单';

describe('the tab bar', () => {
  it('switches between pages that live on, and closes what lies over them', async () => {
    const { page, seen, wx } = await phone().open();
    await page.click(SHOP);
    await page.click(SEARCH);
    await wx("wx.navigateTo({ url: '/pages/c/c' }).then(() => 0)");
    await wx("wx.switchTab({ url: '/pages/b/b' }).then(() => 0)");
    expect((await seen()).slice(1)).toEqual([
      'a onLoad',
      'a onShow',
      'a onHide',
      'b onLoad',
      'b onShow',
      'b onHide',
      'a onShow',
      'a onHide',
      'c onLoad',
      'c onShow',
      'c onUnload',
      'b onShow',
    ]);
    expect(await page.evaluate('__phone.currentPages()')).toEqual(['pages/b/b']);
  });

  it('is the only way to its pages, but for a new start', async () => {
    const { wx, seen } = await phone().open('path=/pages/c/c');
    expect(await wx(ends("wx.navigateTo({ url: '/pages/a/a' })"))).toBe(
      'fail navigateTo:fail can not navigateTo a tabbar page',
    );
    expect(await wx(ends("wx.redirectTo({ url: '/pages/a/a' })"))).toMatch(/^fail redirectTo:fail/);
    expect(await wx(ends("wx.switchTab({ url: '/pages/c/c' })"))).toBe(
      'fail switchTab:fail can not switch to no-tabBar page',
    );
    await wx("wx.switchTab({ url: '/pages/a/a' }).then(() => 0)");
    expect((await seen()).slice(-3)).toEqual(['c onUnload', 'a onLoad', 'a onShow']);
    await wx("wx.switchTab({ url: '/pages/b/b' }).then(() => 0)");
    await wx("wx.reLaunch({ url: '/pages/c/c' }).then(() => 0)");
    expect((await seen()).slice(-4)).toEqual(['b onUnload', 'a onUnload', 'c onLoad', 'c onShow']);
  });

  it('takes its height from the page, which then keeps clear of nothing', async () => {
    const { wx } = await phone().open();
    const heights = await wx(
      `[wx.getWindowInfo().windowHeight, document.querySelector('.page').clientHeight,
        parseFloat(getComputedStyle(document.querySelector('.page')).paddingBottom)]`,
    );
    const high = 812 - 88 - 49 - 34;
    expect(heights).toEqual([high, high, 0]);
  });

  it('is hidden and shown again by a tab page, for all of them, and leaves them its height', async () => {
    const { page, wx } = await phone().open();
    const height = () => wx<number>('wx.getWindowInfo().windowHeight');
    const before = await height();
    expect(await wx(ends('wx.hideTabBar({})'))).toBe('ok hideTabBar:ok');
    expect(await height()).toBe(before + 49 + 34);
    await wx("wx.switchTab({ url: '/pages/b/b' }).then(() => 0)");
    expect(await page.locator('.phone-page:not([hidden]) .phone-tab').first().isVisible()).toBe(
      false,
    );
    expect(await wx(ends('wx.showTabBar({})'))).toBe('ok showTabBar:ok');
    expect(await height()).toBe(before);
    await wx("wx.navigateTo({ url: '/pages/c/c' }).then(() => 0)");
    expect(await wx(ends('wx.hideTabBar({})'))).toBe('fail hideTabBar:fail not TabBar page');
  });

  it("follows the phone's theme, and shows where one is", async () => {
    const { page, until } = await phone().open();
    const looks = (): Promise<[string, string | null, number][]> =>
      page.$$eval('.phone-page:not([hidden]) .phone-tab', (tabs) =>
        tabs.map((tab) => [
          getComputedStyle(tab).color,
          tab.getAttribute('aria-current'),
          tab.querySelectorAll('img[src$="images/b.svg"]').length,
        ]),
      );
    expect(await looks()).toEqual([
      ['rgb(22, 87, 217)', 'page', 1],
      ['rgb(102, 102, 102)', null, 0],
    ]);
    await tellPhone(page, { type: 'theme', theme: 'dark' });
    await until("document.documentElement.dataset.theme === 'dark'");
    expect((await looks()).map(([colour]) => colour)).toEqual([
      'rgb(141, 180, 255)',
      'rgb(153, 153, 153)',
    ]);
  });
});
