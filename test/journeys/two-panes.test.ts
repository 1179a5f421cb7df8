import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { BrowserPhone, OpenPhone } from '../support/browser-phone';
import { startBrowserPhone } from '../support/browser-phone';
import { reportOf } from '../support/delivery-reports';
import { eventually } from '../support/eventually';

jest.setTimeout(60_000);

const COMPUTER = { viewport: { width: 1280, height: 800 } };
const TABLET = { viewport: { width: 768, height: 1024 } };
const PHONE = { width: 375, height: 812 };
const HERE = { longitude: 113.33, latitude: 23.13 };
/** Order ids and the codes that they are at; any other is not found. */
const ORDERS: Readonly<Record<string, number>> = { 'A-1': 301, 'B-2': 201 };

let phone: BrowserPhone;
let asked: string[] = [];

beforeAll(async () => {
  phone = await startBrowserPhone(path.join(__dirname, '../../miniprogram'));
  phone.host.functions['getOrder'] = (event) => {
    const { orderId } = event as { orderId: string };
    asked.push(orderId);
    const code = ORDERS[orderId];
    const serverTime = Date.now();
    if (code === undefined) return { result: notFound(serverTime) };
    const position = code === 301 ? HERE : null;
    const rider = { name: '陈师傅', phone: '135****0000', callable: true };
    const data = reportOf(code, serverTime, { orderId, position, rider });
    return { result: { ok: true, serverTime, data } };
  };
});

afterAll(() => phone.close());

beforeEach(() => {
  asked = [];
});

function notFound(serverTime: number): object {
  const error = {
    code: 'order-not-found',
    message: '没有找到这个订单。',
    fixer: 'staff',
    retryable: false,
    traceId: 'rid-1',
  };
  return { ok: false, serverTime, error };
}

const field = (page: Page): Locator => page.locator('wx-input input');
const rowOf = (page: Page, orderId: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${orderId} `) });
const pagesOf = ({ wx }: OpenPhone): Promise<readonly string[]> =>
  wx<string[]>('__phone.currentPages()');

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

  it('leaves in the field what was not found, ready to be typed over', async () => {
    const { page, errors } = await phone.open('', COMPUTER);
    await untilFieldIs(page, '', true);
    await scan(page, 'C-3');
    await page.getByText('没有找到这个订单').waitFor();
    await untilFieldIs(page, 'C-3', true);
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

  it('is half up, with 拨打 in view, and goes up and down by a tap', async () => {
    const { page, handle, errors } = await openSheet();
    const half = await top(handle);
    expect(half).toBeGreaterThan(190);
    const dial = await page.getByText('拨打', { exact: true }).boundingBox();
    expect((dial?.y ?? NaN) + (dial?.height ?? NaN)).toBeLessThan(PHONE.height);

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
