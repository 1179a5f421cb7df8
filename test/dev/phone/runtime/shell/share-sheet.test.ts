import path from 'node:path';
import { startBrowserPhone, type BrowserPhone } from '../../../../support/browser-phone';

let phone: BrowserPhone;

beforeAll(async () => {
  phone = await startBrowserPhone(path.join(__dirname, 'fixture'));
});

afterAll(async () => {
  await phone.close();
});

describe('a share card', () => {
  it('is made by the page, waits for its promise, and opens for whoever taps it', async () => {
    const { page, seen, until } = await phone.open('person=owner&path=/pages/c/c');
    await page.click("[id$='--share']");
    await page.waitForSelector('.phone-card');
    expect(await page.textContent('.phone-card-title')).toBe('请你加入');
    expect((await seen()).at(-1)).toBe('share button clerk');
    // Nobody sends a card to themselves.
    expect(await page.isVisible('text=发给店主')).toBe(false);
    await page.click('text=发给陌生人');
    await until("new URLSearchParams(location.search).get('person') === 'stranger'");
    await until('globalThis.__phone?.currentPages().length > 0');
    expect((await seen())[0]).toBe('app 1007 pages/c/c {"invite":"x1"}');
  });

  it('of the menu is sent only where the page has one and has not hidden it', async () => {
    const { page, wx, seen } = await phone.open('path=/pages/c/c%3Fid%3D7');
    const share = async (): Promise<void> => {
      await page.click('.phone-more');
      await page.click('.phone-sheet >> text=转发给朋友');
    };
    await share();
    await page.waitForSelector('.phone-card');
    expect((await seen()).at(-1)).toBe('share menu -');
    expect(await page.textContent('.phone-card-path')).toBe('/pages/c/c?id=7');
    await page.click('text=不发了');
    await wx('wx.hideShareMenu().then(() => 0)');
    await share();
    expect(await page.textContent('.phone-toast')).toBe('当前页面不可转发');
    await wx("wx.reLaunch({ url: '/pages/a/a' }).then(() => 0)");
    await share();
    expect(await page.textContent('.phone-toast')).toBe('当前页面不可转发');
  });
});
