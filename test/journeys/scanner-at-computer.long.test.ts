import type { Page } from 'playwright-core';
import { productPhone } from '../support/browser-phone';
import { type CounterOrders, tellOrders, untilAsked } from '../support/counter-orders';
import {
  COMPUTER,
  field,
  openAtComputer,
  pagesOf,
  paneOf,
  scan,
  SEARCH,
  untilFieldIs,
} from '../support/counter-screen';

const phone = productPhone();

const NARROW = { width: 700, height: 800 };

let counter: CounterOrders;

beforeAll(() => {
  counter = tellOrders(phone.host, { 'A-1': 301, 'B-2': 201, 'D-0001': 301, 'E-0001': 301 });
});

beforeEach(() => {
  counter.asked = [];
});

/** The line with the order's name, where there is no pill. */
const namedOn = (page: Page, orderId: string) => page.getByText(`订单 ${orderId}`, { exact: true });

/** Opens a narrow window, after a first action by hand. */
async function openNarrow() {
  const opened = await phone.open(SEARCH, COMPUTER);
  const { page } = opened;
  await page.getByText('还没有选订单').click();
  await page.setViewportSize(NARROW);
  await page.getByText('还没有选订单').waitFor({ state: 'hidden' });
  return { opened, page };
}

async function scanUnknown(page: Page, text: string, orderId: string): Promise<void> {
  await scan(page, text);
  await paneOf(page, orderId).waitFor();
  await page.getByText('没有找到这个订单').waitFor();
}

describe('a scanner at a computer', () => {
  it('is not stopped by an id that nobody knows, nor by a text that is none, as it is told', async () => {
    const { page } = await openAtComputer(phone);
    await scanUnknown(page, 'CODE_128,C-3', 'C-3');
    await untilFieldIs(page, '', true);
    await scan(page, '9'.repeat(129));
    await page.getByText('订单号太长了').waitFor();
    await untilFieldIs(page, '', true);
    await scan(page, 'QR_CODE,A-1');
    await page.getByRole('heading', { name: '配送中' }).waitFor();
    await paneOf(page, 'A-1').waitFor();
    expect(await page.getByText('订单号太长了').count()).toBe(0);
    await untilFieldIs(page, '', true);
    expect(await untilAsked(counter, 2)).toEqual(['C-3', 'A-1']);
  });

  it('loses no key of a fast one where what a page sets comes late', async () => {
    const { page } = await phone.open(`${SEARCH}&client=reported`, COMPUTER);
    await untilFieldIs(page, '', true);
    for (const orderId of ['20261126-1280-QWERTY', '20261126-1281-ASDFGH']) {
      await page.keyboard.type(orderId, { delay: 8 });
      expect(await field(page).inputValue()).toBe(orderId);
      await page.keyboard.press('Enter');
      await paneOf(page, orderId).waitFor();
      await untilFieldIs(page, '', true);
    }
    expect(await untilAsked(counter, 2)).toEqual(['20261126-1280-QWERTY', '20261126-1281-ASDFGH']);
  });

  it('finds the id again that was not found, to be mended or typed over', async () => {
    const { page } = await openAtComputer(phone);
    await scanUnknown(page, 'CODE_128,C-3', 'C-3');
    const change = page.getByText('换个订单号', { exact: true });
    await change.click();
    await page.getByText('还没有选订单').waitFor();
    await untilFieldIs(page, 'C-3', true);
    await scan(page, 'A-1');
    await paneOf(page, 'A-1').waitFor();

    await scanUnknown(page, 'C-4', 'C-4');
    await change.click();
    await untilFieldIs(page, 'C-4', true);
    // A click elsewhere abandons the scan.
    await page.getByText('还没有选订单').click();
    await untilFieldIs(page, 'C-4', false);
    await page.keyboard.press('Enter');
    await scan(page, 'B-2');
    await paneOf(page, 'B-2').waitFor();
    await untilFieldIs(page, '', true);
    expect(await untilAsked(counter, 4)).toEqual(['C-3', 'A-1', 'C-4', 'B-2']);
  });

  it('is heard after a click beside the field, whatever stood in it', async () => {
    const { page } = await openAtComputer(phone);
    await page.keyboard.type('202');
    await page.getByText('还没有选订单').click();
    await untilFieldIs(page, '202', false);
    await page.keyboard.type('CODE_128,A-');
    await untilFieldIs(page, 'CODE_128,A-', false);
    await scan(page, '1');
    await paneOf(page, 'A-1').waitFor();
    await untilFieldIs(page, '', true);

    await page.getByText('经过').click();
    await untilFieldIs(page, '', false);
    await page.keyboard.press('Enter');
    await scan(page, '{"id":"B-2"}');
    await paneOf(page, 'B-2').waitFor();
    await untilFieldIs(page, '', true);
    expect(await untilAsked(counter, 2)).toEqual(['A-1', 'B-2']);
  });

  it('loses no character after Alt+Tab, or after a key that opens the start menu', async () => {
    const { page } = await openAtComputer(phone);
    const scanAfter = async (keys: readonly string[], orderId: string): Promise<void> => {
      await page.locator('wx-input input').evaluate((input: { blur(): void }) => {
        input.blur();
      });
      for (const key of keys) await page.keyboard.press(key);
      await scan(page, orderId);
      await paneOf(page, orderId).waitFor();
      await untilFieldIs(page, '', true);
    };
    await page.getByText('还没有选订单').click();
    await scanAfter(['Alt'], 'A-1');
    await scanAfter(['Meta', 'F2'], 'B-2');
    expect(await untilAsked(counter, 2)).toEqual(['A-1', 'B-2']);
  });

  it.each(['', 'client=reported'])('may send Enter twice (%s)', async (query) => {
    const { page } = await phone.open(`${SEARCH}&${query}`, COMPUTER);
    await untilFieldIs(page, '', true);
    await page.keyboard.press('Enter');
    await page.getByText('还没有订单号').waitFor();
    for (const orderId of ['A-1', 'C-3']) {
      await scan(page, orderId);
      await page.keyboard.press('Enter');
      await paneOf(page, orderId).waitFor();
      await untilFieldIs(page, '', true);
      expect(await page.getByRole('alert').getByText('还没有订单号').count()).toBe(0);
    }
    expect(await untilAsked(counter, 2)).toEqual(['A-1', 'C-3']);
  });

  it('beside the field costs two setData a key, which put the text into it', async () => {
    const { page } = await openAtComputer(phone);
    await page.getByText('还没有选订单').click();
    await untilFieldIs(page, '', false);
    const costsOf = async (keys: string): Promise<number> => {
      const count = () => page.evaluate<number>('__phone.setDataLog.entries.length');
      const before = await count();
      await page.keyboard.type(keys);
      await untilFieldIs(page, keys, false);
      return (await count()) - before;
    };
    expect(await costsOf('20261126')).toBe(16);
  });

  it('finds the order named on the page of a narrow window, whatever is told of it', async () => {
    const opened = await phone.open(SEARCH, COMPUTER);
    const { page } = opened;
    await page.getByText('还没有选订单').click();
    await untilFieldIs(page, '', false);
    await scan(page, 'A-1');
    await paneOf(page, 'A-1').waitFor();
    expect(await namedOn(page, 'A-1').count()).toBe(0);
    await page.setViewportSize(NARROW);
    await opened.until('__phone.currentPages().length === 2');
    await page.getByRole('heading', { name: '配送中' }).waitFor();
    await namedOn(page, 'A-1').waitFor();
    for (const [orderId, title] of [
      ['B-2', '取货中'],
      ['0001', '有 2 个订单以“0001”结尾，选一个：'],
    ] as const) {
      await page.keyboard.press('Escape');
      await opened.until('__phone.currentPages().length === 1');
      await untilFieldIs(page, '', true);
      await scan(page, orderId);
      await page.getByRole('heading', { name: title }).waitFor();
      await namedOn(page, orderId).waitFor();
    }
  });

  it('is heard on the page of a narrow window, too: one order in the place of the other', async () => {
    const { opened, page } = await openNarrow();
    await scan(page, 'A-1');
    await page.getByRole('heading', { name: '配送中' }).waitFor();
    // Invalid ids do nothing. A pressed key is no part of a later scan.
    await scan(page, '9'.repeat(129));
    await page.keyboard.press('Enter');
    await page.keyboard.type('7');
    await page.waitForTimeout(1100);
    await page.keyboard.press('Enter');
    await namedOn(page, 'A-1').waitFor();
    await page.keyboard.type('7');
    await page.waitForTimeout(1100);
    await scan(page, 'CODE_128,B-2');
    await page.getByRole('heading', { name: '取货中' }).waitFor();
    await namedOn(page, 'B-2').waitFor();
    expect(await pagesOf(opened)).toEqual(['pages/search/search', 'pages/delivery/delivery']);
    expect(await untilAsked(counter, 2)).toEqual(['A-1', 'B-2']);
    // A found id empties the field. Others return for correction.
    await page.keyboard.press('Escape');
    await untilFieldIs(page, '', true);
    await scan(page, 'A-1');
    await page.getByRole('heading', { name: '配送中' }).waitFor();
    await scan(page, 'C-3');
    await page.getByText('换个订单号', { exact: true }).click();
    await untilFieldIs(page, 'C-3', true);
  });
});
