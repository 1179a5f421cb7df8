import path from 'node:path';
import { ends, startBrowserPhone, type BrowserPhone } from '../../../support/browser-phone';

let phone: BrowserPhone;

beforeAll(async () => {
  phone = await startBrowserPhone(path.join(__dirname, '../fixture'));
});

afterAll(async () => {
  await phone.close();
});

describe('wx', () => {
  it('lets an API that the phone does not have fail as WeChat fails', async () => {
    const { wx } = await phone.open();
    expect(await wx(ends("wx.request({ url: 'https://example.com' })"))).toMatch(
      /^fail request:fail /,
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
    expect(
      await wx("try { wx.getRecorderManager(); 'quiet' } catch (error) { error.message }"),
    ).toMatch(/^getRecorderManager:fail /);
    expect(await wx("wx.canIUse('getLocation')")).toBe(false);
    expect(await wx("wx.canIUse('setClipboardData')")).toBe(true);
  });

  it("keeps each person's storage apart, and over a restart", async () => {
    const { page, wx, until } = await phone.open('person=clerk');
    await wx("wx.setStorageSync('a', { list: [1, undefined, null], at: 1 })");
    await page.reload();
    await until('globalThis.__phone?.currentPages().length > 0');
    expect(await wx("wx.getStorageSync('a')")).toEqual({ list: [1, null, null], at: 1 });
    await page.goto(page.url().replace('person=clerk', 'person=stranger'));
    await until('globalThis.__phone?.currentPages().length > 0');
    expect(await wx("wx.getStorageSync('a')")).toBe('');
    expect(await wx(ends("wx.getStorage({ key: 'a' })"))).toBe(
      'fail getStorage:fail data not found: a',
    );
    expect(await wx('wx.getStorageInfoSync().keys')).toEqual([]);
  });

  it('holds at most 1 MB under a key', async () => {
    const { wx } = await phone.open();
    const put = "wx.setStorageSync('big', 'x'.repeat(1024 * 1024))";
    expect(await wx(`try { ${put}; 'kept' } catch (error) { error.message }`)).toBe(
      'setStorageSync:fail exceed storage max size 1MB',
    );
  });

  it('hears keys on a computer only, after a first action, and not while a person types', async () => {
    const { page, wx } = await phone.open('', { viewport: { width: 1280, height: 800 } });
    await wx('globalThis.keys = []; wx.onKeyDown(({ key }) => keys.push(key)); 0');
    await page.keyboard.press('a');
    await page.click("[id$='--toggle']");
    await page.keyboard.press('b');
    await page.click("[id$='--input']");
    await page.keyboard.press('c');
    await page.click('.phone-close');
    await page.keyboard.press('d');
    expect(await wx('keys')).toEqual(['b']);
  });

  it('tells the page and the mini-program of another size, and says the same when asked', async () => {
    const { page, wx, seen, until } = await phone.open();
    await wx(
      `wx.onWindowResize(({ size }) => {
        const { windowWidth, windowHeight } = wx.getWindowInfo();
        getApp().seen.push(['window', size.windowWidth, size.windowHeight, windowWidth, windowHeight].join(' '));
      })`,
    );
    await page.setViewportSize({ width: 820, height: 1060 });
    await until("getApp().seen.at(-1).startsWith('window 820')");
    // A tablet's status bar is lower.
    expect((await seen()).slice(-2)).toEqual(['first onResize 820 992', 'window 820 992 820 992']);
  });

  it('outlines the focus for those who use the keyboard, not after a click', async () => {
    const { page, wx } = await phone.open();
    const outline = (): Promise<string> =>
      page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    await page.click("[id$='--input']");
    await page.keyboard.type('a');
    expect(await outline()).toBe('none');
    await page.click("[id$='--toggle']");
    await wx("wx.showModal({ title: '清空？' }); 0");
    await page.waitForSelector('.phone-modal');
    expect(await outline()).toBe('none');
    await page.keyboard.press('Tab');
    expect(await outline()).toBe('solid');
  });

  it('tells listeners once, and no more after off', async () => {
    const { page, wx, until } = await phone.open();
    await wx(
      'globalThis.heard = []; globalThis.listener = ({ theme }) => heard.push(theme); wx.onThemeChange(listener)',
    );
    const change = async (theme: string): Promise<void> => {
      await page.evaluate(
        `window.postMessage({ type: 'theme', theme: '${theme}' }, location.origin)`,
      );
      await until(`document.documentElement.dataset.theme === '${theme}'`);
    };
    await change('dark');
    await wx('wx.offThemeChange(listener)');
    await change('light');
    expect(await wx('heard')).toEqual(['dark']);
  });

  it("shows dialogs like WeChat's", async () => {
    const { page, wx } = await phone.open();
    const modal = wx(
      "wx.showModal({ title: '清空？', confirmText: '清空' }).then(({ confirm }) => confirm)",
    );
    await page.click('.phone-modal >> text=清空 >> nth=-1');
    expect(await modal).toBe(true);
    const sheet = wx(
      "wx.showActionSheet({ itemList: ['甲', '乙'] }).then(({ tapIndex }) => tapIndex)",
    );
    await page.click('.phone-sheet >> text=乙');
    expect(await sheet).toBe(1);
    await wx("wx.setClipboardData({ data: 'x' })");
    expect(await page.textContent('.phone-toast')).toBe('内容已复制');
    expect(await wx('wx.getClipboardData().then(({ data }) => data)')).toBe('x');
  });

  it('measures within the page, below its navigation bar', async () => {
    const { wx } = await phone.open();
    const query = (selector: string): string =>
      `new Promise((done) => wx.createSelectorQuery().select('${selector}').boundingClientRect().exec(([box]) => done(box && [box.top, box.width])))`;
    expect(await wx(query('#top'))).toEqual([0, 375]);
    expect(await wx(query('#nothing'))).toBeNull();
    expect(await wx('wx.getWindowInfo().windowHeight')).toBe(812 - 88);
    expect(await wx('wx.getMenuButtonBoundingClientRect().top')).toBe(48);
  });

  it('plays an animation step by step', async () => {
    const { wx, until } = await phone.open();
    await wx(`(() => {
      const animation = wx.createAnimation({ duration: 50 });
      animation.opacity(0.5).step().translateX(10).step();
      getCurrentPages()[0].setData({ animation: animation.export() });
    })()`);
    const style = `getComputedStyle(document.querySelector("[id$='--animated']"))`;
    await until(`${style}.transform === 'matrix(1, 0, 0, 1, 10, 0)'`);
    expect(await wx(`${style}.opacity`)).toBe('0.5');
  });

  it('refuses what navigation cannot do', async () => {
    const { wx } = await phone.open();
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
