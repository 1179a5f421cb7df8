import type { Locator } from 'playwright-core';
import type { BrowserPhone, OpenPhone } from '../support/browser-phone';
import { startProductPhone } from '../support/browser-phone';
import { tellOrders } from '../support/counter-orders';
import { eventually } from '../support/eventually';

/** px. The phone reserves a part for the home bar. */
const PHONE_HEIGHT = 812;
const HOME_BAR = 34;

let phone: BrowserPhone;

beforeAll(async () => {
  phone = await startProductPhone();
  tellOrders(phone.host, { 'A-1': 301 });
});

afterAll(() => phone.close());

describe('the sheet over the map', () => {
  async function openSheet(): Promise<OpenPhone & { readonly handle: Locator }> {
    const url = encodeURIComponent('/pages/delivery/delivery?id=A-1');
    const opened = await phone.open(`path=${url}`);
    const handle = opened.page.getByRole('button', { name: /详情$/ });
    await handle.waitFor();
    return { ...opened, handle };
  }
  const isUp = async (handle: Locator): Promise<boolean> =>
    (await handle.getAttribute('aria-expanded')) === 'true';
  const top = async (handle: Locator): Promise<number> => (await handle.boundingBox())?.y ?? NaN;

  it('is half up, with 拨打 and what is wanted often in view above the bar that leads home, and goes up and down by a tap', async () => {
    const { page, handle, errors } = await openSheet();
    const half = await top(handle);
    expect(half).toBeGreaterThan(190);
    const bottoms = await Promise.all(
      ['拨打', '复制给顾客', '刷新'].map(async (words) => {
        const { y = NaN, height = NaN } =
          (await page.getByText(words, { exact: true }).boundingBox()) ?? {};
        return y + height;
      }),
    );
    const [dial = NaN, copy = NaN, refresh = NaN] = bottoms;
    expect(Math.max(copy, refresh)).toBeLessThan(PHONE_HEIGHT - HOME_BAR);
    const foot = await page.locator('[class$="--foot"]').boundingBox();
    expect(dial).toBeLessThan(foot?.y ?? NaN);

    await handle.click();
    expect(await isUp(handle)).toBe(true);
    await eventually(
      () => top(handle),
      (y) => y < 100,
    );
    await handle.click();
    await eventually(
      () => top(handle),
      (y) => Math.abs(y - half) < 1,
    );
    expect(errors).toEqual([]);
    await page.close();
  });

  it('keeps the screen on while it is looked at, if somebody wants it to, until there is nothing more to see', async () => {
    const { page, handle, wx, errors } = await openSheet();
    const isKeptOn = (expected: boolean): Promise<unknown> =>
      eventually(
        () => page.evaluate<boolean>('window.__phone.device().keepsScreenOn'),
        (isOn) => isOn === expected,
      );
    await handle.click();
    await page.getByRole('switch', { name: /屏幕常亮/ }).click();
    await isKeptOn(true);
    await wx(`wx.navigateTo({ url: '/pages/about/about' }).then(() => null)`);
    await isKeptOn(false);
    await wx('wx.navigateBack().then(() => null)');
    await isKeptOn(true);
    tellOrders(phone.host, { 'A-1': 302 });
    await page.getByText('刷新', { exact: true }).click({ force: true });
    await page.getByRole('switch').waitFor({ state: 'detached' });
    await isKeptOn(false);
    tellOrders(phone.host, { 'A-1': 301 });
    expect(errors).toEqual([]);
    await page.close();
  });

  it('follows a finger that pulls it up, and one that pulls it down', async () => {
    const { page, handle, errors } = await openSheet();
    const half = await top(handle);
    for (const [by, expected, isThere] of [
      [-80, true, (y: number) => y < 100],
      [80, false, (y: number) => Math.abs(y - half) < 1],
    ] as const) {
      const box = await handle.boundingBox();
      const [x, y] = [(box?.x ?? 0) + 180, (box?.y ?? 0) + 22];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x, y + by, { steps: 5 });
      await page.mouse.up();
      await eventually(
        () => isUp(handle),
        (up) => up === expected,
      );
      await eventually(() => top(handle), isThere);
    }
    expect(errors).toEqual([]);
    await page.close();
  });
});
