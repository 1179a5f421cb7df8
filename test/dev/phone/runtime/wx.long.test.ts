import { ends } from '../../../support/browser-phone';
import { byId, fixturePhone, tellPhone } from '../../../support/fixture-phone';

const phone = fixturePhone();

/** Returns the message that a call throws. */
function thrownBy(call: string): string {
  return `(() => { try { ${call}; return 'nothing'; } catch (error) { return error.message; } })()`;
}

describe('wx', () => {
  it('lets an API that the phone does not have fail as WeChat fails', async () => {
    const { wx } = await phone().open();
    expect(await wx(ends("wx.request({ url: 'https://example.com' })"))).toBe(
      'fail request:fail not supported by the local phone',
    );
    const called = `new Promise((resolve) => {
      const heard = [];
      const answer = wx.getLocation({
        success: () => heard.push('success'),
        fail: ({ errMsg }) => heard.push(errMsg),
        complete: () => resolve([...heard, typeof answer]),
      });
    })`;
    expect(await wx(called)).toEqual([expect.stringMatching(/^getLocation:fail /), 'undefined']);
    expect(await wx(thrownBy('wx.getRecorderManager()'))).toMatch(/^getRecorderManager:fail /);
    expect(await wx(thrownBy('wx.cloud.CloudID()'))).toMatch(/^cloud.CloudID:fail /);
    expect(await wx("wx.canIUse('getLocation')")).toBe(false);
    expect(await wx("wx.canIUse('setClipboardData')")).toBe(true);
  });

  it("keeps each person's storage apart, and over a restart", async () => {
    const { page, wx, until } = await phone().open('person=clerk');
    await wx("wx.setStorageSync('a', { list: [1, undefined, null], at: 1 })");
    await page.reload();
    await until('globalThis.__phone?.currentPages().length > 0');
    expect(await wx("wx.getStorageSync('a')")).toEqual({ list: [1, null, null], at: 1 });
    await page.goto(page.url().replace('person=clerk', 'person=stranger'));
    await until('globalThis.__phone?.currentPages().length > 0');
    expect(await wx("wx.getStorageSync('a')")).toBe('');
    expect(await wx('wx.getStorageInfoSync().keys')).toEqual([]);
  });

  it('holds at most 1 MB under a key', async () => {
    const { wx } = await phone().open();
    expect(await wx(thrownBy("wx.setStorageSync('big', 'x'.repeat(1024 * 1024))"))).toBe(
      'setStorageSync:fail exceed storage max size 1MB',
    );
  });

  it('hears keys on a computer only, after a first action, and not while a person types', async () => {
    const { page, wx } = await phone().open('', { viewport: { width: 1280, height: 800 } });
    await wx('globalThis.keys = []; wx.onKeyDown(({ key }) => keys.push(key)); 0');
    await page.keyboard.press('a');
    await page.click(byId('toggle'));
    await page.keyboard.press('b');
    await page.click(byId('input'));
    await page.keyboard.press('c');
    await page.click('.phone-close');
    await page.keyboard.press('d');
    expect(await wx('keys')).toEqual(['b']);
  });

  it('tells the page of another size, and says the same when asked', async () => {
    const { page, wx, seen, until } = await phone().open();
    await page.setViewportSize({ width: 820, height: 1060 });
    await until("getApp().seen.at(-1).startsWith('first onResize')");
    // A tablet's status bar is lower.
    expect((await seen()).at(-1)).toBe('first onResize 820 992');
    expect(await wx('[wx.getWindowInfo().windowWidth, wx.getWindowInfo().windowHeight]')).toEqual([
      820, 992,
    ]);
  });

  it('outlines the focus for those who use the keyboard, not after a click', async () => {
    const { page, wx } = await phone().open();
    const outline = (): Promise<string> =>
      page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    await page.click(byId('input'));
    await page.keyboard.type('a');
    expect(await outline()).toBe('none');
    await page.click(byId('toggle'));
    await wx("wx.showModal({ title: '清空？' }); 0");
    await page.waitForSelector('.phone-modal');
    expect(await outline()).toBe('none');
    await page.keyboard.press('Tab');
    expect(await outline()).toBe('solid');
  });

  it('tells listeners once, and no more after off', async () => {
    const { page, wx, until } = await phone().open();
    await wx(
      'globalThis.heard = []; globalThis.listener = ({ theme }) => heard.push(theme); wx.onThemeChange(listener)',
    );
    const change = async (theme: 'dark' | 'light'): Promise<void> => {
      await tellPhone(page, { type: 'theme', theme });
      await until(`document.documentElement.dataset.theme === '${theme}'`);
    };
    await change('dark');
    await wx('wx.offThemeChange(listener)');
    await change('light');
    expect(await wx('heard')).toEqual(['dark']);
  });

  it("shows dialogs like WeChat's", async () => {
    const { page, wx } = await phone().open();
    const modal = wx(
      "wx.showModal({ title: '清空？', confirmText: '清空' }).then(({ confirm }) => confirm)",
    );
    await page.click('.phone-modal >> text=清空 >> nth=-1');
    expect(await modal).toBe(true);
    expect(await page.locator('.phone-modal').count()).toBe(0);
  });

  it('measures within the page, below its navigation bar', async () => {
    const { wx } = await phone().open();
    const ask = (query: string): Promise<unknown> =>
      wx(`new Promise((done) => wx.createSelectorQuery().${query}.exec(([found]) => done(found)))`);
    const box = { left: 0, top: 0, right: 375, width: 375 };
    expect(await ask("select('#top').boundingClientRect()")).toMatchObject(box);
    expect(await ask("select('#nothing').boundingClientRect()")).toBeNull();
    expect(await ask("selectAll('.sized').fields({ id: true, size: true })")).toEqual([
      { id: 'tap', width: 187.5, height: 40 },
      { id: 'row-in-cell', width: 187.5, height: 40 },
    ]);
    expect(await wx(thrownBy('wx.createSelectorQuery().selectViewport()'))).toMatch(
      /^selectViewport:fail /,
    );
    expect(await wx('wx.getWindowInfo().windowHeight')).toBe(812 - 88);
    expect(await wx('wx.getMenuButtonBoundingClientRect().top')).toBe(48);
  });

  it('refuses what navigation cannot do', async () => {
    const { wx } = await phone().open();
    expect(await wx(ends("wx.navigateTo({ url: '/pages/none/none' })"))).toBe(
      'fail navigateTo:fail page "pages/none/none" is not found',
    );
    expect(await wx(ends('wx.navigateBack()'))).toMatch(/^fail navigateBack:fail /);
    expect(await wx(ends("wx.switchTab({ url: '/pages/first/first' })"))).toMatch(
      /^fail switchTab:fail /,
    );
    const ten =
      "Promise.all(Array.from({ length: 9 }, () => wx.navigateTo({ url: '/pages/second/second' })))";
    await wx(`${ten}.then(() => 0)`);
    expect(await wx(ends("wx.navigateTo({ url: '/pages/second/second' })"))).toMatch(
      /webview count limit exceed/,
    );
  });
});
