import path from 'node:path';
import { startBrowserPhone, type BrowserPhone } from '../../../support/browser-phone';

let phone: BrowserPhone;

beforeAll(async () => {
  phone = await startBrowserPhone(path.join(__dirname, '../fixture'));
});

afterAll(async () => {
  await phone.close();
});

const ID = (id: string): string => `[id$='--${id}']`;

describe('pages and components', () => {
  it('live in the order that WeChat documents', async () => {
    const { seen, page, errors } = await phone.open();
    await page.click(ID('next'));
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
      'heard 丁',
      'second onShow',
      'second onUnload',
      'child show child',
      'first onShow',
    ]);
    expect(errors).toEqual([]);
  });

  it('hand a query on as it was written, and find a relative path', async () => {
    const { page } = await phone.open();
    await page.click(ID('next'));
    expect(await page.textContent(ID('query'))).toBe('{"id":"7","name":"%E4%B8%99"}');
  });

  it('update only what setData names, and call back once drawn', async () => {
    const { page, seen, until } = await phone.open();
    await page.click(ID('tap'));
    await until("getApp().seen.includes('drawn')");
    expect(await page.textContent(ID('list'))).toBe('1+20+3');
    expect(await page.textContent(ID('name'))).toBe('乙');
    expect(await page.textContent(ID('child'))).toContain('两倍 4');
    expect(await page.textContent(ID('row'))).toBe('乙行');
    expect(await seen()).toContain('drawn');
  });

  it('log every setData and handler with its cost, and the size of the page, for the benchmark', async () => {
    const { page, until } = await phone.open();
    await page.click(ID('tap'));
    await until("getApp().seen.includes('drawn')");
    const { count, bytes, entries } = await page.evaluate<{
      count: number;
      bytes: number;
      entries: Record<string, unknown>[];
    }>('__phone.setDataLog');
    expect(entries).toHaveLength(count);
    const sent = { taps: 2, 'nested.name': '乙', 'list[1]': 20 };
    expect(entries).toContainEqual({
      page: 'pages/first/first',
      component: 'pages/first/first',
      bytes: Buffer.byteLength(JSON.stringify(sent)),
      keys: Object.keys(sent),
      at: expect.any(Number) as number,
      ms: expect.any(Number) as number,
    });
    // What it led to in a component is a call of its own, which ends earlier.
    expect(entries.at(-2)).toMatchObject({
      component: 'components/child/child',
      keys: ['doubled'],
    });
    expect(bytes).toBeGreaterThan(Buffer.byteLength(JSON.stringify(sent)));
    const handlers = await page.evaluate<{ page: string; name: string }[]>('__phone.handlerLog');
    expect(handlers.map(({ name }) => name)).toEqual(['onLoad', 'onShow', 'onReady', 'tap']);
    const size = await page.evaluate<Record<string, number>>('__phone.pageSize()');
    const box = await page.locator("[id$='--top'] > *").count();
    expect(size['mostChildren']).toBe(box);
    expect(size['nodes']).toBeGreaterThan(box);
    expect(size['depth']).toBeGreaterThan(3);
  });

  it('send events up, and stop where they are caught', async () => {
    const { page, seen } = await phone.open();
    await page.click(`${ID('child')} >> text=两倍`);
    expect(await page.textContent(ID('picked'))).toBe('拿了 0');
    await page.click(ID('inner'));
    expect(await seen()).toContain('inner tap');
    expect(await seen()).not.toContain('outer tap');
  });

  it('know a long press from a tap', async () => {
    const { page, seen } = await phone.open();
    await page.click(ID('inner'), { delay: 500 });
    expect(await seen()).toContain('long press');
    expect(await seen()).not.toContain('inner tap');
  });

  it('tell a component that comes later that it is attached, ready and gone', async () => {
    const { page, seen, until } = await phone.open();
    await page.click(ID('toggle'));
    await until("getApp().seen.includes('child ready later')");
    await page.click(ID('toggle'));
    expect((await seen()).filter((word) => word.endsWith('later'))).toEqual([
      'child attached later',
      'child ready later',
      'child detached later',
    ]);
  });

  it('take text from a person, and let the handler change it', async () => {
    const { page, seen } = await phone.open();
    await page.click(ID('input'));
    await page.keyboard.type('ab1');
    await page.keyboard.press('Enter');
    expect(await page.textContent(ID('typed'))).toBe('AB1');
    expect(await seen()).toContain('confirmed AB1');
  });

  it("run vant's button, field and icon", async () => {
    const { page, seen, errors } = await phone.open();
    await page.click(ID('button'), { force: true });
    expect(await seen()).toContain('van-button click');
    await page.click(`${ID('field')} input`);
    await page.keyboard.type('词');
    expect(await page.textContent(ID('fielded'))).toBe('词');
    const button = page.locator('wx-van-button wx-button');
    expect(await button.getAttribute('class')).toContain('van-button--primary');
    expect(errors).toEqual([]);
  });

  it('keep styles where they belong', async () => {
    const { page } = await phone.open();
    const style = (selector: string, property: string): Promise<string> =>
      page.$eval(
        selector,
        (element, name) => getComputedStyle(element).getPropertyValue(name),
        property,
      );
    expect(await style(ID('tap'), 'width')).toBe('187.5px');
    expect(await style(ID('name'), 'color')).toBe('rgb(0, 120, 0)');
    expect(await style(ID('row'), 'color')).toBe('rgb(0, 0, 200)');
    expect(await style(ID('child'), 'border-top-color')).toBe('rgb(50, 60, 70)');
    // The page's .label reaches only the component that lets it in; a given class reaches the one that takes it.
    expect(await style(`${ID('plain')} wx-view`, 'color')).toBe('rgb(200, 0, 0)');
    expect(await style(`${ID('child')} wx-view`, 'color')).toBe('rgb(34, 34, 34)');
    expect(await style(`${ID('child')} wx-view`, 'background-color')).toBe('rgb(20, 30, 40)');
    expect(await style(`${ID('input')} .phone-placeholder`, 'color')).toBe('rgb(7, 7, 7)');
  });

  it("make vh the page's area below the navigation bar", async () => {
    const { page } = await phone.open();
    await page.click(ID('next'));
    const height = await page.$eval('wx-view.tall', (element) => element.clientHeight);
    expect(height).toBe(812 - 44 - 44);
  });

  it("follow the phone's theme and text size, whatever the browser's", async () => {
    const { page, seen, until } = await phone.open('text=1.5', { colorScheme: 'dark' });
    const read = (property: string): Promise<string> =>
      page.$eval(
        'wx-view.box',
        (element, name) => getComputedStyle(element).getPropertyValue(name),
        property,
      );
    expect(await read('color')).toBe('rgb(34, 34, 34)');
    expect(await read('font-size')).toBe('24px');
    await page.evaluate("window.postMessage({ type: 'theme', theme: 'dark' }, location.origin)");
    await until("document.documentElement.dataset.theme === 'dark'");
    expect(await read('color')).toBe('rgb(238, 238, 238)');
    expect(await page.$eval('.phone-navigation', (bar) => bar.style.backgroundColor)).toBe(
      'rgb(17, 17, 17)',
    );
    expect(await seen()).toContain('app onThemeChange dark');
  });

  it('keep clear of the home bar, and move less where the system asks for less', async () => {
    const { page } = await phone.open('', { reducedMotion: 'reduce' });
    const box = await page.$eval('wx-view.box', (element) => {
      const { paddingBottom, transitionDuration } = getComputedStyle(element);
      return [paddingBottom, transitionDuration];
    });
    expect(box).toEqual(['34px', '0s']);
    const moving = await phone.open();
    expect(
      await moving.page.$eval(
        'wx-view.box',
        (element) => getComputedStyle(element).transitionDuration,
      ),
    ).toBe('0.3s');
  });

  it('are refreshed by pulling down', async () => {
    const { page, seen } = await phone.open();
    const { x, y } = (await page.locator(ID('toggle')).boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 200, { steps: 8 });
    await page.mouse.up();
    expect(await seen()).toContain('first onPullDownRefresh');
    expect(await page.isVisible('.phone-refresher')).toBe(false);
  });

  it('report an error in a handler, which the framework would swallow', async () => {
    const { page, errors } = await phone.open();
    await page.click(ID('fails'));
    expect(await page.evaluate<string[]>('__phone.errors')).toEqual([
      expect.stringContaining('a handler that throws'),
    ]);
    expect(errors).toHaveLength(1);
  });

  it('rest while the mini-program is closed, and go on when it is opened again', async () => {
    const { page, seen } = await phone.open();
    await page.click('.phone-close');
    expect((await seen()).slice(-2)).toEqual(['first onHide', 'app onHide']);
    await page.click('text=重新进入');
    expect((await seen()).slice(-3)).toEqual(['app onShow', 'child show child', 'first onShow']);
  });

  it('have no document to lean on, as in WeChat', async () => {
    const { page } = await phone.open();
    const script = await page.evaluate<string>("fetch('app.js').then((answer) => answer.text())");
    expect(script).toMatch(/^(?:"use strict";\s*)?\(function \(window,self,document/);
  });
});
