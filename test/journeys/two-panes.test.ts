import type { Page } from 'playwright-core';
import { productPhone } from '../support/browser-phone';
import {
  type CounterOrders,
  NEXT_ASK_SECONDS,
  tellOrders,
  untilAsked,
} from '../support/counter-orders';
import {
  COMPUTER,
  enter,
  openAtComputer,
  pagesOf,
  paneOf,
  rowOf,
  scan,
  SEARCH,
  untilFieldIs,
} from '../support/counter-screen';
import { pressRefresh } from '../support/delivery-screen';
import { eventually } from '../support/eventually';

const phone = productPhone();

const TABLET = { viewport: { width: 768, height: 1024 } };
const NARROW = { width: 375, height: 812 };
const NUMBER = '13512340000';
const SHOWN_NUMBER = '135 1234 0000';

let counter: CounterOrders;

beforeAll(() => {
  counter = tellOrders(phone.host, { 'A-1': 301, 'B-2': 201, 'C-3': 302 }, NUMBER);
});

beforeEach(() => {
  counter.asked = [];
  counter.isStaff = true;
});

/** Returns the gaps beside the sheet in the delivery's pane, px. */
function gapsBesideSheet(page: Page): Promise<{ readonly left: number; readonly right: number }> {
  return page.evaluate(`(() => {
    const [pane, sheet] = ['pane', 'side'].map((name) =>
      document.querySelector('[class*="--' + name + ' "], [class$="--' + name + '"]').getBoundingClientRect(),
    );
    return { left: Math.round(sheet.left - pane.left), right: Math.round(pane.right - sheet.right) };
  })()`);
}

const REFUSED = '本店的人才看得到最近查过的单';

/** Waits until the page that has begun anew says so, and the order left it and the phone. */
async function isNothingLeft(page: Page, orderId: string, shown: string): Promise<void> {
  await page.getByText(shown).waitFor();
  await rowOf(page, orderId).waitFor({ state: 'detached' });
  expect(await page.getByText('经过').count()).toBe(0);
  expect(await page.evaluate('wx.getStorageInfoSync().keys.join()')).not.toMatch(/delivery|role/);
}

describe('on a computer', () => {
  it('says what the right side is for, and shows there what is scanned, one after the other', async () => {
    const opened = await openAtComputer(phone);
    const { page } = opened;
    await page.getByText('还没有选订单').waitFor();
    for (const [orderId, heading] of [
      ['A-1', '配送中'],
      ['B-2', '取货中'],
    ] as const) {
      await scan(page, orderId);
      await page.getByRole('heading', { name: heading }).waitFor();
      await untilFieldIs(page, '', true);
      expect(await rowOf(page, orderId).getAttribute('aria-current')).toBe('true');
    }
    expect(await rowOf(page, 'A-1').getAttribute('aria-current')).toBe('false');
    expect(await pagesOf(opened)).toEqual(['pages/search/search']);
    expect(counter.asked).toEqual(['A-1', 'B-2']);
  });

  it('has the map beside what is told of the delivery, and what is told in the middle where there is none', async () => {
    const { page } = await openAtComputer(phone);
    for (const [orderId, hasMap] of [
      ['B-2', false],
      ['A-1', true],
      ['C-3', false],
    ] as const) {
      await scan(page, orderId);
      await paneOf(page, orderId).waitFor();
      await eventually(
        () => gapsBesideSheet(page),
        ({ left, right }) => (hasMap ? left === 0 && right > 300 : left > 0 && left === right),
      );
    }
  });

  it('shows the rider’s number, since it cannot dial, in the page only and until it is put away, by Escape too, which then closes the delivery, as its pill does', async () => {
    const { page } = await openAtComputer(phone);
    await scan(page, 'A-1');
    await page.getByText('拨打', { exact: true }).click();
    await page.getByText(SHOWN_NUMBER, { exact: true }).waitFor();
    // Nor can it keep the screen on: 看板 says what to do instead.
    expect(await page.getByRole('switch').count()).toBe(0);
    expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain(NUMBER);
    await page.getByText('收起', { exact: true }).click();
    await page.getByText(SHOWN_NUMBER).waitFor({ state: 'detached' });

    // Keys reach the mini-program only while no field has the focus.
    await page.getByText('经过').click();
    await page.evaluate('document.activeElement.blur()');
    await page.getByText('拨打', { exact: true }).click();
    await page.getByText(SHOWN_NUMBER).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(SHOWN_NUMBER).waitFor({ state: 'detached' });
    expect(await page.getByText('经过').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByText('还没有选订单').waitFor();
    await untilFieldIs(page, '', true);

    await rowOf(page, 'A-1').click();
    await paneOf(page, 'A-1').click();
    await page.getByText('还没有选订单').waitFor();
    expect(await untilAsked(counter, 2)).toEqual(['A-1', 'A-1']);
  });

  it.each([
    ['an answer', pressRefresh],
    ['a call', (page: Page) => page.getByText('拨打', { exact: true }).click()],
  ])('shows no order any more once %s is refused', async (_what, act) => {
    const { page } = await openAtComputer(phone);
    await scan(page, 'A-1');
    await rowOf(page, 'A-1').waitFor();
    await page.getByText('经过').waitFor();
    counter.isStaff = false;
    await act(page);
    await isNothingLeft(page, 'A-1', REFUSED);
  });

  it.each([
    ['of another shop, set up anew', { shopKey: 'shop-2' }, '还没有选订单'],
    ['that its holder is no staff', { isStaff: false }, REFUSED],
  ])('shows no order any more once an idle list hears %s', async (_what, heard, shown) => {
    const { page } = await openAtComputer(phone, { hasClockInHand: true });
    await scan(page, 'C-3');
    await rowOf(page, 'C-3').waitFor();
    await page.getByText('经过').waitFor();
    Object.assign(counter, heard);
    // An ended delivery asks no more: only the list does.
    await page.clock.fastForward(NEXT_ASK_SECONDS * 1000);
    await isNothingLeft(page, 'C-3', shown);
  });

  it('says so where WeChat does not let a text be copied', async () => {
    const { page, wx } = await openAtComputer(phone);
    await scan(page, 'A-1');
    const copy = page.getByText('复制给顾客', { exact: true });
    await copy.click();
    expect(await page.getByText(/没能复制/).count()).toBe(0);
    await wx('void (wx.setClipboardData = () => Promise.reject(new Error("no")))');
    await copy.click();
    await page.getByText(/没能复制/).waitFor();
  });
});

describe('a window that changes its width', () => {
  it('has the tabs in a rail at the left where it is wide, else in WeChat’s bar at the bottom', async () => {
    const opened = await phone.open(SEARCH, COMPUTER);
    const { page } = opened;
    const tab = (name: string) => page.getByRole('tab', { name });
    const bar = page.locator('.phone-page:not([hidden]) .phone-tab-bar');
    await tab('店铺').waitFor();
    await bar.waitFor({ state: 'hidden' });
    expect(await tab('查单').getAttribute('aria-selected')).toBe('true');
    await tab('店铺').click();
    await opened.until("__phone.currentPages().join() === 'pages/shop/shop'");
    expect(await bar.isVisible()).toBe(false);
    await page.setViewportSize(TABLET.viewport);
    await bar.waitFor();
    expect(await page.getByRole('tab', { name: '查单' }).isVisible()).toBe(false);
  });

  it('keeps the delivery: on a page of its own when narrow, beside the search when wide', async () => {
    const opened = await phone.open('', TABLET);
    const { page } = opened;
    await enter(page, 'A-1');
    await page.getByRole('heading', { name: '配送中' }).waitFor();

    await page.setViewportSize(NARROW);
    await opened.until('__phone.currentPages().length === 2');
    await page.getByRole('button', { name: '返回，订单 A-1' }).waitFor();
    await page.getByRole('heading', { name: '配送中' }).waitFor();

    await page.setViewportSize(TABLET.viewport);
    await opened.until('__phone.currentPages().length === 1');
    await paneOf(page, 'A-1').waitFor();
    await page.getByRole('heading', { name: '配送中' }).waitFor();
  });

  it('that is wide only after the delivery was left does not bring it back', async () => {
    const opened = await phone.open();
    const { page } = opened;
    await enter(page, 'A-1');
    await page.getByRole('button', { name: '返回，订单 A-1' }).click();
    await opened.until('__phone.currentPages().length === 1');
    await page.setViewportSize(TABLET.viewport);
    await page.getByText('还没有选订单').waitFor();
  });
});
