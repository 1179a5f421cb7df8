import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { BrowserPhone, OpenPhone } from '../support/browser-phone';
import { startBrowserPhone } from '../support/browser-phone';
import { CLOUD_ERRORS } from '../../miniprogram/shared/cloud-error';
import { ERROR_WORDING } from '../../miniprogram/shared/trouble-wording';
import { reportOf } from '../support/delivery-reports';
import { eventually } from '../support/eventually';

jest.setTimeout(60_000);

const COMPUTER = { viewport: { width: 1280, height: 800 } };
const TABLET = { viewport: { width: 768, height: 1024 } };
const PHONE = { width: 375, height: 812 };
/** The rider's, as a reveal tells it. */
const NUMBER = '13512340000';
const HERE = { longitude: 113.33, latitude: 23.13 };
/** Order ids and the codes that they are at; any other is not found. */
const ORDERS: Readonly<Record<string, number>> = { 'A-1': 301, 'B-2': 201 };

let phone: BrowserPhone;
let asked: string[] = [];
/** Whoever holds the phone is of the shop. */
let isStaff = true;

beforeAll(async () => {
  phone = await startBrowserPhone(path.join(__dirname, '../../miniprogram'));
  phone.host.functions['getOrder'] = (event) => {
    const { orderId, reveal } = event as { orderId: string; reveal?: string };
    const serverTime = Date.now();
    if (!isStaff) return { result: failure('not-staff', serverTime) };
    if (reveal !== undefined) {
      return { result: { ok: true, serverTime, data: { phone: NUMBER } } };
    }
    asked.push(orderId);
    const code = ORDERS[orderId];
    if (code === undefined) return { result: failure('order-not-found', serverTime) };
    const position = code === 301 ? HERE : null;
    const rider = { name: '陈师傅', phone: '135****0000', callable: true };
    const data = reportOf(code, serverTime, { orderId, position, rider });
    return { result: { ok: true, serverTime, data } };
  };
});

afterAll(() => phone.close());

beforeEach(() => {
  asked = [];
  isStaff = true;
});

function failure(code: 'not-staff' | 'order-not-found', serverTime: number): object {
  const error = { code, ...CLOUD_ERRORS[code], traceId: 'rid-1' };
  return { ok: false, serverTime, error };
}

const field = (page: Page): Locator => page.locator('wx-input input');
const rowOf = (page: Page, orderId: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${orderId} `) });
const pagesOf = ({ wx }: OpenPhone): Promise<readonly string[]> =>
  wx<string[]>('__phone.currentPages()');

/** What the delivery's pane has to the left and to the right of its sheet, px. */
function gapsBesideSheet(page: Page): Promise<{ readonly left: number; readonly right: number }> {
  return page.evaluate(`(() => {
    const [pane, sheet] = ['pane', 'sheet'].map((name) =>
      document.querySelector('[class*="--' + name + ' "], [class$="--' + name + '"]').getBoundingClientRect(),
    );
    return { left: Math.round(sheet.left - pane.left), right: Math.round(pane.right - sheet.right) };
  })()`);
}

/** As a person, or a scanner that types, does it: into whatever has the focus. */
async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function untilFieldIs(page: Page, text: string, isFocused: boolean): Promise<void> {
  await eventually(
    async () => [await field(page).inputValue(), await isFocusedIn(page)],
    ([value, focused]) => value === text && focused === isFocused,
  );
}

function isFocusedIn(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.activeElement?.matches("wx-input input") === true');
}

describe('on a computer', () => {
  it('says what the right side is for, and shows there what is scanned, one after the other', async () => {
    const opened = await phone.open('', COMPUTER);
    const { page, errors } = opened;
    await page.getByText('还没有选订单').waitFor();
    await untilFieldIs(page, '', true);

    await scan(page, 'A-1');
    await page.getByRole('heading', { name: '骑手正在送货' }).waitFor();
    await untilFieldIs(page, '', true);
    expect(await rowOf(page, 'A-1').getAttribute('aria-current')).toBe('true');

    await scan(page, 'B-2');
    await page.getByRole('heading', { name: '骑手已到店取货' }).waitFor();
    await untilFieldIs(page, '', true);
    expect(await rowOf(page, 'A-1').getAttribute('aria-current')).toBe('false');
    expect(await rowOf(page, 'B-2').getAttribute('aria-current')).toBe('true');
    expect(await pagesOf(opened)).toEqual(['pages/search/search']);
    expect(asked).toEqual(['A-1', 'B-2']);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('has the map beside what is told of the delivery, and what is told in the middle where there is none', async () => {
    const { page, errors } = await phone.open('', COMPUTER);
    await untilFieldIs(page, '', true);
    for (const [orderId, hasMap] of [
      ['B-2', false],
      ['A-1', true],
      ['C-3', false],
    ] as const) {
      await scan(page, orderId);
      await page.getByRole('button', { name: `关闭，订单 ${orderId}` }).waitFor();
      await eventually(
        () => gapsBesideSheet(page),
        ({ left, right }) => (hasMap ? left === 0 && right > 300 : left > 0 && left === right),
      );
    }
    expect(errors).toEqual([]);
    await page.close();
  });

  it('leaves in the field what was not found, ready to be typed over', async () => {
    const { page, errors } = await phone.open('', COMPUTER);
    await untilFieldIs(page, '', true);
    await scan(page, 'C-3');
    await page.getByText('没有找到这个订单').waitFor();
    await untilFieldIs(page, 'C-3', true);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows no order any more once who holds it is refused', async () => {
    const { page, errors } = await phone.open('', COMPUTER);
    await untilFieldIs(page, '', true);
    await scan(page, 'A-1');
    await page.getByRole('heading', { name: '骑手正在送货' }).waitFor();
    await rowOf(page, 'A-1').waitFor();
    isStaff = false;
    await page.getByText('刷新', { exact: true }).click({ force: true });
    await page.getByText(ERROR_WORDING['not-staff'].title).waitFor();
    expect(await rowOf(page, 'A-1').count()).toBe(0);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows the rider’s number, since it cannot dial, in the page only and until it is put away', async () => {
    const { page, errors } = await phone.open('', COMPUTER);
    await untilFieldIs(page, '', true);
    await scan(page, 'A-1');
    const call = page.getByText('拨打', { exact: true });
    await call.click({ force: true });
    await page.getByText(NUMBER, { exact: true }).waitFor();
    expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain(NUMBER);
    await page.getByText('收起', { exact: true }).click();
    await eventually(
      () => page.getByText(NUMBER).count(),
      (count) => count === 0,
    );
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows no order any more once a call is refused', async () => {
    const { page, errors } = await phone.open('', COMPUTER);
    await untilFieldIs(page, '', true);
    await scan(page, 'A-1');
    await rowOf(page, 'A-1').waitFor();
    isStaff = false;
    await page.getByText('拨打', { exact: true }).click({ force: true });
    await page.getByText(ERROR_WORDING['not-staff'].title).waitFor();
    expect(await rowOf(page, 'A-1').count()).toBe(0);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('says so where WeChat does not let a text be copied', async () => {
    const { page, wx, errors } = await phone.open('', COMPUTER);
    await untilFieldIs(page, '', true);
    await scan(page, 'A-1');
    const copy = page.getByText('复制给顾客', { exact: true });
    await copy.click({ force: true });
    expect(await page.getByText(/没能复制/).count()).toBe(0);
    await wx('void (wx.setClipboardData = () => Promise.reject(new Error("no")))');
    await copy.click({ force: true });
    await page.getByText(/没能复制/).waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('closes the delivery by Escape and by its pill, and asks about it no more', async () => {
    const { page, errors } = await phone.open('', COMPUTER);
    await untilFieldIs(page, '', true);
    await scan(page, 'A-1');
    await page.getByText('经过').waitFor();
    // A key reaches the mini-program only when no field has the focus.
    await page.getByText('经过').click();
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Escape');
    await page.getByText('还没有选订单').waitFor();
    await untilFieldIs(page, '', true);

    await rowOf(page, 'A-1').click();
    await page.getByRole('button', { name: '关闭，订单 A-1' }).click();
    await page.getByText('还没有选订单').waitFor();
    expect(asked).toEqual(['A-1', 'A-1']);
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('a window that changes its width', () => {
  it('keeps the delivery: on a page of its own when narrow, beside the search when wide', async () => {
    const opened = await phone.open('', TABLET);
    const { page, errors } = opened;
    await field(page).fill('A-1');
    await field(page).press('Enter');
    await page.getByRole('heading', { name: '骑手正在送货' }).waitFor();

    await page.setViewportSize(PHONE);
    await opened.until('__phone.currentPages().length === 2');
    await page.getByRole('button', { name: '返回，订单 A-1' }).waitFor();
    await page.getByRole('heading', { name: '骑手正在送货' }).waitFor();

    await page.setViewportSize(TABLET.viewport);
    await opened.until('__phone.currentPages().length === 1');
    await page.getByRole('button', { name: '关闭，订单 A-1' }).waitFor();
    await page.getByRole('heading', { name: '骑手正在送货' }).waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('that is wide only after the delivery was left does not bring it back', async () => {
    const opened = await phone.open('', { viewport: PHONE });
    const { page, errors } = opened;
    await field(page).fill('A-1');
    await field(page).press('Enter');
    await page.getByRole('button', { name: '返回，订单 A-1' }).click();
    await opened.until('__phone.currentPages().length === 1');
    await page.setViewportSize(TABLET.viewport);
    await page.getByText('还没有选订单').waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('the sheet over the map', () => {
  /** px that the phone keeps for the bar that leads home. */
  const HOME_BAR = 34;

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
    expect(Math.max(copy, refresh)).toBeLessThan(PHONE.height - HOME_BAR);
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
