import type { Locator, Page } from 'playwright-core';
import { type OpenPhone, productPhone } from '../support/browser-phone';
import { tellOrders } from '../support/counter-orders';
import { pressRefresh, transitionsEnd, WHERE_IT_IS } from '../support/delivery-screen';
import { eventually } from '../support/eventually';

const phone = productPhone();

/** px. The phone reserves a part for the home bar. */
const PHONE_HEIGHT = 812;
const HOME_BAR = 34;
/** Smallest height of the sheet at its lowest stop, px. */
const PEEK = 120;
/** Largest part of the page that the sheet covers at its middle stop. */
const MIDDLE_PART = 0.64;
/** Touch target of the handle that lies above the sheet's edge, px. */
const ABOVE_EDGE = 22;

beforeAll(() => {
  tellOrders(phone.host, { 'A-1': 301, 'B-2': 304 });
});

interface OpenSheet extends OpenPhone {
  readonly handle: Locator;
  /** Returns how much of the sheet is seen, px. */
  readonly height: () => Promise<number>;
  /** Waits until the sheet has come to rest at a height. */
  readonly rests: (isThere: (height: number) => boolean) => Promise<number>;
  /** Height at which the sheet has come to rest at first. */
  readonly middle: number;
}

const PART = (name: string): string => `.phone-page:last-child .${name}`;
const DELIVERY = (id: string): string =>
  `path=${encodeURIComponent(`/pages/delivery/delivery?id=${id}`)}`;

/** Opens the sheet at its middle stop. `isStill`: the page's time is, so no movement is a flick. */
async function openSheet({ isStill = false } = {}): Promise<OpenSheet> {
  const opened = await phone.open(DELIVERY('A-1'), isStill ? { hasClockInHand: true } : {});
  const { page } = opened;
  const handle = page.getByRole('button', { name: /详情$/ });
  await page.getByText('经过').waitFor({ state: 'attached' });
  const height = async (): Promise<number> =>
    PHONE_HEIGHT - ((await handle.boundingBox())?.y ?? NaN) - ABOVE_EDGE;
  const rests = async (isThere: (height: number) => boolean): Promise<number> => {
    const whenStill = async (): Promise<number> => ((await transitionsEnd(page)) ? NaN : height());
    return eventually(whenStill, isThere);
  };
  const middle = await rests(isMiddle);
  if (isStill) await page.clock.pauseAt(Date.now() + 60_000);
  return { ...opened, handle, height, rests, middle };
}

/** Returns where a part ends, px. */
async function bottomOf(part: Locator): Promise<number> {
  const { y = NaN, height = NaN } = (await part.boundingBox()) ?? {};
  return y + height;
}

const isLow = (height: number): boolean => height >= PEEK && height < PEEK + 40;
const isMiddle = (height: number): boolean =>
  height > PEEK + 100 && height <= MIDDLE_PART * PHONE_HEIGHT;
const isFull = (height: number): boolean => height > 700;

/**
 * Drags the sheet by its handle, downwards by some px, without a flick. The sheet follows from the
 * first move on that the browser tells it of.
 */
async function dragHandle({ page, handle }: OpenSheet, by: number): Promise<void> {
  const { x = NaN, y = NaN, width = NaN } = (await handle.boundingBox()) ?? {};
  const from = { x: x + width / 2, y: y + ABOVE_EDGE };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + by / 2, { steps: 8 });
  await page.mouse.move(from.x, from.y + by);
}

function setDataCount(page: Page): Promise<number> {
  return page.evaluate<number>(
    "__phone.setDataLog.entries.filter(({ keys }) => keys.includes('place')).length",
  );
}

describe('the sheet over the map', () => {
  it('shows the rider above the bar at first, goes up and down by taps, and never covers 拨打', async () => {
    const { page, handle, rests, middle } = await openSheet();
    for (const words of ['拨打', '复制给顾客'])
      expect(await bottomOf(page.getByText(words, { exact: true }))).toBeLessThan(
        PHONE_HEIGHT - HOME_BAR,
      );
    const bar = await page.locator(PART('bar')).boundingBox();
    expect(await bottomOf(page.locator(PART('rider')))).toBeLessThan(bar?.y ?? NaN);

    await handle.click(WHERE_IT_IS);
    await rests(isFull);
    expect(await handle.getAttribute('aria-expanded')).toBe('true');
    await handle.click(WHERE_IT_IS);
    expect(await rests(isMiddle)).toBe(middle);
  });

  it('has the next step above the buttons, which are one row, on a small phone with large text', async () => {
    const small = { viewport: { width: 320, height: 568 } };
    const { page } = await phone.open(`${DELIVERY('B-2')}&text=1.4`, small);
    // The whole next step stands above the bar once the sheet has come to rest.
    await eventually(
      async () => {
        const isMoving = await transitionsEnd(page);
        const { y = NaN } = (await page.locator(PART('bar')).boundingBox()) ?? {};
        return isMoving ? NaN : y - (await bottomOf(page.locator('wx-next-step')));
      },
      (above) => above >= 0,
    );
    const buttons = await Promise.all(
      ['拨打', '复制给顾客'].map((words) => bottomOf(page.getByText(words, { exact: true }))),
    );
    expect(new Set(buttons).size).toBe(1);
  });

  it('follows the finger without a setData, and rests at the nearest stop', async () => {
    const sheet = await openSheet({ isStill: true });
    const { page, height, rests, middle } = sheet;
    const before = await setDataCount(page);
    await dragHandle(sheet, -80);
    // The page hears of the last movement a moment later.
    const dragged = await eventually(
      async () => (await height()) - middle,
      (by) => by >= 40,
    );
    expect(dragged).toBeLessThanOrEqual(80);
    expect(await setDataCount(page)).toBe(before);
    await page.mouse.up();
    expect(await rests(isMiddle)).toBe(middle);

    await dragHandle(sheet, PHONE_HEIGHT - middle);
    await page.mouse.up();
    await rests(isLow);
    expect(await setDataCount(page)).toBe(before + 1);
  });

  it('has one row at its lowest stop, and content and bar again by a tap on it', async () => {
    const sheet = await openSheet({ isStill: true });
    const { page, rests } = sheet;
    await dragHandle(sheet, 500);
    await page.mouse.up();
    await rests(isLow);
    const row = page.locator(PART('peek__what'));
    expect(await bottomOf(row)).toBeLessThanOrEqual(PHONE_HEIGHT - HOME_BAR);
    const call = await page.getByText('拨打', { exact: true }).boundingBox();
    expect(call?.y).toBeGreaterThanOrEqual(PHONE_HEIGHT);
    expect(await page.getByText('经过').isVisible()).toBe(false);

    await row.click();
    await rests(isMiddle);
    expect(await page.getByText('陈师傅').isVisible()).toBe(true);
  });

  it('scrolls and is pulled at its highest stop only, and forgets where it was scrolled to', async () => {
    const sheet = await openSheet({ isStill: true });
    const { page, handle, rests } = sheet;
    const list = page.locator(PART('sheet__scroll'));
    const scrolls = (): Promise<boolean> => list.evaluate((one) => one.hasAttribute('scroll-y'));
    expect(await scrolls()).toBe(false);
    await handle.click(WHERE_IT_IS);
    await rests(isFull);
    expect(await scrolls()).toBe(true);
    await list.evaluate((one) => {
      one.scrollTop = 80;
    });
    await dragHandle(sheet, 330);
    await page.mouse.up();
    // The page hears when the view has been drawn.
    await page.clock.runFor(100);
    await rests(isMiddle);
    await eventually(scrolls, (now) => !now);
    expect(await list.evaluate((one) => one.scrollTop)).toBe(0);
  });

  it('moves by keys where there are any', async () => {
    const viewport = { width: 1280, height: PHONE_HEIGHT };
    const { page } = await phone.open(DELIVERY('A-1'), { viewport });
    await page.setViewportSize({ width: 700, height: PHONE_HEIGHT });
    const handle = page.getByRole('button', { name: /详情$/ });
    await handle.waitFor();
    const label = (): Promise<string | null> => handle.getAttribute('aria-label');
    // WeChat tells keys only after a first action.
    await page.getByRole('heading', { name: '配送中' }).click();
    await page.keyboard.press('ArrowUp');
    await eventually(label, (now) => now === '放下详情');
    await page.keyboard.press('ArrowDown');
    await eventually(label, (now) => now === '拉起详情');
  });

  it('keeps the screen on while it is looked at, if somebody wants it to, until there is nothing more to see', async () => {
    const { page, handle, rests, wx } = await openSheet();
    const isKeptOn = (expected: boolean): Promise<unknown> =>
      eventually(
        () => page.evaluate<boolean>('window.__phone.device().keepsScreenOn'),
        (isOn) => isOn === expected,
      );
    await handle.click(WHERE_IT_IS);
    await rests(isFull);
    await page.getByRole('switch', { name: /屏幕常亮/ }).click();
    await isKeptOn(true);
    await wx(`wx.navigateTo({ url: '/pages/about/about' }).then(() => null)`);
    await isKeptOn(false);
    await wx('wx.navigateBack().then(() => null)');
    await isKeptOn(true);
    tellOrders(phone.host, { 'A-1': 302 });
    await pressRefresh(page);
    await page.getByRole('switch').waitFor({ state: 'detached' });
    await isKeptOn(false);
    tellOrders(phone.host, { 'A-1': 301 });
  });
});

it('an id is copied by a tap on it', async () => {
  const { page, handle, rests } = await openSheet();
  await handle.click(WHERE_IT_IS);
  await rests(isFull);
  await page.getByRole('button', { name: '复制订单号 A-1' }).click();
  const device = await eventually(
    () => page.evaluate<{ clipboard: string; vibrations: number }>('__phone.device()'),
    ({ vibrations }) => vibrations === 1,
  );
  expect(device.clipboard).toBe('A-1');
});
