import type * as Memory from '../../../miniprogram/services/board-memory';
import { awaitedRow, boardRow } from '../../support/board-rows';
import { at, DAY } from '../../support/delivery-reports';
import { installWx, storageInMemory } from '../../support/fake-wx';

const NOW = at('12:00');

let { boardMemory, mayRing } = {} as typeof Memory;

beforeEach(() => {
  installWx(storageInMemory());
  jest.isolateModules(() => {
    ({ boardMemory, mayRing } = jest.requireActual<typeof Memory>(
      '../../../miniprogram/services/board-memory',
    ));
  });
});

describe('what the phone keeps of the board', () => {
  it('is its first rows, for a day', () => {
    const rows = [boardRow('A-1', 301, { riderName: '陈**' }), awaitedRow('A-2', 3)];
    boardMemory.storeBoard({ rows, at: NOW });
    expect(boardMemory.board(NOW + DAY - 1)).toEqual({ rows, at: NOW });
    expect(boardMemory.board(NOW + DAY)).toBeNull();
    boardMemory.deleteOldBoard(NOW + DAY);
    expect(boardMemory.board(NOW)).toBeNull();
  });

  it('is no more than some screens of rows, and nothing where one has another shape', () => {
    const rows = Array.from({ length: 500 }, (_, n) => boardRow(`A-${n}`, 301));
    boardMemory.storeBoard({ rows, at: NOW });
    expect(boardMemory.board(NOW)?.rows).toHaveLength(60);
    const { broughtBy: _by, ...before } = awaitedRow('A-2', 3);
    const storage = storageInMemory();
    storage.setStorageSync('board', { rows: [boardRow('A-1', 301), before], at: NOW });
    installWx(storage);
    expect(boardMemory.board(NOW)).toBeNull();
  });

  it('has the scanned orders that are still to be written, for two hours', () => {
    const orders = [{ orderIds: ['A-1', '#A-1'], storeId: 's-1' }];
    boardMemory.storeUnwrittenScans(orders, NOW);
    expect(boardMemory.unwrittenScans(NOW + DAY / 12 - 1)).toEqual(orders);
    expect(boardMemory.unwrittenScans(NOW + DAY / 12)).toEqual([]);
    boardMemory.storeUnwrittenScans([], NOW);
    expect(boardMemory.unwrittenScans(NOW)).toEqual([]);
  });

  it('is forgotten with the shop, but for how the bell is set', () => {
    boardMemory.storeBoard({ rows: [boardRow('A-1', 301)], at: NOW });
    boardMemory.storeRungReasons([{ orderId: 'A-1', reason: 'late' }]);
    boardMemory.storeUnwrittenScans([{ orderIds: ['A-1'], storeId: '' }], NOW);
    const bell = { isOn: true, vibrates: false, quiet: { from: 22, to: 7 } };
    boardMemory.storeBell(bell);
    boardMemory.deleteOrders();
    const kept = [
      boardMemory.board(NOW),
      boardMemory.rungReasons(),
      boardMemory.unwrittenScans(NOW),
    ];
    expect([...kept, boardMemory.bell()]).toEqual([null, [], [], bell]);
  });

  it('is silent until somebody turns the bell on, and when the setting cannot be read', () => {
    expect(boardMemory.bell().isOn).toBe(false);
    const storage = storageInMemory();
    installWx({ ...storage, getStorageSync: () => ({ isOn: 'yes' }) });
    expect(boardMemory.bell().isOn).toBe(false);
    expect(boardMemory.rungReasons()).toEqual([]);
  });
});

it('may ring while the bell is on, but for the quiet hours, over midnight too', () => {
  const bell = { isOn: true, vibrates: true, quiet: { from: 22, to: 7 } };
  const rings = ['21:59', '22:00', '06:59', '07:00'].map((clock) => mayRing(bell, at(clock)));
  expect(rings).toEqual([true, false, false, true]);
  const morning = { ...bell, quiet: { from: 0, to: 9 } };
  expect(mayRing(morning, at('08:59'))).toBe(false);
  expect(mayRing(morning, at('09:00'))).toBe(true);
  expect(mayRing({ ...bell, quiet: null }, at('03:00'))).toBe(true);
  expect(mayRing({ ...bell, isOn: false, quiet: null }, at('12:00'))).toBe(false);
});
