// More than 300 lines: one host serves all that a person does on the board.

import type { Page } from 'playwright-core';
import { type Audit, createAudit } from '../../dev/screens/audit-script';
import { busyMap } from '../../dev/screens/busy-map';
import { type OpenPhone, productPhone } from '../support/browser-phone';
import { type BoardHost, tellBoard } from '../support/board-host';
import { awaitedRow, boardAnswer, boardRow, stuckRow } from '../support/board-rows';
import { COMPUTER, paneOf, rowOf, scan, swipe } from '../support/counter-screen';
import { at, SECOND } from '../support/delivery-reports';
import { eventually } from '../support/eventually';

const phone = productPhone();

const BOARD = 'path=/pages/board/board';
const IDS = Array.from({ length: 8 }, (_, n) => `20261124-100${n}`);

let board: BoardHost;
let audit: Audit;

beforeAll(async () => {
  audit = await createAudit();
});

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
const untilRings = (phone: OpenPhone, wanted: number): Promise<number> =>
  eventually(
    () => rings(phone),
    (count) => count === wanted,
  );

async function turnBellOn({ page }: OpenPhone): Promise<void> {
  await page.getByLabel('铃：关着').click();
  await page.getByRole('switch', { name: '响铃' }).click();
  await page.getByLabel('关上').click();
}

const tells = (page: Page, orderId: string, text: string): Promise<void> =>
  rowOf(page, orderId).filter({ hasText: text }).waitFor();

/** Picture on the map, with the number that may stand on it. */
const puckOf = (page: Page, name: string | RegExp) =>
  page.locator('.phone-marker').filter({ has: page.getByAltText(name, { exact: true }) });

// A string, since the page's world is separate. Null before `least` things are drawn.
const COVERED_ON_MAP = (least: number): string => `(() => {
  const all = [...document.querySelectorAll('.phone-page:last-child :is(.phone-marker-icon, ' +
    '.phone-marker-label, .on-map, .picked, .puck)')].map((one) => [one, one.getBoundingClientRect()])
    .filter(([, { width }]) => width > 1);
  const pairs = all.flatMap(([one, a], n) => all.slice(n + 1)
    .filter(([other, b]) => one.parentElement !== other.parentElement && a.left < b.right &&
      b.left < a.right && a.top < b.bottom && b.top < a.bottom)
    .map(([other]) => (one.alt ?? one.textContent) + ' / ' + (other.alt ?? other.textContent)));
  return all.length < ${least} ? null : pairs;
})()`;

/** Waits until nothing on the map is covered. @returns what is */
const coveredOnMap = (page: Page, least: number): Promise<unknown> =>
  eventually(
    () => page.evaluate<readonly string[] | null>(COVERED_ON_MAP(least)),
    (pairs) => pairs?.length === 0,
  );

/** Card of an order above the list. */
const cardOf = (page: Page, orderId: string) =>
  page.getByRole('button', { name: new RegExp(`，${orderId}，`) });

const newsOf = (page: Page, name: string) => page.getByRole('button', { name });

/** Acts on the card of an order, by the word of its button. */
const press = (page: Page, word: string, end: string): Promise<void> =>
  page.getByRole('button', { name: `${word}，${end}` }).click();

const wrongWith = (page: Page, part = ''): ReturnType<Audit> =>
  audit(page, `.phone-page:last-child ${part}`);

it('what is to be handled shows and rings on each device until one person has taken note, and not after a restart', async () => {
  board.put(boardRow('A-1288', 301, {}, 20));
  board.put(boardRow('A-1265', 201, {}, 40));
  const clerk = await phone.open(BOARD, { hasClockInHand: true });
  await rowOf(clerk.page, 'A-1265').waitFor();
  await turnBellOn(clerk);
  expect(await rings(clerk)).toBe(1);

  board.put(stuckRow('A-1265', 12));
  await pass(20, clerk);
  await cardOf(clerk.page, 'A-1265').filter({ hasText: '新' }).waitFor();
  await untilRings(clerk, 2);
  await newsOf(clerk.page, '新：1265，到店没走').click();
  await clerk.page.getByRole('button', { name: '返回，订单 A-1265' }).click();
  await pass(60, clerk);
  await untilRings(clerk, 3);

  const counter = await phone.open(BOARD, { ...COMPUTER, hasClockInHand: true });
  await cardOf(counter.page, 'A-1265').waitFor();
  await counter.page.getByText('点一下这里，再扫码').click();
  await counter.page.keyboard.press('ArrowDown');
  await counter.page.keyboard.press('k');
  await tells(counter.page, 'A-1265', '撤销');

  await pass(30, clerk);
  await tells(clerk.page, 'A-1265', '知道了');
  // On a slow machine it may have rung again before.
  const rung = await rings(clerk);
  await pass(180, clerk);
  expect(await rings(clerk)).toBe(rung);

  board.put(stuckRow('A-1288', 12));
  await pass(20, clerk);
  await cardOf(clerk.page, 'A-1288').waitFor();
  await untilRings(clerk, rung + 1);
  await clerk.page.reload();
  await cardOf(clerk.page, 'A-1288').waitFor();
  expect(await newsOf(clerk.page, '新：').count()).toBe(0);
  await pass(120, clerk);
  expect(await rings(clerk)).toBe(0);
  expect([await wrongWith(clerk.page), await wrongWith(counter.page)]).toEqual([[], []]);
});

it('a scanner at a computer needs one click, then no field: ten labels in a row, and all are on the board', async () => {
  for (const id of IDS) board.known.set(id, boardRow(id, 301, {}, 20));
  const opened = await phone.open(BOARD, COMPUTER);
  const { page } = opened;
  await page.getByText('没有在路上的单').waitFor();
  await page.getByText('点一下这里，再扫码').click();
  await page.getByText('直接敲末几位，或扫订单号').waitFor();
  const labels = IDS.map((id, n) => (n % 2 === 0 ? id : `CODE_128,${id}`));
  const answer = board.hold();
  for (const label of [...labels.slice(0, 3), 'X-999999', ...labels.slice(3), 'X-888888'])
    await scan(page, label);
  answer();
  for (const id of IDS) await rowOf(page, id).waitFor();
  for (const id of ['X-999999', 'X-888888']) await tells(page, id, '排队中');
  expect([...board.rows.keys()].sort()).toEqual([...IDS, 'X-888888', 'X-999999']);
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
    await paneOf(page, id).waitFor();
    await page.getByText('直接敲末几位，或扫订单号').waitFor();
    expect(await rowOf(page, id).getAttribute('aria-current')).toBe('true');
  }
});

it('a label that does not reach the cloud stays named over a reload, and comes onto the board by itself', async () => {
  board.isOnline = false;
  const { page } = await phone.open(BOARD, COMPUTER);
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
});

it('an awaited order opens, and is taken off the board by a swipe on a phone and by what a pointer finds', async () => {
  for (const id of ['A-1001', 'A-1002']) board.put(awaitedRow(id, 1, { canTakeOff: true }));
  const clerk = await phone.open(BOARD);
  await tells(clerk.page, 'A-1001', '排队中');
  await swipe(clerk.page, 'A-1001');
  await clerk.page.getByText('取下', { exact: true }).filter({ visible: true }).click();
  await rowOf(clerk.page, 'A-1001').waitFor({ state: 'detached' });
  const { page } = await phone.open(BOARD, COMPUTER);
  await rowOf(page, 'A-1002').click();
  await page.getByText('微信还没有这单').waitFor();
  await rowOf(page, 'A-1002').hover();
  await page.getByText('取下', { exact: true }).filter({ visible: true }).click();
  await rowOf(page, 'A-1002').waitFor({ state: 'detached' });
  expect(board.rows.size).toBe(0);
});

/** The answer to a scan at the head of the order: the end of its id, and words. */
const answerIs = (page: Page, end: string, words: string): Promise<void> =>
  page
    .locator('[class*="answer-head--answer "]')
    .filter({ hasText: end + words })
    .waitFor();

const WRONG = /^扫错了，拿掉/;
const tones = ({ wx }: OpenPhone): Promise<readonly string[]> =>
  wx<string[]>('__phone.device().sounds');

describe('a scan that finds nothing', () => {
  it('takes the place of the order before, stands on the board, and the next one takes its place', async () => {
    for (const id of IDS.slice(1, 3)) board.known.set(id, boardRow(id, 301, {}, 20));
    const opened = await phone.open(BOARD, COMPUTER);
    const { page } = opened;
    await turnBellOn(opened);
    await scan(page, 'CODE_128,20261124-1001');
    await paneOf(page, '20261124-1001').waitFor();
    await answerIs(page, '1001', '配送中');
    await scan(page, 'X-999999');
    await paneOf(page, 'X-999999').waitFor();
    expect(await paneOf(page, '20261124-1001').count()).toBe(0);
    await answerIs(page, '…9999', '微信还没有这单');
    await page.getByText(/查到就自己上来/).waitFor();
    await tells(page, 'X-999999', '排队中');
    expect(await wrongWith(page)).toEqual([]);
    const answer = board.hold();
    await scan(page, '20261124-1002');
    await answerIs(page, '1002', '正在查');
    expect(await page.locator('[class*="answer-head--answer "]').count()).toBe(1);
    expect(await page.getByRole('button', { name: WRONG }).count()).toBe(0);
    answer();
    await answerIs(page, '1002', '配送中');
    const heard = ['found', 'not-found', 'found'].map((name) => `/delivery/sounds/${name}.wav`);
    expect((await tones(opened)).slice(1)).toEqual(heard);
    // Escape only closes the card, whose button takes a wrong label off.
    await scan(page, 'X-888888');
    await page.getByRole('button', { name: WRONG }).waitFor();
    await tells(page, 'X-888888', '排队中');
    await page.keyboard.press('Escape');
    await tells(page, 'X-888888', '排队中');
    await scan(page, 'X-888888');
    await page.getByRole('button', { name: WRONG }).click();
    await rowOf(page, 'X-888888').waitFor({ state: 'detached' });
    expect(board.rows.has('X-888888')).toBe(false);
    expect(await page.getByRole('button', { name: /^关闭，订单/ }).count()).toBe(0);
    // The card asks again once the row says that WeChat has come to know the order.
    await scan(page, 'X-999999');
    await answerIs(page, '…9999', '微信还没有这单');
    board.known.set('X-999999', boardRow('X-999999', 301, {}, 20));
    board.put(boardRow('X-999999', 301, {}, 20));
    await page.keyboard.press('r');
    await answerIs(page, '9999', '配送中');
  });

  it.each([
    [320, 568],
    [375, 812],
    [1280, 800],
    [1920, 1080],
  ])('has a map of 60 orders on which nothing is covered at %s px', async (width, height) => {
    const rows = busyMap(boardAnswer({ rows: [boardRow('A-1', 301)] })).rows;
    for (const row of rows) board.put(row);
    const { page } = await phone.open(BOARD, { viewport: { width, height } });
    if (width < 600) await page.getByRole('tab', { name: '地图' }).click();
    expect(await coveredOnMap(page, 12)).toEqual([]);
  });

  it('has the page of a delivery on a phone, below which no card of another rider stays', async () => {
    board.known.set('B-2', boardRow('B-2', 301, {}, 20));
    board.put(boardRow('A-1288', 301, { position: { longitude: 113.33, latitude: 23.13 } }, 20));
    const { page } = await phone.open(BOARD);
    const scanned = async (id: string): Promise<void> => {
      await page.getByLabel('扫码放上看板').click();
      await page.getByRole('button', { name: id, exact: true }).click();
      await page.getByRole('button', { name: `返回，订单 ${id}` }).waitFor();
    };
    await page.getByRole('tab', { name: '地图' }).click();
    await puckOf(page, '订单 1288 的骑手').click();
    const card = page.locator('[class*="picked"]');
    await card.waitFor();
    await scanned('A-1');
    await answerIs(page, 'A-1', '微信还没有这单');
    expect(await wrongWith(page)).toEqual([]);
    await page.getByRole('button', { name: '返回，订单 A-1' }).click();
    await card.filter({ hasText: '排队中' }).waitFor();
    expect(await rowOf(page, 'A-1288').filter({ visible: true }).count()).toBe(0);
    await page.getByRole('tab', { name: '列表' }).click();
    await tells(page, 'A-1', '排队中');
    await scanned('B-2');
    await page.getByText('经过').waitFor();
    await page.getByRole('button', { name: '返回，订单 B-2' }).click();
    await rowOf(page, 'B-2').waitFor();
    await scanned('A-1');
    await page.getByRole('button', { name: WRONG }).click();
    await rowOf(page, 'B-2').waitFor();
    await rowOf(page, 'A-1').waitFor({ state: 'detached' });
    expect(board.rows.has('A-1')).toBe(false);
  });
});

it('WeChat for Mac, without keys, has a field at the board, for hand and scanner, and its tab bar instead of a rail', async () => {
  for (const id of IDS.slice(1, 3)) board.known.set(id, boardRow(id, 301, {}, 20));
  board.put(boardRow('20261124-1288', 301, {}, 20));
  const { page, until } = await phone.open(`${BOARD}&mac=1`, COMPUTER);
  const isEmpty = `document.activeElement?.matches('wx-input input') &&
    document.activeElement.value === ''`;
  await rowOf(page, '20261124-1288').waitFor();
  await until(isEmpty);
  expect(await page.locator('[class*="rail"]').count()).toBe(0);
  expect(await page.locator('.phone-tab-bar').isVisible()).toBe(true);
  await scan(page, 'CODE_128,20261124-1001');
  await paneOf(page, '20261124-1001').waitFor();
  await until(isEmpty);
  await scan(page, '20261124-1002');
  await paneOf(page, '20261124-1002').waitFor();
  for (const id of IDS.slice(1, 3)) await rowOf(page, id).waitFor();
  await until(isEmpty);
  await page.keyboard.type('1288');
  await rowOf(page, '20261124-1002').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await paneOf(page, '20261124-1288').waitFor();
  await rowOf(page, '20261124-1002').waitFor();
  expect(await wrongWith(page)).toEqual([]);
});

it('a row below a pointer offers in place of its figure what a swipe offers on a phone', async () => {
  board.put(boardRow('A-1284', 301, {}, -3));
  board.put(boardRow('A-1288', 301, {}, 20));
  const { page } = await phone.open(BOARD, COMPUTER);
  const act = (word: string) => page.getByText(word, { exact: true }).filter({ visible: true });
  await rowOf(page, 'A-1284').waitFor();
  expect(await act('知道了').count()).toBe(0);
  await rowOf(page, 'A-1284').hover();
  await act('知道了').click();
  await tells(page, 'A-1284', '知道了');
  await act('撤销').click();
  await act('知道了').waitFor();
  expect(await page.getByText('经过').count()).toBe(0);
});

describe('a rush', () => {
  const ends = Array.from({ length: 12 }, (_, n) => 1271 + n);

  beforeEach(() => {
    for (const end of ends) board.put(boardRow(`A-${end}`, 301, {}, 20 + (end % 10)));
    board.put(stuckRow('A-1304', 12, { waybillId: 'SF-77' }));
    board.put(stuckRow('A-1265', 26, { riderName: '罗师傅', callable: true }));
    board.put(boardRow('A-1285', 101, { stuck: { reason: 'no-rider', since: at('11:40') } }));
    board.put(boardRow('A-1266', 301, {}, -12));
  });

  it('has three cards of what to do, each with its deed, and a note that can be taken back', async () => {
    board.put(stuckRow('A-1299', 11));
    const { page, wx } = await phone.open(BOARD);
    await page.getByText('4 件').waitFor();
    const cards = page.getByRole('button', { name: /分/ }).filter({ hasText: /电话|叫骑手|里找/ });
    expect(await cards.allInnerTexts()).toEqual([
      expect.stringMatching(/给罗师傅打电话\s*1265 · 到店 26 分/),
      expect.stringMatching(/换一家叫骑手\s*1285 · 没人接 20 分/),
      expect.stringMatching(/在配送公司里找骑手\s*1304 · 到店 12 分/),
    ]);
    await press(page, '复制', '1304');
    await eventually(
      () => wx<string>('__phone.device().clipboard'),
      (text) => text === 'SF-77',
    );
    expect(await wrongWith(page)).toEqual([]);
    // The first of the list is what has found no card.
    await rowOf(page, 'A-1299').waitFor();
    await press(page, '知道了', '1265');
    await cardOf(page, 'A-1299').waitFor();
    await rowOf(page, 'A-1265').getByText(/^撤销/).click();
    // Three cards have stood for less than half a minute: it waits as a red row.
    await tells(page, 'A-1265', '11:34 起');
    await press(page, '知道了', '1285');
    await cardOf(page, 'A-1265').waitFor();
    await page.getByRole('tab', { name: /^要处理/ }).click();
    await tells(page, 'A-1285', '撤销');
    expect(await cards.count()).toBe(0);
  });

  it('scrolls to the row of what is scanned, and takes a rider’s name in a field', async () => {
    for (const end of ends) board.put(boardRow(`B-${end}`, 301, {}, 60));
    for (const id of ['B-1282', 'A-1271']) board.known.set(id, boardRow(id, 301, {}, 60));
    const { page } = await phone.open(BOARD, COMPUTER);
    await page.getByText('现在做什么').waitFor();
    await page.getByText('点一下这里，再扫码').click();
    await scan(page, 'CODE_128,B-1282');
    await eventually(
      () => rowOf(page, 'B-1282').boundingBox(),
      (box) => box !== null && box.y > 100 && box.y + box.height < 760,
    );
    const field = page.locator('wx-input input');
    await page.getByLabel('按姓名找').click();
    // A scanner types into the field while it is open.
    await field.fill('A-1271');
    await field.press('Enter');
    await answerIs(page, '1271', '配送中');
    await field.fill('罗');
    await rowOf(page, 'A-1271').waitFor({ state: 'detached' });
    await field.press('Enter');
    await paneOf(page, 'A-1265').waitFor();
    expect(await wrongWith(page)).toEqual([]);
  });

  it('shows the first deed at once on the narrowest phone with large text, and the map under 更多', async () => {
    const position = { longitude: 113.33, latitude: 23.13 };
    board.put(boardRow('A-1271', 301, { position }, 20));
    const window = { viewport: { width: 320, height: 568 } };
    const { page } = await phone.open(`${BOARD}&text=1.4`, window);
    const call = page.getByRole('button', { name: '拨打，1265' });
    await call.waitFor();
    const { y = 0, height = 0 } = (await call.boundingBox()) ?? {};
    expect([height >= 56, y + height < 568 - 84]).toEqual([true, true]);
    expect(await wrongWith(page)).toEqual([]);
    await page.getByLabel('更多').first().click();
    await page.getByText('看地图').click();
    await puckOf(page, '订单 1271 的骑手').click();
    await page.locator('[class*="picked"]').waitFor();
    await page.getByLabel('扫码放上看板').waitFor();
    expect(await coveredOnMap(page, 4)).toEqual([]);
    expect(await wrongWith(page)).toEqual([]);
  });
});

it('the card of an order has its buttons in one row, each with its key, and shows a number large', async () => {
  board.known.set('A-1265', boardRow('A-1265', 201));
  board.put(stuckRow('A-1265', 12));
  const { page } = await phone.open(BOARD, COMPUTER);
  await page.getByText('点一下这里，再扫码').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const buttons = page.locator('[class*="bar__action"]');
  await buttons.filter({ hasText: '知道了' }).waitFor();
  expect(await buttons.allInnerTexts()).toEqual(['拨打\nP', '复制给顾客\nC', '知道了\nK']);
  const tops = await buttons.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().y));
  expect(new Set(tops).size).toBe(1);
  expect(await wrongWith(page)).toEqual([]);
  await page.keyboard.press('p');
  await page.getByText('138 0013 8000', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('138 0013 8000').waitFor({ state: 'detached' });
  await buttons.filter({ hasText: '知道了' }).click();
  await tells(page, 'A-1265', '撤销');
  await buttons.filter({ hasText: '知道了' }).waitFor({ state: 'detached' });
});
