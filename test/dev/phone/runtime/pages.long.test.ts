import type { Page } from 'playwright-core';
import { byId, drag, fixturePhone, tellPhone } from '../../../support/fixture-phone';

const phone = fixturePhone();

/** Returns a property of an element's computed style. */
function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.$eval(
    selector,
    (element, name) => getComputedStyle(element).getPropertyValue(name),
    property,
  );
}

describe('a subpackage', () => {
  it('is loaded for a component once its placeholder is drawn, which it then replaces', async () => {
    const { seen, page, until, errors } = await phone().open('path=/pages/borrowing/borrowing');
    await until("getApp().seen.includes('lent attached 甲')");
    const before = ['app onLaunch', 'app onShow', 'stand-in attached', 'borrowing onReady'];
    expect((await seen()).slice(0, 5)).toEqual([...before, 'later runs']);
    expect(await seen()).toContain('stand-in detached');
    expect(await page.textContent(byId('lent'))).toBe('到了 甲');
    expect(errors).toEqual([]);
  });

  it('is loaded before its first page opens, and once', async () => {
    const { seen, page, wx, errors } = await phone().open('path=/later/pages/own/own');
    expect(await seen()).toEqual(['app onLaunch', 'app onShow', 'later runs', 'own onLoad']);
    await wx("wx.navigateTo({ url: '/pages/borrowing/borrowing' }).then(() => null)");
    expect(await page.textContent(byId('lent'))).toBe('到了 甲');
    expect((await seen()).filter((word) => word === 'later runs')).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});

describe('pages and components', () => {
  it('live in the order that WeChat documents', async () => {
    const { seen, page, errors } = await phone().open();
    await page.click(byId('next'));
    await page.click('.phone-back >> nth=-1');
    expect(await seen()).toEqual([
      'app onLaunch',
      'app onShow',
      'child attached child',
      'first onLoad {}',
      'child show child',
      'first onShow',
      'child ready child',
      'first onReady',
      'child hide child',
      'first onHide',
      'second onLoad',
      'second onShow',
      'second onUnload',
      'child show child',
      'first onShow',
    ]);
    expect(errors).toEqual([]);
  });

  it('hand a query on as it was written, and find a relative path', async () => {
    const { page } = await phone().open();
    await page.click(byId('next'));
    expect(await page.textContent(byId('query'))).toBe('{"id":"7","name":"%E4%B8%99"}');
  });

  it('update only what setData names, and call back once drawn', async () => {
    const { page, seen, until } = await phone().open();
    await page.click(byId('tap'));
    await until("getApp().seen.includes('drawn')");
    expect(await page.textContent(byId('list'))).toBe('1+20+3');
    expect(await page.textContent(byId('name'))).toBe('乙');
    expect(await page.textContent(byId('child'))).toContain('两倍 4');
    expect(await page.textContent(byId('row'))).toBe('乙行');
    expect(await seen()).toContain('drawn');
  });

  it('log every setData and handler with its cost, and the size of the page, for the benchmark', async () => {
    const { page, until } = await phone().open();
    await page.click(byId('tap'));
    await until("getApp().seen.includes('drawn')");
    const entries = await page.evaluate<Record<string, unknown>[]>('__phone.setDataLog.entries');
    const sent = { taps: 2, 'nested.name': '乙', 'list[1]': 20 };
    expect(entries).toContainEqual({
      page: 'pages/first/first',
      component: 'pages/first/first',
      bytes: Buffer.byteLength(JSON.stringify(sent)),
      keys: Object.keys(sent),
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
    const size = await page.evaluate<Record<string, number>>('__phone.pageSize()');
    const box = await page.locator("[id$='--top'] > *").count();
    expect(size['mostChildren']).toBe(box);
    expect(size['nodes']).toBeGreaterThan(box);
    expect(size['depth']).toBeGreaterThan(3);
  });

  it('send events up, and stop where they are caught', async () => {
    const { page, seen } = await phone().open();
    await page.click(`${byId('child')} >> text=两倍`);
    expect(await page.textContent(byId('picked'))).toBe('拿了 0');
    await page.click(byId('inner'));
    expect(await seen()).toContain('inner tap');
    expect(await seen()).not.toContain('outer tap');
  });

  it('tell a component that comes later that it is attached, ready and gone', async () => {
    const { page, seen, until } = await phone().open();
    await page.click(byId('toggle'));
    await until("getApp().seen.includes('child ready later')");
    await page.click(byId('toggle'));
    expect((await seen()).filter((word) => word.endsWith('later'))).toEqual([
      'child attached later',
      'child ready later',
      'child detached later',
    ]);
  });

  it('take text from a person, and let the handler change it', async () => {
    const { page, seen } = await phone().open();
    await page.click(byId('input'));
    await page.keyboard.type('ab1');
    await page.keyboard.press('Enter');
    expect(await page.textContent(byId('typed'))).toBe('AB1');
    expect(await seen()).toContain('confirmed AB1');
  });

  it('take as long a text as there is, in a field that grows with it', async () => {
    const { page } = await phone().open();
    const area = page.locator(`${byId('field')} textarea`);
    const height = async (): Promise<number> => (await area.boundingBox())?.height ?? 0;
    const before = await height();
    await area.fill('词\n'.repeat(200));
    expect(await page.textContent(byId('written'))).toBe('词\n'.repeat(200));
    expect(await height()).toBeGreaterThan(before);
  });

  it("run vant's button and swipe cell", async () => {
    const opened = await phone().open();
    const { page, seen, errors } = opened;
    await page.click(byId('button'));
    expect((await seen()).at(-1)).toBe('van-button click');
    await drag(opened, byId('row-in-cell'), [-60, 0]);
    expect((await seen()).at(-1)).toBe('cell right');
    const button = page.locator('wx-van-button wx-button');
    expect(await button.getAttribute('class')).toContain('van-button--primary');
    expect(errors).toEqual([]);
  });

  it('keep styles where they belong', async () => {
    const { page } = await phone().open();
    const style = (selector: string, property: string) => styleOf(page, selector, property);
    expect(await style(byId('tap'), 'width')).toBe('187.5px');
    expect(await style(byId('name'), 'color')).toBe('rgb(0, 120, 0)');
    expect(await style(byId('row'), 'color')).toBe('rgb(0, 0, 200)');
    expect(await style(byId('child'), 'border-top-color')).toBe('rgb(50, 60, 70)');
    // The page's .label applies in a component that allows it, a given class in one that takes it.
    expect(await style(`${byId('plain')} wx-view`, 'color')).toBe('rgb(200, 0, 0)');
    expect(await style(`${byId('child')} wx-view`, 'color')).toBe('rgb(34, 34, 34)');
    expect(await style(`${byId('child')} wx-view`, 'background-color')).toBe('rgb(20, 30, 40)');
    expect(await style(`${byId('input')} .phone-placeholder`, 'color')).toBe('rgb(7, 7, 7)');
  });

  it("make vh the page's area below the navigation bar", async () => {
    const { page } = await phone().open();
    await page.click(byId('next'));
    const height = await page.$eval('wx-view.tall', (element) => element.clientHeight);
    expect(height).toBe(812 - 44 - 44);
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

  it('have rem by a twentieth of the window where users report that "system" does nothing', async () => {
    const { page } = await phone().open('text=1.5&client=reported');
    // 375 px wide.
    expect(await styleOf(page, 'wx-view.box', 'font-size')).toBe('18.75px');
  });

  it('keep clear of the home bar, and move less where the system asks for less', async () => {
    const { page } = await phone().open('', { reducedMotion: 'reduce' });
    expect(await styleOf(page, 'wx-view.box', 'padding-bottom')).toBe('34px');
    expect(await styleOf(page, 'wx-view.box', 'transition-duration')).toBe('0s');
    const moving = await phone().open();
    expect(await styleOf(moving.page, 'wx-view.box', 'transition-duration')).toBe('0.3s');
  });

  it('report an error in a handler, which the framework would swallow', async () => {
    const { page, errors } = await phone().open();
    await page.click(byId('fails'));
    expect(await page.evaluate<string[]>('__phone.errors')).toEqual([
      expect.stringContaining('a handler that throws'),
    ]);
    expect(errors).toHaveLength(1);
  });

  it('say what of a template the phone does not have', async () => {
    const { page, wx } = await phone().open();
    await wx('getCurrentPages()[0].setData({ odd: true })');
    expect(await wx('__phone.errors')).toEqual([
      expect.stringContaining('<swiper> is not drawn by the local phone'),
      expect.stringContaining('model:value is not supported by the local phone'),
    ]);
    const drawn = await page.$eval('wx-swiper', (tag) => getComputedStyle(tag, '::before').content);
    expect(drawn).toContain('本机不画');
  });

  it('rest while the mini-program is closed, and go on when it is opened again', async () => {
    const { page, seen } = await phone().open();
    await page.click('.phone-close');
    expect((await seen()).slice(-2)).toEqual(['first onHide', 'app onHide']);
    await page.click('text=重新进入');
    expect((await seen()).slice(-3)).toEqual(['app onShow', 'child show child', 'first onShow']);
  });

  it('have no document to lean on, as in WeChat', async () => {
    const { page } = await phone().open();
    const script = await page.evaluate<string>("fetch('app.js').then((answer) => answer.text())");
    expect(script).toMatch(/^(?:"use strict";\s*)?\(function \(window,self,document/);
  });
});
