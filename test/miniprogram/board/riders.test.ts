import { boardRiders } from '../../../miniprogram/board/riders';
import { awaitedRow, boardRow, stuckRow } from '../../support/board-rows';
import { at } from '../../support/delivery-reports';

const NOW = at('12:00');
const position = { longitude: 113.33, latitude: 23.13 };

it('the riders on the map are those under way whose position is known, in a steady order', () => {
  const rows = [
    boardRow('B-1288', 301, { position }, 20),
    stuckRow('A-1265', 20, { position }),
    boardRow('C-1284', 301, { position, isOld: true }, -5),
    boardRow('D-1276', 304, { position }),
    boardRow('E-1293', 101),
    boardRow('F-1271', 302, { endedAt: NOW }),
    awaitedRow('G-1299', 1),
  ];
  const { riders, unplaced } = boardRiders(rows, NOW);
  expect(riders.map(({ end, tone, isUrgent }) => [end, tone, isUrgent])).toEqual([
    ['1265', 'bad', true],
    ['1288', 'go', false],
    ['1284', 'wait', true],
    ['1276', 'back', true],
  ]);
  expect(unplaced).toBe(1);
});
