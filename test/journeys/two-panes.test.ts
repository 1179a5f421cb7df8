import type { Locator, Page } from 'playwright-core';
import type { BrowserPhone, OpenPhone } from '../support/browser-phone';
import { startProductPhone } from '../support/browser-phone';
import { ERROR_WORDING } from '../../miniprogram/shared/trouble-wording';
import type { CounterOrders } from '../support/counter-orders';
import { known, tellOrders } from '../support/counter-orders';
import { eventually } from '../support/eventually';

jest.setTimeout(60_000);

const COMPUTER = { viewport: { width: 1280, height: 800 } };
const TABLET = { viewport: { width: 768, height: 1024 } };
const PHONE = { width: 375, height: 812 };
/** The rider's, as a reveal tells it. */
const NUMBER = '13512340000';

let phone: BrowserPhone;
let counter: CounterOrders;

beforeAll(async () => {
  phone = await startProductPhone();
  const orders = { 'A-1': 301, 'B-2': 201, 'D-8842': 301, 'E-8842': 201, 'F-1288': 201 };
  counter = tellOrders(phone.host, orders, NUMBER);
});

afterAll(() => phone.close());

beforeEach(() => {
  counter.asked = [];
  counter.askedAsWhole = [];
  counter.latest = [];
  counter.latestAsks = 0;
  counter.isStaff = true;
});

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
    expect(counter.asked).toEqual(['A-1', 'B-2']);
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

  it('asks which order is meant by an end that several have, and shows that one in its place', async () => {
    const opened = await phone.open('', COMPUTER);
    const { page, errors } = opened;
    await untilFieldIs(page, '', true);
    await scan(page, '8842');
    await page.getByRole('heading', { name: '有 2 个订单以“8842”结尾' }).waitFor();
    await untilFieldIs(page, '8842', true);
    await rowOf(page, 'E-8842').click();
    await page.getByRole('button', { name: '关闭，订单 E-8842' }).waitFor();
    await page.getByRole('heading', { name: '骑手已到店取货' }).waitFor();
    await untilFieldIs(page, '', true);
    expect(await rowOf(page, 'E-8842').getAttribute('aria-current')).toBe('true');
    expect(counter.asked).toEqual(['8842', 'E-8842']);
    expect(counter.askedAsWhole).toEqual(['E-8842']);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows at once the one order that ends so, by its whole id in the list, too', async () => {
    const { page, errors } = await phone.open('', COMPUTER);
    await untilFieldIs(page, '', true);
    await scan(page, '1288');
    await page.getByRole('button', { name: '关闭，订单 F-1288' }).waitFor();
    await untilFieldIs(page, '', true);
    expect(await rowOf(page, 'F-1288').getAttribute('aria-current')).toBe('true');
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
    counter.isStaff = false;
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
    counter.isStaff = false;
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
    expect(counter.asked).toEqual(['A-1', 'A-1']);
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('the orders that others of the shop have looked up', () => {
  const minuteAgo = (): number => Date.now() - 60_000;

  it('stand among this phone’s own, and open like those', async () => {
    counter.latest = [known('B-2', 201, minuteAgo())];
    const { page, errors } = await phone.open('', COMPUTER);
    await rowOf(page, 'B-2').click();
    await page.getByRole('heading', { name: '骑手已到店取货' }).waitFor();
    expect(counter.askedAsWhole).toEqual(['B-2']);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('stay away once they were cleared here, and come back when they are asked for again', async () => {
    counter.latest = [known('B-2', 201, minuteAgo())];
    const { page, errors } = await phone.open('', { viewport: PHONE });
    await rowOf(page, 'B-2').waitFor();
    await page.getByRole('button', { name: '清空最近查过' }).click();
    await page.getByRole('dialog').getByText('清空', { exact: true }).click();
    await rowOf(page, 'B-2').waitFor({ state: 'detached' });

    counter.latest = [known('A-1', 301, Date.now() + 60_000), ...counter.latest];
    await page.reload();
    await rowOf(page, 'A-1').waitFor();
    expect(await rowOf(page, 'B-2').count()).toBe(0);
    counter.latest = [known('B-2', 201, Date.now() + 60_000)];
    await page.reload();
    await rowOf(page, 'B-2').waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('are asked for once, not for each look-up, and stay when that fails', async () => {
    counter.latest = [known('B-2', 201, minuteAgo())];
    const { page, errors } = await phone.open('', COMPUTER);
    await rowOf(page, 'B-2').waitFor();
    await scan(page, 'A-1');
    await page.getByRole('heading', { name: '骑手正在送货' }).waitFor();
    expect(counter.latestAsks).toBe(1);
    counter.latest = 'no answer';
    await page.reload();
    await rowOf(page, 'A-1').waitFor();
    await eventually(
      () => Promise.resolve(counter.latestAsks),
      (asks) => asks === 2,
    );
    expect(await rowOf(page, 'B-2').count()).toBe(1);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('leave the phone of whom the shop does not know any more, with this phone’s own', async () => {
    counter.latest = [known('B-2', 201, minuteAgo())];
    const { page, errors } = await phone.open('', { viewport: PHONE });
    await rowOf(page, 'B-2').waitFor();
    counter.isStaff = false;
    await page.reload();
    await rowOf(page, 'B-2').waitFor({ state: 'detached' });
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

describe('on a phone', () => {
  const lookUp = async (page: Page, text: string): Promise<void> => {
    await field(page).fill(text);
    await field(page).press('Enter');
  };

  it('asks on the delivery’s page which order is meant, and leads back from the chosen one to an empty field', async () => {
    const opened = await phone.open('', { viewport: PHONE });
    const { page, errors } = opened;
    await lookUp(page, '8842');
    await page.getByRole('heading', { name: '有 2 个订单以“8842”结尾' }).waitFor();
    await rowOf(page, 'D-8842').click();
    await page.getByRole('heading', { name: '骑手正在送货' }).waitFor();
    expect(await pagesOf(opened)).toEqual(['pages/search/search', 'pages/delivery/delivery']);
    await page.getByRole('button', { name: '返回，订单 D-8842' }).click();
    await opened.until('__phone.currentPages().length === 1');
    await untilFieldIs(page, '', false);
    await rowOf(page, 'D-8842').waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('looks up what was typed as a whole order id on demand, and leaves it in the field when there is none', async () => {
    const opened = await phone.open('', { viewport: PHONE });
    const { page, errors } = opened;
    await lookUp(page, '8842');
    await page.getByText('完整订单号就是 8842').click();
    await page.getByText('没有找到这个订单').waitFor();
    expect(counter.askedAsWhole).toEqual(['8842']);
    await page.getByRole('button', { name: '返回，订单 8842' }).click();
    await opened.until('__phone.currentPages().length === 1');
    await untilFieldIs(page, '8842', false);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('leaves an end in the field for more characters when none of its orders is chosen', async () => {
    const opened = await phone.open('', { viewport: PHONE });
    const { page, errors } = opened;
    await lookUp(page, '8842');
    await rowOf(page, 'D-8842').waitFor();
    await page.getByRole('button', { name: '返回，订单 8842' }).click();
    await opened.until('__phone.currentPages().length === 1');
    await untilFieldIs(page, '8842', false);
    expect(errors).toEqual([]);
    await page.close();
  });
});
