import {
  type Filter,
  filterBeside,
  filterChips,
  filterOf,
  searchRows,
  rowsOfFilter,
} from '../../../miniprogram/board/board-filters';
import type { AnyRow } from '../../../miniprogram/contract/board-api';
import { awaitedRow, boardRow, STORE_ON_MAP, stuckRow } from '../../support/board-rows';
import { at } from '../../support/delivery-reports';

const NOW = at('12:00');
const ROWS = [
  stuckRow('A-1265', 20),
  boardRow('A-1284', 301, { waybillId: 'SF-7788' }, -5),
  boardRow('A-1288', 301, { riderName: '陈师傅', position: STORE_ON_MAP.place }, 20),
  boardRow('A-1291', 102, {}, 30),
  boardRow('A-1293', 101),
  awaitedRow('A-1299', 2),
  boardRow('A-1271', 302, { endedAt: NOW - 30_000 }),
  boardRow('A-1270', 302, { endedAt: NOW - 90_000 }),
];
const ends = (rows: readonly AnyRow[]): readonly string[] =>
  rows.map(({ orderId }) => orderId.slice(2));
const ids = (chip: Filter, stores = [STORE_ON_MAP]): readonly string[] =>
  ends(rowsOfFilter(ROWS, chip, NOW, stores));
const viewsOf = (rows: readonly AnyRow[] | null, chip: Filter) =>
  filterChips(rows, chip, NOW, [STORE_ON_MAP]);
const found = (searched: string): readonly string[] => ends(searchRows(ROWS, searched, NOW));

describe('the filters', () => {
  it('count their rows, 全部 without what has ended', () => {
    const counts = viewsOf(ROWS, 'all').map(({ text, count }) => `${text} ${count}`);
    expect(counts.join()).toBe('全部 6,要处理 1,晚点 1,送货 1,取货 1,待接 1,刚结束 2');
  });

  it.each([
    [201, 'pickup'],
    [202, 'pickup'],
    [303, 'delivering'],
    [305, 'delivering'],
    [310, 'delivering'],
  ] as const)('have an order of status %i under %s', (code, chip) => {
    expect(filterOf(boardRow('A-1300', code), NOW)).toBe(chip);
  });

  it('have no number before the first answer', () => {
    expect(viewsOf(null, 'all').map(({ count }) => count)).toEqual(Array(7).fill(''));
  });

  it('show their rows; what has ended stays under 全部 for a minute', () => {
    expect(ids('all')).toEqual(['1265', '1284', '1288', '1291', '1293', '1299', '1271']);
    expect(ids('to-handle')).toEqual(['1265']);
    expect(ids('ended')).toEqual(['1271', '1270']);
  });

  it('have one for what is on no map, nor in a house, which stands there only while it is on', () => {
    expect(ids('unplaced')).toEqual(['1284', '1291']);
    expect(ids('unplaced', [])).toEqual(['1265', '1284', '1291', '1293']);
    const last = viewsOf(ROWS, 'unplaced').at(-1);
    expect(last).toMatchObject({ text: '没有位置', count: 2, isOn: true });
    expect(viewsOf(ROWS, 'all').at(-1)?.chip).toBe('ended');
  });

  it('follow each other, and end at both ends', () => {
    expect(filterBeside('all', 1)).toBe('to-handle');
    expect(filterBeside('all', -1)).toBe('all');
    expect(filterBeside('unplaced', 1)).toBe('unplaced');
  });
});

describe('a search', () => {
  it('finds first whose last four begin with it, then who has it anywhere, by urgency', () => {
    expect(found('12')).toEqual(['1265', '1284', '1288', '1291', '1293', '1299', '1271', '1270']);
    const many = [boardRow('B-12-0007', 301, {}, 9), boardRow('B-1200', 301, {}, 30)];
    expect(ends(searchRows(many, '12', NOW))).toEqual(['1200', '12-0007']);
  });

  it.each([
    ['the end of an order id', '70', ['1270']],
    ['a part of a waybill id, in small letters', ' f-77', ['1284']],
    ['the rider’s name', '陈', ['1288']],
    ['what nobody has', '9999', []],
  ])('finds by %s, in all filters', (_what, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});
