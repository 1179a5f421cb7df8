import type { Page } from 'playwright-core';
import { ends } from '../../../support/browser-phone';
import { byId, fixturePhone, tellPhone } from '../../../support/fixture-phone';

const phone = fixturePhone();

/** Heights of the shell's bars on a phone, px. */
const [TOP, TAB_BAR] = [88, 49 + 34];
const go = (way: string, page: string): string =>
  `wx.${way}({ url: '/pages/${page}/${page}' }).then(() => 0)`;

/** Returns a property of an element's computed style. */
function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.$eval(
    selector,
    (element, name) => getComputedStyle(element).getPropertyValue(name),
    property,
  );
}

describe('pages and components', () => {
  it('live in the order that WeChat documents, and hand a query on as it was written', async () => {
    const { seen, page, wx, until, errors } = await phone().open();
    await wx("wx.navigateTo({ url: '/pages/over/over?id=7&name=%E4%B8%99' }).then(() => 0)");
    await page.click('.phone-back >> nth=-1');
    await page.click(byId('toggle'));
    await until("getApp().seen.includes('later ready')");
    await page.click(byId('toggle'));
    await page.click('.phone-close');
    await page.click('text=重新进入');
    expect(await seen()).toEqual([
      'app onLaunch',
      'app onShow',
      'child attached',
      'first onLoad {}',
      'child show',
      'first onShow',
      'child ready',
      'first onReady',
      'child hide',
      'first onHide',
      'over onLoad {"id":"7","name":"%E4%B8%99"}',
      'over onShow',
      'over onReady',
      'over onUnload',
      'child show',
      'first onShow',
      'later attached',
      'later ready',
      'later detached',
      'child hide',
      'first onHide',
      'app onHide',
      'app onShow',
      'child show',
      'first onShow',
    ]);
    expect(errors).toEqual([]);
  });

  it('of tabs live on behind each other; what lies over them is closed, all by a new start', async () => {
    const { page, seen, wx } = await phone().open('path=/pages/second/second');
    await page.click('.phone-page:not([hidden]) .phone-tab >> text=甲');
    await wx(go('navigateTo', 'over'));
    await wx(go('switchTab', 'second'));
    await wx(go('reLaunch', 'over'));
    const isLifecycle = (word: string): boolean => /^(first|second|over) on/.test(word);
    expect((await seen()).filter(isLifecycle).map((word) => word.replace(' {}', ''))).toEqual([
      ...['second onLoad', 'second onShow', 'second onReady', 'second onHide'],
      ...['first onLoad', 'first onShow', 'first onReady', 'first onHide'],
      ...['over onLoad', 'over onShow', 'over onReady', 'over onUnload'],
      'second onShow',
      ...['second onUnload', 'first onUnload'],
      ...['over onLoad', 'over onShow', 'over onReady'],
    ]);
    expect(await page.evaluate('__phone.currentPages()')).toEqual(['pages/over/over']);
  });

  it('go only where WeChat lets them', async () => {
    const { wx } = await phone().open('path=/pages/over/over');
    const refused = async (call: string): Promise<string> => wx<string>(ends(`wx.${call}`));
    const to = (way: string, page: string) => refused(`${way}({ url: '/pages/${page}/${page}' })`);
    expect(await to('navigateTo', 'none')).toBe(
      'fail navigateTo:fail page "pages/none/none" is not found',
    );
    expect(await to('navigateTo', 'first')).toMatch(/^fail navigateTo:fail /);
    expect(await to('redirectTo', 'first')).toMatch(/^fail redirectTo:fail /);
    expect(await to('switchTab', 'over')).toMatch(/^fail switchTab:fail /);
    expect(await refused('navigateBack()')).toMatch(/^fail navigateBack:fail /);
    for (const api of ['hideTabBar', 'setTabBarBadge'])
      expect(await refused(`${api}({ index: 0 })`)).toBe(`fail ${api}:fail not TabBar page`);
    for (let more = 0; more < 9; more += 1)
      expect(await to('navigateTo', 'over')).toBe('ok navigateTo:ok');
    expect(await to('navigateTo', 'over')).toMatch(/webview count limit exceed/);
  });

  it('leave their height to the tab bar, hidden and shown for all of them', async () => {
    const { page, wx } = await phone().open();
    const height = () => wx<number>('wx.getWindowInfo().windowHeight');
    const isSeen = () => page.locator('.phone-page:not([hidden]) .phone-tab').first().isVisible();
    await wx(go('switchTab', 'second'));
    const area = page.locator('.tall');
    expect(await height()).toBe(812 - TOP - TAB_BAR);
    expect((await area.boundingBox())?.height).toBe(812 - TOP - TAB_BAR);
    // What does not touch the screen's edge has no home bar to keep clear of.
    expect(await styleOf(page, '.tall', 'padding-bottom')).toBe('0px');
    await wx('wx.hideTabBar({}).then(() => 0)');
    expect(await height()).toBe(812 - TOP);
    await wx(go('switchTab', 'first'));
    expect(await isSeen()).toBe(false);
    await wx('wx.showTabBar({}).then(() => 0)');
    expect(await isSeen()).toBe(true);
  });

  it('keep styles where they belong', async () => {
    const { page } = await phone().open();
    const style = (selector: string, property: string) => styleOf(page, selector, property);
    expect(await style(byId('tap'), 'width')).toBe('187.5px');
    expect(await style(byId('child'), 'border-top-color')).toBe('rgb(50, 60, 70)');
    // The page's .label applies in a component that allows it, a given class in one that takes it.
    expect(await style(`${byId('plain')} wx-view`, 'color')).toBe('rgb(200, 0, 0)');
    expect(await style(`${byId('child')} wx-view`, 'color')).toBe('rgb(34, 34, 34)');
    expect(await style(`${byId('child')} wx-view`, 'background-color')).toBe('rgb(20, 30, 40)');
    expect(await style(`${byId('input')} .phone-placeholder`, 'color')).toBe('rgb(7, 7, 7)');
  });

  it("follow the phone's theme and text size, whatever the browser's", async () => {
    const { page, until } = await phone().open('text=1.5', { colorScheme: 'dark' });
    const read = (property: string) => styleOf(page, 'wx-view.box', property);
    expect(await read('color')).toBe('rgb(34, 34, 34)');
    expect(await read('font-size')).toBe('24px');
    await tellPhone(page, { type: 'theme', theme: 'dark' });
    await until("document.documentElement.dataset.theme === 'dark'");
    expect(await read('color')).toBe('rgb(238, 238, 238)');
    expect(await page.$eval('.phone-navigation', (bar) => bar.style.backgroundColor)).toBe(
      'rgb(17, 17, 17)',
    );
  });

  it('log every setData and handler with its cost, for the benchmark', async () => {
    const { page, until } = await phone().open();
    await page.click(byId('tap'));
    await until("getApp().seen.includes('drawn')");
    const entries = await page.evaluate<Record<string, unknown>[]>('__phone.setDataLog.entries');
    expect(entries.at(-1)).toEqual({
      page: 'pages/first/first',
      component: 'pages/first/first',
      bytes: Buffer.byteLength(JSON.stringify({ taps: 2 })),
      keys: ['taps'],
      at: expect.any(Number) as number,
      ms: expect.any(Number) as number,
    });
    // The effect on a component is a separate call, which ends earlier.
    expect(entries.at(-2)).toMatchObject({
      component: 'components/child/child',
      keys: ['doubled'],
    });
    const handlers = await page.evaluate<{ page: string; name: string }[]>('__phone.handlerLog');
    expect(handlers.map(({ name }) => name)).toEqual(['onLoad', 'onShow', 'onReady', 'tap']);
  });

  it('report an error in a handler, and what of a template the phone does not have', async () => {
    const { page, wx, errors } = await phone().open();
    await page.click(byId('fails'));
    await wx('getCurrentPages()[0].setData({ odd: true })');
    expect(await wx('__phone.errors')).toEqual([
      expect.stringContaining('a handler that throws'),
      expect.stringContaining('<swiper> is not drawn by the local phone'),
      expect.stringContaining('model:value is not supported by the local phone'),
    ]);
    expect(errors).toHaveLength(3);
    const drawn = await page.$eval('wx-swiper', (tag) => getComputedStyle(tag, '::before').content);
    expect(drawn).toContain('本机不画');
  });

  it('are shared by the menu, where they make a card of themselves', async () => {
    const { page, wx } = await phone().open();
    const share = page.locator('.phone-sheet').getByText('转发给朋友');
    await page.click('.phone-more');
    expect(await share.count()).toBe(0);
    await page.keyboard.press('Escape');
    await wx("wx.navigateTo({ url: '/pages/over/over?id=7' }).then(() => 0)");
    await page.click('.phone-more');
    await share.click();
    await page.locator('.phone-card-title').getByText('来自 menu').waitFor();
    expect(await page.textContent('.phone-card-path')).toBe('/pages/over/over?id=7');
  });
});
