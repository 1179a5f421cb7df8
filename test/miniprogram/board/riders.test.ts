import { type StoreOnMap, boardRiders, isUnplaced } from '../../../miniprogram/board/riders';
import { awaitedRow, boardRow, STORE_ON_MAP, stuckRow } from '../../support/board-rows';
import { at } from '../../support/delivery-reports';

const NOW = at('12:00');
const position = { longitude: 113.33, latitude: 23.13 };

const STORES = [STORE_ON_MAP];
const idsOf = (rows: readonly { readonly orderId: string }[]): readonly string[] =>
  rows.map(({ orderId }) => orderId);

it('the map has the orders under way whose place is known, or their store, in a steady order', () => {
  const rows = [
    boardRow('B-1288', 301, { position }, 20),
    stuckRow('A-1265', 20, { position }),
    boardRow('C-1284', 301, { position, isOld: true }, -5),
    boardRow('D-1276', 304, { position, stuck: { reason: 'not-moving', since: NOW } }),
    boardRow('D-1277', 303, { position }),
    boardRow('E-1293', 101),
    boardRow('F-1271', 302, { endedAt: NOW }),
    awaitedRow('G-1299', 1),
    boardRow('H-1300', 301, {}, 20),
    stuckRow('I-1301', 20),
  ];
  const riders = boardRiders(rows, STORES, NOW);
  expect(
    riders.map(({ orderEnd, tone, riderAt, place }) => [orderEnd, tone, riderAt, place !== null]),
  ).toEqual([
    ['1265', 'bad', 'at-store', true],
    ['1288', 'go', 'to-customer', true],
    ['1284', 'wait', 'to-customer', true],
    ['1276', 'back', 'back', true],
    ['1277', 'go', 'back', true],
    ['1293', 'wait', 'none', false],
    ['1301', 'bad', 'at-store', false],
  ]);
  expect(idsOf(rows.filter((row) => isUnplaced(row, STORES)))).toEqual(['H-1300']);
});

it('an order at a store without a house is on no map', () => {
  const there = { name: '云汇店', place: position };
  const rows = [
    boardRow('A-1', 101, { store: '天河南店' }),
    stuckRow('A-2', 20, { store: '云汇店' }),
    stuckRow('A-3', 20, { store: '岗顶店' }),
    boardRow('A-4', 301, { store: '岗顶店', position }),
  ];
  const unplaced = (stores: readonly StoreOnMap[]): readonly string[] =>
    idsOf(rows.filter((row) => isUnplaced(row, stores)));
  expect(unplaced([STORE_ON_MAP, there])).toEqual(['A-3']);
  expect(idsOf(boardRiders(rows, [STORE_ON_MAP, there], NOW))).toEqual(['A-1', 'A-2', 'A-4']);
  // Without stores there is no house at all.
  expect(unplaced([])).toEqual(['A-1', 'A-2', 'A-3']);
});
