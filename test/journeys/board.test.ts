// More than 300 lines: one host serves all that a person does on the board.

import type { Page } from 'playwright-core';
import { type Audit, createAudit } from '../../dev/screens/audit-script';
import { type BrowserPhone, type OpenPhone, startProductPhone } from '../support/browser-phone';
import { type BoardHost, tellBoard } from '../support/board-host';
import { awaitedRow, boardRow, stuckRow } from '../support/board-rows';
import { rowOf, scan, swipe } from '../support/counter-screen';
import { at } from '../support/delivery-reports';
import { eventually } from '../support/eventually';

const BOARD = 'path=/pages/board/board';
const COMPUTER = { viewport: { width: 1280, height: 800 } };
const SECOND = 1000;

let phone: BrowserPhone;
let board: BoardHost;
let audit: Audit;

beforeAll(async () => {
  [phone, audit] = await Promise.all([startProductPhone(), createAudit()]);
});

afterAll(() => phone.close());

beforeEach(() => {
  board = tellBoard(phone.host, at('12:00'));
});

async function pass(seconds: number, ...phones: readonly OpenPhone[]): Promise<void> {
  for (let left = seconds; left > 0; left -= 10) {
    board.now += Math.min(10, left) * SECOND;
    for (const { page } of phones) {
      await page.clock.fastForward(Math.min(10, left) * SECOND);
      await page.evaluate('null');
    }
  }
}

const rings = ({ wx }: OpenPhone): Promise<number> => wx<number>('__phone.device().sounds.length');

async function turnBellOn({ page }: OpenPhone): Promise<void> {
  await page.getByLabel('铃：关着').click();
  await page.getByRole('switch', { name: '响铃' }).click();
  await page.getByLabel('关上').click();
}

const tells = (page: Page, orderId: string, text: string): Promise<void> =>
  rowOf(page, orderId).filter({ hasText: text }).waitFor();

const wrongWith = (page: Page, part = ''): ReturnType<Audit> =>
  audit(page, `.phone-page:last-child ${part}`);

describe('what is to be handled', () => {
  it('shows and rings on each device until one person has taken note, and not after a restart', async () => {
    board.put(boardRow('A-1288', 301, {}, 20));
    board.put(boardRow('A-1265', 201, {}, 40));
    const clerk = await phone.open(BOARD, { hasClockInHand: true });
    await rowOf(clerk.page, 'A-1265').waitFor();
    await turnBellOn(clerk);
    expect(await rings(clerk)).toBe(1);

    board.put(stuckRow('A-1265', 12));
    await pass(20, clerk);
    await tells(clerk.page, 'A-1265', '到店没走');
    await eventually(
      () => rings(clerk),
      (count) => count === 2,
    );
    await pass(60, clerk);
    await eventually(
      () => rings(clerk),
      (count) => count === 3,
    );

    const counter = await phone.open(BOARD, { ...COMPUTER, hasClockInHand: true });
    await tells(counter.page, 'A-1265', '到店没走');
    await counter.page.getByText('点一下这里，再扫码').click();
    await counter.page.keyboard.press('ArrowDown');
    await counter.page.keyboard.press('k');
    await pass(1, counter);
    await tells(counter.page, 'A-1265', '小林');

    await pass(30, clerk);
    await tells(clerk.page, 'A-1265', '小林');
    // On a slow machine it may have rung again before.
    const rung = await rings(clerk);
    await pass(180, clerk);
    expect(await rings(clerk)).toBe(rung);

    board.put(stuckRow('A-1288', 12));
    await pass(20, clerk);
    await tells(clerk.page, 'A-1288', '到店没走');
    await eventually(
      () => rings(clerk),
      (count) => count === rung + 1,
    );
    await clerk.page.reload();
    await tells(clerk.page, 'A-1288', '到店没走');
    await pass(120, clerk);
    expect(await rings(clerk)).toBe(0);
    expect([await wrongWith(clerk.page), await wrongWith(counter.page)]).toEqual([[], []]);
    await clerk.close();
    await counter.close();
  });
});

describe('a scanner at a computer', () => {
  it('needs one click, then no field: ten labels in a row, and all are on the board', async () => {
    const ids = Array.from({ length: 8 }, (_, n) => `20261124-100${n}`);
    for (const id of ids) board.known.set(id, boardRow(id, 301, {}, 20));
    const opened = await phone.open(BOARD, COMPUTER);
    const { page, close } = opened;
    await page.getByText('没有在路上的单').waitFor();
    await page.getByText('点一下这里，再扫码').click();
    await page.getByText('直接敲末几位，或扫订单号').waitFor();
    const labels = ids.map((id, n) => (n % 2 === 0 ? id : `CODE_128,${id}`));
    const answer = board.hold();
    for (const label of [...labels.slice(0, 3), 'X-999999', ...labels.slice(3), 'X-888888'])
      await scan(page, label);
    answer();
    for (const id of ids) await rowOf(page, id).waitFor();
    for (const id of ['X-999999', 'X-888888']) await tells(page, id, '排队中');
    expect([...board.rows.keys()].sort()).toEqual([...ids, 'X-888888', 'X-999999']);
    // Answers to orders that are no longer shown select none of them.
    const selected = await page.locator('[aria-current="true"]').getAttribute('aria-label');
    expect(selected).toContain('X-888888');
    expect(await wrongWith(page)).toEqual([]);
    await page.keyboard.press('?');
    await page.getByText('快捷键').waitFor();
    // What the sheet covers can be neither touched nor read.
    expect(await wrongWith(page, '[role="dialog"]')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('快捷键').waitFor({ state: 'detached' });
    // A hand may be as fast: Enter opens what its digits end, and leaves the box empty.
    for (const id of ['20261124-1003', '20261124-1006']) {
      await scan(page, id.slice(-4));
      await page.getByRole('button', { name: `关闭，订单 ${id}` }).waitFor();
      await page.getByText('直接敲末几位，或扫订单号').waitFor();
      expect(await rowOf(page, id).getAttribute('aria-current')).toBe('true');
    }
    await close();
  });
});

describe('a label that does not reach the cloud', () => {
  it('stays named over a reload, and comes onto the board by itself', async () => {
    board.isOnline = false;
    const { page, close } = await phone.open(BOARD, COMPUTER);
    const named = page.locator('[class*="line__id"]');
    await page.getByText('点一下这里，再扫码').click();
    await scan(page, 'X-999999');
    await named.waitFor();
    expect(await named.innerText()).toBe('X-999999');
    expect(await wrongWith(page)).toEqual([]);
    await page.reload();
    await named.waitFor();
    board.isOnline = true;
    await tells(page, 'X-999999', '排队中');
    await named.waitFor({ state: 'detached' });
    await close();
  });
});

describe('an awaited order', () => {
  it('opens, and is taken off the board by a swipe on a phone and by what a pointer finds', async () => {
    for (const id of ['A-1001', 'A-1002']) board.put(awaitedRow(id, 1, { canTakeOff: true }));
    const clerk = await phone.open(BOARD);
    await tells(clerk.page, 'A-1001', '排队中');
    await swipe(clerk.page, 'A-1001');
    await clerk.page.getByText('取下', { exact: true }).filter({ visible: true }).click();
    await rowOf(clerk.page, 'A-1001').waitFor({ state: 'detached' });
    await clerk.close();
    const { page, close } = await phone.open(BOARD, COMPUTER);
    await rowOf(page, 'A-1002').click();
    await page.getByText('微信还没有这单').waitFor();
    await rowOf(page, 'A-1002').hover();
    await page.getByText('取下', { exact: true }).filter({ visible: true }).click();
    await rowOf(page, 'A-1002').waitFor({ state: 'detached' });
    expect(board.rows.size).toBe(0);
    await close();
  });
});

/** The large id of an order that has no answer but a failure. */
const sought = (page: Page) => page.locator('[class*="sought"]');

describe('a scan that finds nothing', () => {
  it('takes the place of the order before, stands on the board, and the next one takes its place', async () => {
    for (const id of ['20261124-1001', '20261124-1002'])
      board.known.set(id, boardRow(id, 301, {}, 20));
    const { page, close } = await phone.open(BOARD, COMPUTER);
    const pane = (id: string) => page.getByRole('button', { name: `关闭，订单 ${id}` });
    await page.getByText('点一下这里，再扫码').click();
    await scan(page, 'CODE_128,20261124-1001');
    await pane('20261124-1001').waitFor();
    await page.getByText('经过').waitFor();
    await scan(page, 'X-999999');
    await pane('X-999999').waitFor();
    expect(await pane('20261124-1001').count()).toBe(0);
    await page.getByText('微信还没有这单').waitFor();
    expect(await sought(page).innerText()).toBe('X-999999');
    await tells(page, 'X-999999', '排队中');
    expect(await wrongWith(page)).toEqual([]);
    await scan(page, '20261124-1002');
    await pane('20261124-1002').waitFor();
    expect(await sought(page).count()).toBe(0);
    await page.getByText('经过').waitFor();
    // The card asks again once the row says that WeChat has come to know the order.
    await scan(page, 'X-999999');
    await page.getByText('微信还没有这单').waitFor();
    board.known.set('X-999999', boardRow('X-999999', 301, {}, 20));
    board.put(boardRow('X-999999', 301, {}, 20));
    await page.keyboard.press('r');
    await page.getByText('经过').waitFor();
    await close();
  });

  it('has the page of a delivery on a phone, below which no card of another rider stays', async () => {
    board.known.set('B-2', boardRow('B-2', 301, {}, 20));
    board.put(boardRow('A-1288', 301, { position: { longitude: 113.33, latitude: 23.13 } }, 20));
    const { page, close } = await phone.open(BOARD);
    const scanned = async (id: string): Promise<void> => {
      await page.getByLabel('扫码放上看板').click();
      await page.getByRole('button', { name: id, exact: true }).click();
      await page.getByRole('button', { name: `返回，订单 ${id}` }).waitFor();
    };
    await page.getByRole('tab', { name: '地图' }).click();
    await page.locator('.phone-marker-icon').first().click();
    const card = page.locator('[class*="picked"]');
    await card.waitFor();
    await scanned('A-1');
    await page.getByText('微信还没有这单').waitFor();
    expect(await sought(page).innerText()).toBe('A-1');
    expect(await wrongWith(page)).toEqual([]);
    await page.getByText('换个订单号', { exact: true }).click();
    await card.filter({ hasText: '排队中' }).waitFor();
    expect(await rowOf(page, 'A-1288').filter({ visible: true }).count()).toBe(0);
    await page.getByRole('tab', { name: '列表' }).click();
    await tells(page, 'A-1', '排队中');
    await scanned('B-2');
    await page.getByText('经过').waitFor();
    await page.getByRole('button', { name: '返回，订单 B-2' }).click();
    await rowOf(page, 'B-2').waitFor();
    await close();
  });
});

describe('WeChat for Mac, without keys', () => {
  it('has a field at the board, for hand and scanner, and its tab bar instead of a rail', async () => {
    for (const id of ['20261124-1001', '20261124-1002'])
      board.known.set(id, boardRow(id, 301, {}, 20));
    board.put(boardRow('20261124-1288', 301, {}, 20));
    const { page, until, close } = await phone.open(`${BOARD}&mac=1`, COMPUTER);
    const pane = (id: string) => page.getByRole('button', { name: `关闭，订单 ${id}` });
    const isEmpty = `document.activeElement?.matches('wx-input input') &&
      document.activeElement.value === ''`;
    await rowOf(page, '20261124-1288').waitFor();
    await until(isEmpty);
    expect(await page.locator('[class*="rail"]').count()).toBe(0);
    expect(await page.locator('.phone-tab-bar').isVisible()).toBe(true);
    await scan(page, 'CODE_128,20261124-1001');
    await pane('20261124-1001').waitFor();
    await until(isEmpty);
    await scan(page, '20261124-1002');
    await pane('20261124-1002').waitFor();
    for (const id of ['20261124-1001', '20261124-1002']) await rowOf(page, id).waitFor();
    await until(isEmpty);
    await page.keyboard.type('1288');
    await rowOf(page, '20261124-1002').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await pane('20261124-1288').waitFor();
    await rowOf(page, '20261124-1002').waitFor();
    expect(await wrongWith(page)).toEqual([]);
    await close();
  });
});

describe('a row below a pointer', () => {
  it('offers in place of its figure what a swipe offers on a phone', async () => {
    board.put(stuckRow('A-1265', 12));
    board.put(boardRow('A-1288', 301, {}, 20));
    const { page, close } = await phone.open(BOARD, COMPUTER);
    const note = page.getByText('知道了', { exact: true }).filter({ visible: true });
    await rowOf(page, 'A-1265').waitFor();
    expect(await note.count()).toBe(0);
    await rowOf(page, 'A-1265').hover();
    await note.click();
    await tells(page, 'A-1265', '小林');
    expect(await page.getByText('经过').count()).toBe(0);
    await close();
  });
});

it('on a computer, whose screen WeChat cannot keep on, says what to do instead', async () => {
  const { page, close } = await phone.open(BOARD, COMPUTER);
  await page.getByRole('button', { name: '屏幕常亮没开' }).click();
  await page.getByRole('switch', { name: /屏幕常亮/ }).click();
  await page.getByRole('button', { name: '请关掉电脑的自动休眠' }).waitFor();
  expect(await page.getByRole('switch', { checked: true, name: /屏幕常亮/ }).count()).toBe(0);
  await close();
});
