import type { AnyRow } from '../../../miniprogram/contract/board-api';
import {
  awaitedRow,
  boardAnswer,
  boardRow,
  STORE_ON_MAP,
  stuckRow,
} from '../../support/board-rows';
import { NOON, SECOND } from '../../support/delivery-reports';
import { failedWith, OFFLINE } from '../../support/failed-calls';
import { settle } from '../../support/manual-time';
import { openedBoard, shownBoard } from '../../support/shown-board';

const CALM = boardRow('A-1288', 301, {}, 20);
const WAITS = boardRow('A-1293', 101);
const STUCK = stuckRow('A-1265', 20);
const RIDER = { riderName: '陈师傅', company: 'SFTC', store: '天河南店' };
const many = (count: number): readonly AnyRow[] =>
  Array.from({ length: count }, (_, n) => boardRow(`A-${1000 + n}`, 301, RIDER, 5 + n));

describe('the board', () => {
  it('shows this phone’s last rows at once, grey, and then what the cloud tells', async () => {
    const { board, tell, ids, page, requests } = shownBoard([CALM]);
    tell(CALM, WAITS);
    board.start();
    expect(ids()).toEqual(['A-1288']);
    expect(page).toMatchObject({ isFaded: true, freshness: '11:59 的数据', phase: 'known' });
    await settle();
    expect(ids()).toEqual(['A-1288', 'A-1293']);
    expect(page).toMatchObject({ isFaded: false, freshness: '刚刚更新', freshnessTone: 'done' });
    expect(requests).toEqual([{ marks: ['A-1288 1'], isOpening: true }]);
  });

  it('names what comes to be handled, and lets its row flash, but not what it finds at first', async () => {
    const { board, tell, fresh, page, cards, rows, time } = shownBoard([CALM]);
    const flashing = () => rows().flatMap((row) => (row.isFlashing ? [row.orderId] : []));
    const OTHER = stuckRow('A-1270', 12);
    tell(CALM, STUCK);
    board.start();
    fresh.push('A-1265');
    await settle();
    expect(cards()).toEqual(['A-1265']);
    expect(page['news']).toBeNull();
    tell(CALM, STUCK, OTHER);
    fresh.push('A-1270');
    board.askNow();
    await settle();
    expect(page['news']).toEqual({ orderId: 'A-1270', text: '新：1270', reason: '到店没走' });
    expect(flashing()).toEqual(['A-1270']);
    await time.advance(5 * SECOND);
    expect(flashing()).toEqual([]);
    await time.advance(31 * SECOND);
    expect(page['news']).toBeNull();
  });

  it('asks as the answers say, only while it is shown, and at once for a person; stores what it hears', async () => {
    const { board, time, requests, kept } = await openedBoard(WAITS, CALM, STUCK);
    expect(kept).toEqual([{ rows: [STUCK, CALM, WAITS], at: NOON }]);
    await time.advance(45 * SECOND);
    expect(requests.map(({ isOpening }) => isOpening)).toEqual([true, undefined, undefined]);
    board.askNow();
    await settle();
    expect(requests).toHaveLength(4);
    board.stop();
    await time.advance(600 * SECOND);
    expect(requests).toHaveLength(4);
  });

  it('names all rows that it has to the cloud, so that none comes twice', async () => {
    const { board, requests } = await openedBoard(...many(1100));
    board.askNow();
    await settle();
    expect(requests[1]?.marks).toHaveLength(1100);
  });

  it('keeps the rows when the network fails, greys them, and counts down', async () => {
    const { fail, time, page, ids } = await openedBoard(CALM);
    fail(OFFLINE);
    await time.advance(21 * SECOND);
    expect(ids()).toEqual(['A-1288']);
    expect(page['notice']).toBe('手机没有网络，显示 12:00 的数据 · 7 秒后重试');
    expect(page).toMatchObject({ isFaded: true, freshness: '12:00 的数据', freshnessTone: 'wait' });
  });

  it('tells staff who is to mend what they cannot, and a stranger nothing', async () => {
    const { board, fail, page, ids, time } = shownBoard([CALM]);
    fail(failedWith('settings-missing', NOON));
    board.start();
    await settle();
    expect(page['notice']).toContain('请店主处理');
    fail(failedWith('not-staff', NOON));
    await time.advance(20 * SECOND);
    expect([page['phase'], page['notice'], ids()]).toEqual(['refused', '', []]);
  });

  it('takes nothing of an answer about another store than the one that was chosen since', async () => {
    const { board, fail, tell, requests, ids } = shownBoard();
    tell(CALM);
    board.start();
    board.chooseStore('s-2');
    tell(WAITS);
    await settle();
    expect(requests.map(({ storeId }) => storeId)).toEqual([undefined, 's-2']);
    expect(ids()).toEqual(['A-1293']);
    // Nor are rows of one store shown under the name of another.
    fail(OFFLINE);
    board.chooseStore('s-3');
    await settle();
    expect(ids()).toEqual([]);
  });

  it('says which rows would move while a finger is on the list, and moves them 5 s later', async () => {
    const { board, tell, time, page, ids, rows, cards } = await openedBoard(CALM, WAITS);
    await time.advance(19 * SECOND);
    board.recordTouch();
    tell(CALM, { ...STUCK, orderId: 'A-1293', mark: 'A-1293 2' });
    await time.advance(2 * SECOND);
    expect(ids()).toEqual(['A-1288', 'A-1293']);
    expect(rows()[1]).toMatchObject({ reason: '到店没走' });
    expect(page['moved']).toBe(1);
    await time.advance(6 * SECOND);
    expect([cards(), ids()]).toEqual([['A-1293'], ['A-1288']]);
    expect(page['moved']).toBe(0);
  });

  it('moves them at once when the person asks for it, or has brought or taken off something', async () => {
    const { board, tell, time, page, ids, cards } = await openedBoard(CALM, WAITS);
    await time.advance(19 * SECOND);
    board.recordTouch();
    tell(CALM, STUCK, WAITS);
    await time.advance(2 * SECOND);
    expect([cards(), ids()]).toEqual([[], ['A-1288', 'A-1293']]);
    board.letRowsMove();
    expect([cards(), ids()]).toEqual([['A-1265'], ['A-1288', 'A-1293']]);
    board.recordTouch();
    tell(CALM, STUCK);
    board.askNow();
    await settle();
    expect([ids(), page['moved']]).toEqual([['A-1288'], 0]);
  });

  it('chooses rows by keys, and keeps the chosen one where it stands', async () => {
    const { board, tell, time, ids, rows, cards } = await openedBoard(CALM, WAITS);
    for (const by of [1, 1, 1] as const) board.selectBeside(by);
    expect(board.selected()?.orderId).toBe('A-1293');
    tell({ ...STUCK, orderId: 'A-1293', mark: 'A-1293 2' }, CALM);
    await time.advance(40 * SECOND);
    expect(ids()).toEqual(['A-1288', 'A-1293']);
    expect(rows()[1]).toMatchObject({ isSelected: true, reason: '到店没走' });
    board.select(null);
    expect([cards(), ids()]).toEqual([['A-1293'], ['A-1288']]);
  });

  it('scrolls a selected row into view, also one that a scan has put below, and cards to the top', async () => {
    const { board, tell, scrolled, cards } = await openedBoard(STUCK, ...many(20));
    board.setHeights(640, 64, 100);
    board.select('A-1002');
    expect(scrolled).toEqual([]);
    board.select('A-1015');
    expect(scrolled).toEqual([100 + 16 * 64 - 640 + 112]);
    board.select('A-1');
    expect(scrolled).toHaveLength(1);
    board.recordScroll(596);
    tell(STUCK, ...many(20), awaitedRow('A-1', 0));
    board.askNow();
    await settle();
    expect(scrolled[1]).toBe(100 + 21 * 64 - 640 + 112);
    board.recordScroll(916);
    for (let n = 0; n < 21; n += 1) board.selectBeside(-1);
    expect([cards(), board.selected()?.orderId]).toEqual([['A-1265'], 'A-1265']);
    expect(scrolled.at(-1)).toBe(0);
  });

  it('takes note of what the person saw or takes that back, and tells why that failed', async () => {
    const { board, tell, noted, page } = await openedBoard(STUCK, CALM);
    await board.acknowledge('A-1265');
    await board.acknowledge('A-1288');
    expect(noted).toEqual([{ orderId: 'A-1265', reason: 'at-store' }]);
    expect(page['cards']).toMatchObject([{ reason: '没记上：手机没有网络' }]);
    tell({ ...STUCK, mark: 'A-1265 2' }, CALM);
    board.askNow();
    await settle();
    expect(page['cards']).toMatchObject([{ reason: '到店 20 分' }]);
    await board.acknowledge('A-1265', true);
    expect(noted[1]).toEqual({ orderId: 'A-1265', reason: 'at-store', isUndone: true });
    expect(page['cards']).toMatchObject([{ reason: '没撤销：手机没有网络' }]);
  });

  it('finds without touching the map, which the list of what is not on it does not touch either', async () => {
    const placed = { ...CALM, position: STORE_ON_MAP.place };
    const nowhere = boardRow('A-1293', 301, {}, 20);
    const { board, page, ids } = await openedBoard(placed, nowhere);
    board.showMap(true);
    const riders = [{ orderId: 'A-1288' }];
    board.search('1293');
    expect([ids(), page]).toMatchObject([['A-1293'], { riders, unplaced: 1 }]);
    board.chooseFilter('unplaced');
    // Only with 全部 the map says how many it lacks.
    expect([ids(), page]).toMatchObject([['A-1293'], { riders, unplaced: 0 }]);
    board.search('4711');
    expect(page['empty']).toBe('看板上没有“4711”，到“查单”找找');
  });

  it.each([
    ['nothing of the day’s questions while many are left', { usedShare: 0.79 }, { budget: '' }],
    ['what is left of them', { usedShare: 0.8 }, { budget: '今日查询额度还剩 20%' }],
    [
      'whose questions are used up',
      { skipped: ['茶小满点单', '早点铺'] },
      { notice: '下单小程序“茶小满点单”、“早点铺”今天的查询次数用完了，那些单暂不自动更新。' },
    ],
    [
      'that calm rows are asked later, and how many awaited orders it does not list',
      { rows: [CALM], awaitedMore: 230, isStretched: true },
      { awaitedMore: '另有 230 单在等微信', freshness: '单多，先查急的', freshnessTone: 'wait' },
    ],
  ])('tells a clerk %s', async (_what, told, shown) => {
    const { board, answer, page } = shownBoard();
    answer(boardAnswer(told));
    board.start();
    await settle();
    expect(page).toMatchObject(shown);
    board.chooseFilter('delivering');
    expect(page['awaitedMore']).toBe('');
  });

  it('takes an awaited order off, and tells in its row why that failed', async () => {
    const { board, takenOff, rows, requests } = await openedBoard(awaitedRow('A-1', 2));
    await board.takeOff('A-1');
    expect([takenOff, rows()[0]?.reason]).toEqual([['A-1'], '没取下：手机没有网络']);
    expect(requests).toHaveLength(2);
  });

  it('shows the queue of the store, and says once that all were asked for', async () => {
    const { board, answer, page, rows, time } = shownBoard();
    const queue = { done: 3, of: 6, seconds: 20 };
    answer(boardAnswer({ rows: [awaitedRow('A-1', 2)], queue, nextAskMs: 2000 }));
    board.start();
    await settle();
    expect([page['queue'], rows()[0]?.figure]).toMatchObject([{ percent: 50 }, '20 秒']);
    answer(boardAnswer());
    await time.advance(2 * SECOND);
    expect(page['queue']).toMatchObject({ text: '6 单都查好了' });
    await time.advance(20 * SECOND);
    expect(page['queue']).toBeNull();
  });

  it('rings for nothing that was stored, or that it could not ask for anew', async () => {
    const { board, fail, tell, heard, time } = shownBoard([STUCK]);
    fail(OFFLINE);
    board.start();
    await time.advance(5 * SECOND);
    expect(heard).toEqual([]);
    tell(WAITS);
    await time.advance(20 * SECOND);
    expect(heard[0]).toEqual(['A-1293']);
    fail(OFFLINE);
    board.askNow();
    await settle();
    heard.length = 0;
    await time.advance(5 * SECOND);
    expect(heard).toEqual([]);
  });

  it('draws few of many rows, and sets little for a few changes', async () => {
    const { board, tell, time, rows, sets, page } = shownBoard();
    const before = many(500);
    tell(...before);
    board.start();
    await settle();
    expect(rows().length).toBeLessThanOrEqual(25);
    sets.length = 0;
    tell(
      ...before.slice(3),
      { ...stuckRow('A-1000', 12), mark: 'A-1000 2', riderName: '陈师傅', store: '天河南店' },
      { ...stuckRow('A-1001', 14), mark: 'A-1001 2', riderName: '陈师傅', store: '天河南店' },
      boardRow('A-1002', 302, { mark: 'A-1002 2', endedAt: NOON, riderName: null }),
    );
    await time.advance(20 * SECOND);
    const withRows = sets.filter((changed) =>
      Object.keys(changed).some((path) => path.startsWith('order')),
    );
    expect(withRows).toHaveLength(1);
    expect(Buffer.byteLength(JSON.stringify(withRows[0]))).toBeLessThanOrEqual(4096);
    board.recordScroll(200 * 64);
    expect(rows()[0]?.orderId).not.toBe('A-1001');
    expect(Number(page['above']) + Number(page['below'])).toBeGreaterThan(470 * 64);
  });
});
