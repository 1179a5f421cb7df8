import { chipBeside, chipViews, wantedRows } from '../../../miniprogram/board/board-filters';
import { awaitedRow, boardRow, stuckRow } from '../../support/board-rows';
import { at } from '../../support/delivery-reports';

const NOW = at('12:00');
const ROWS = [
  stuckRow('A-1265', 20),
  boardRow('A-1284', 301, { waybillId: 'SF-7788' }, -5),
  boardRow('A-1288', 301, {}, 20),
  boardRow('A-1291', 102, {}, 30),
  boardRow('A-1293', 101),
  awaitedRow('A-1299', 2),
  boardRow('A-1271', 302, { endedAt: NOW - 30_000 }),
  boardRow('A-1270', 302, { endedAt: NOW - 90_000 }),
];
const ids = (chip: Parameters<typeof wantedRows>[1], searched = ''): readonly string[] =>
  wantedRows(ROWS, chip, searched, NOW).map(({ orderId }) => orderId.slice(2));

describe('the filters', () => {
  it('count their rows, 全部 without what has ended', () => {
    expect(chipViews(ROWS, 'all', NOW).map(({ text, count }) => `${text} ${count}`)).toEqual([
      '全部 6',
      '要处理 1',
      '送货 2',
      '取货 1',
      '待接 1',
      '刚结束 2',
    ]);
  });

  it('have no number before the first answer', () => {
    expect(chipViews(null, 'all', NOW).map(({ count }) => count)).toEqual(Array(6).fill(''));
  });

  it('show their rows; what has ended stays under 全部 for a minute', () => {
    expect(ids('all')).toEqual(['1265', '1284', '1288', '1291', '1293', '1299', '1271']);
    expect(ids('to-handle')).toEqual(['1265']);
    expect(ids('ended')).toEqual(['1271', '1270']);
  });

  it('give way to a search by the end of order id or waybill, over all rows', () => {
    expect(ids('to-handle', '70')).toEqual(['1270']);
    expect(ids('all', ' f-7788')).toEqual(['1284']);
    expect(ids('all', '9999')).toEqual([]);
  });

  it('follow each other, and end at both ends', () => {
    expect(chipBeside('all', 1)).toBe('to-handle');
    expect(chipBeside('all', -1)).toBe('all');
    expect(chipBeside('ended', 1)).toBe('ended');
  });
});
