import { byId, fixturePhone, tellPhone } from '../../../support/fixture-phone';

const phone = fixturePhone();

describe('the console', () => {
  it.each([
    ['on a page without a field', 'pages/map/map', []],
    ['though another page has a field too', 'pages/second/second', [`${byId('other')} input`]],
  ])('types an order id where order ids are typed, %s', async (_, path, clicks) => {
    const { page, until } = await phone().open(`path=/${path}`);
    for (const selector of clicks) await page.click(selector);
    await tellPhone(page, { type: 'type-order-id', orderId: 'ab-9' });
    await until("__phone.currentPages()[0] === 'pages/first/first'");
    expect(await page.textContent(byId('typed'))).toBe('AB-9');
  });

  it('draws a ring around the button that is to be pressed, until none is', async () => {
    const { page, until } = await phone().open();
    await tellPhone(page, { type: 'ring', button: '按钮' });
    await until(`document.querySelector('[data-ringed]')?.textContent.trim() === '按钮'`);
    await tellPhone(page, { type: 'ring', button: null });
    await until(`document.querySelector('[data-ringed]') === null`);
    expect(await page.locator('[role="button"]').count()).toBeGreaterThan(0);
  });

  it('opens links', async () => {
    const { page, until } = await phone().open();
    await tellPhone(page, { type: 'open', url: '/pages/second/second?id=1' });
    await until("__phone.currentPages()[0] === 'pages/second/second'");
    expect(await page.textContent(byId('query'))).toBe('{"id":"1"}');
  });

  it('types a text into the field that was chosen, in the place of what stood there', async () => {
    const { page, until } = await phone().open();
    await page.fill(`${byId('field')} textarea`, 'old');
    await tellPhone(page, { type: 'type-text', text: 'secret-1' });
    await until(`document.querySelector("${byId('written')}").textContent === 'secret-1'`);
    expect(await page.textContent(byId('typed'))).toBe('');
  });

  it('leaves no link behind for who holds it next', async () => {
    const { page, until } = await phone().open('path=/pages/second/second%3Fid%3D1');
    await until("__phone.currentPages()[0] === 'pages/second/second'");
    await tellPhone(page, { type: 'person', person: 'stranger' });
    await page.waitForURL(/person=stranger/);
    await until("globalThis.__phone?.currentPages()[0] === 'pages/first/first'");
    expect(page.url()).not.toContain('second');
  });

  it('forgets what was stored on every phone, and begins anew in somebody’s hands', async () => {
    const { page, until, wx } = await phone().open('person=clerk');
    await wx(
      "(wx.setStorageSync('recents', 1), localStorage.setItem('phone:owner:who', '1'), localStorage.setItem('tour', 'closed'), 0)",
    );
    await tellPhone(page, { type: 'start-over', person: 'owner' });
    await page.waitForURL(/person=owner/);
    await until('globalThis.__phone?.currentPages().length > 0');
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual(['tour']);
  });
});
