import path from 'node:path';
import type { Page } from 'playwright-core';
import { startBrowserPhone, type BrowserPhone } from '../../../support/browser-phone';

let phone: BrowserPhone;

beforeAll(async () => {
  phone = await startBrowserPhone(path.join(__dirname, '../fixture'));
});

afterAll(() => phone.close());

function tellPhone(page: Page, message: object): Promise<unknown> {
  return page.evaluate(`window.postMessage(${JSON.stringify(message)}, location.origin)`);
}

describe('the console', () => {
  it('types an order id as a scanner would when the console says so, and opens links', async () => {
    const { page, until } = await phone.open('path=/pages/map/map');
    await page.evaluate(
      "window.postMessage({ type: 'type-order-id', orderId: 'ab-9' }, location.origin)",
    );
    await until("__phone.currentPages()[0] === 'pages/first/first'");
    expect(await page.textContent("[id$='--typed']")).toBe('AB-9');
    await page.evaluate(
      "window.postMessage({ type: 'open', url: '/pages/second/second?id=1' }, location.origin)",
    );
    await until("__phone.currentPages()[0] === 'pages/second/second'");
    expect(await page.textContent("[id$='--query']")).toBe('{"id":"1"}');
  });

  it('types an order id where order ids are typed, though another page has a field too', async () => {
    const { page, until } = await phone.open('path=/pages/second/second');
    await page.click("[id$='--other'] input");
    await tellPhone(page, { type: 'type-order-id', orderId: 'cd-7' });
    await until("__phone.currentPages()[0] === 'pages/first/first'");
    expect(await page.textContent("[id$='--typed']")).toBe('CD-7');
  });

  it('types a text into the field that was chosen, in the place of what stood there', async () => {
    const { page, until } = await phone.open();
    await page.fill("[id$='--field'] input", 'old');
    await tellPhone(page, { type: 'type-text', text: 'secret-1' });
    await until("document.querySelector(\"[id$='--fielded']\").textContent === 'secret-1'");
    expect(await page.textContent("[id$='--typed']")).toBe('');
  });

  it('leaves no link behind for who holds it next', async () => {
    const { page, until } = await phone.open('path=/pages/second/second%3Fid%3D1');
    await until("__phone.currentPages()[0] === 'pages/second/second'");
    await tellPhone(page, { type: 'person', person: 'stranger' });
    await page.waitForURL(/person=stranger/);
    await until("globalThis.__phone?.currentPages()[0] === 'pages/first/first'");
    expect(page.url()).not.toContain('second');
  });

  it('forgets what was stored on every phone, and begins anew in somebody’s hands', async () => {
    const { page, until, wx } = await phone.open('person=clerk');
    await wx(
      "(wx.setStorageSync('recents', 1), localStorage.setItem('phone:owner:who', '1'), localStorage.setItem('tour', 'closed'), 0)",
    );
    await tellPhone(page, { type: 'start-over', person: 'owner' });
    await page.waitForURL(/person=owner/);
    await until('globalThis.__phone?.currentPages().length > 0');
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual(['tour']);
  });
});
