import { ends } from '../../../support/browser-phone';
import { byId, fixturePhone } from '../../../support/fixture-phone';

const phone = fixturePhone();
const COMPUTER = { viewport: { width: 1280, height: 800 } };

describe('wx', () => {
  it("keeps each person's storage apart, and over a restart", async () => {
    const { page, wx, until } = await phone().open('person=clerk');
    await wx("wx.setStorageSync('a', { list: [1, null], at: 1 })");
    await page.reload();
    await until('globalThis.__phone?.currentPages().length > 0');
    expect(await wx("wx.getStorageSync('a')")).toEqual({ list: [1, null], at: 1 });
    await page.goto(page.url().replace('person=clerk', 'person=stranger'));
    await until('globalThis.__phone?.currentPages().length > 0');
    expect(await wx("wx.getStorageSync('a')")).toBe('');
    expect(await wx('wx.getStorageInfoSync().keys')).toEqual([]);
  });

  it('hears keys on a computer only, after a first action, and not while a person types', async () => {
    const { page, wx } = await phone().open('', COMPUTER);
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

  it('outlines the focus for those who use the keyboard, not after a click', async () => {
    const { page, wx } = await phone().open();
    const outline = (): Promise<string> =>
      page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    await page.click(byId('toggle'));
    await wx("wx.showModal({ title: '清空？' }); 0");
    await page.waitForSelector('.phone-modal');
    expect(await outline()).toBe('none');
    await page.keyboard.press('Tab');
    expect(await outline()).toBe('solid');
  });

  it('scans what the camera could see: the deliveries there are', async () => {
    const { page, wx } = await phone().open();
    const scanned = wx('wx.scanCode().then(({ result }) => result)');
    await page.click('.phone-scanner >> text=B-2');
    expect(await scanned).toBe('B-2');
    const cancelled = wx(ends('wx.scanCode()'));
    await page.waitForSelector('.phone-scanner');
    await page.keyboard.press('Escape');
    expect(await cancelled).toBe('fail scanCode:fail cancel');
  });

  it('has no camera, telephone or motor on a computer, which it stays in a narrow window', async () => {
    const { page, wx } = await phone().open('', COMPUTER);
    await page.setViewportSize({ width: 700, height: 800 });
    expect(await wx('wx.getDeviceInfo().platform')).toBe('windows');
    for (const call of [
      'scanCode()',
      "makePhoneCall({ phoneNumber: '13500005678' })",
      "vibrateShort({ type: 'light' })",
      'setKeepScreenOn({ keepScreenOn: true })',
    ])
      expect(await wx(ends(`wx.${call}`))).toMatch(/^fail \w+:fail not support$/);
  });
});
