import type * as Calls from '../../../miniprogram/services/board-calls';
import type * as BoardMemory from '../../../miniprogram/services/board-memory';
import type * as Memory from '../../../miniprogram/services/phone-memory';
import { boardAnswer, boardRow } from '../../support/board-rows';
import { at } from '../../support/delivery-reports';
import { failedWith } from '../../support/failed-calls';
import { cloudThat, installWx, storageInMemory } from '../../support/fake-wx';

const NOW = at('12:00');
const STYLE = { key: 'ABCDE-FGHIJ', style: 2 };
const ROWS = { rows: [boardRow('A-1', 301)], at: NOW };

let answer: () => object;
let asked: unknown[];
let calls: typeof Calls;
let phoneMemory: (typeof Memory)['phoneMemory'];
let serverClock: (typeof Memory)['serverClock'];
let boardMemory: (typeof BoardMemory)['boardMemory'];

beforeEach(() => {
  asked = [];
  answer = () => ({ ok: true, serverTime: NOW, data: boardAnswer({ darkMap: STYLE }) });
  installWx({ ...storageInMemory(), cloud: cloudThat(() => answer(), asked) });
  jest.isolateModules(() => {
    const services = '../../../miniprogram/services';
    ({ phoneMemory, serverClock } = jest.requireActual<typeof Memory>(`${services}/phone-memory`));
    ({ boardMemory } = jest.requireActual<typeof BoardMemory>(`${services}/board-memory`));
    calls = jest.requireActual<typeof Calls>(`${services}/board-calls`);
  });
});

describe('a call of the board', () => {
  it('sets the clock, keeps the map’s style, and stores what comes of it', async () => {
    const { result, storeBoard } = await calls.askBoard({ marks: ['m-1'] });
    expect(asked).toEqual([{ action: 'board', marks: ['m-1'] }]);
    expect(result.ok).toBe(true);
    expect(Math.abs(serverClock.now() - NOW)).toBeLessThan(60_000);
    expect(phoneMemory.darkMap()).toEqual(STYLE);
    storeBoard(ROWS);
    expect(boardMemory.board(NOW)).toEqual(ROWS);
  });

  it('stores nothing where the shop’s data were deleted meanwhile, whatever a later call does', async () => {
    const early = calls.askBoard({ marks: [] });
    phoneMemory.deleteShopData();
    const late = calls.askBoard({ marks: [] });
    (await early).storeBoard(ROWS);
    expect(boardMemory.board(NOW)).toBeNull();
    (await late).storeBoard(ROWS);
    expect(boardMemory.board(NOW)).toEqual(ROWS);
  });

  it.each([
    ['the board', () => calls.askBoard({ marks: [] })],
    ['知道了', () => calls.acknowledgeOrder({ orderId: 'A-1', reason: 'at-store' })],
    ['many ids', () => calls.addOrders([['A-1']], '')],
    ['取下', () => calls.takeOffOrder('A-1')],
  ])('forgets all shop data when %s is refused', async (_what, call) => {
    boardMemory.storeBoard(ROWS);
    answer = () => failedWith('not-staff', NOW);
    await call();
    expect(boardMemory.board(NOW)).toBeNull();
  });
});
