import { byId, fixturePhone } from '../../../../support/fixture-phone';

const phone = fixturePhone('runtime/shell/fixture');

describe('a share card', () => {
  it('is made by the page, and opens for whoever taps it', async () => {
    const { page, seen, until } = await phone().open('person=owner&path=/pages/c/c');
    await page.click(byId('share'));
    await page.waitForSelector('.phone-card');
    expect(await page.textContent('.phone-card-title')).toBe('请你加入');
    expect((await seen()).at(-1)).toBe('share button');
    // Nobody sends a card to themselves.
    expect(await page.isVisible('text=发给店主')).toBe(false);
    await page.click('text=发给陌生人');
    await until("new URLSearchParams(location.search).get('person') === 'stranger'");
    await until('globalThis.__phone?.currentPages().length > 0');
    expect((await seen())[0]).toBe('app 1007 pages/c/c {"invite":"x1"}');
  });

  it('of the menu leads to the page that is shown', async () => {
    const { page, seen } = await phone().open('path=/pages/c/c%3Fid%3D7');
    await page.click('.phone-more');
    await page.click('.phone-sheet >> text=转发给朋友');
    await page.waitForSelector('.phone-card');
    expect((await seen()).at(-1)).toBe('share menu');
    expect(await page.textContent('.phone-card-path')).toBe('/pages/c/c?id=7');
  });

  it('is not there for a page that makes none', async () => {
    const { wx } = await phone().open('path=/pages/a/a');
    // Runs at once, since the toast disappears.
    const toast = await wx(`(async () => {
      document.querySelector('.phone-more').click();
      document.querySelector('.phone-sheet .phone-sheet-button').click();
      await new Promise((resolve) => setTimeout(resolve));
      return document.querySelector('.phone-toast').textContent;
    })()`);
    expect(toast).toBe('当前页面不可转发');
  });
});
