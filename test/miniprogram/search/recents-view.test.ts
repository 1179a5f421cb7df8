import { changedRecents, recentRows } from '../../../miniprogram/search/recents-view';
import { orderRows } from '../../../miniprogram/ui/wording/order-row';
import { at, knownOrder } from '../../support/delivery-reports';

const NOW = at('12:35:25');
const recent = (orderId: string, code = 301, more = {}) =>
  knownOrder(orderId, code, at('12:35'), null, more);
const idsOf = (rows: readonly { readonly orderId: string }[]) => rows.map(({ orderId }) => orderId);

it('has a row for each', () => {
  const [row] = recentRows([recent('20261124-1288')], NOW);
  expect(row).toEqual({ ...orderRows([recent('20261124-1288')], NOW)[0], isOpen: false });
});

it('marks the order whose delivery is shown beside the list', () => {
  const rows = recentRows([recent('A-1'), recent('B-2')], NOW, ['b-2', 'B-2']);
  expect(rows.map(({ isOpen }) => isOpen)).toEqual([false, true]);
});

it('has what has ended below what is under way, and else the order of the look-ups', () => {
  const failed = { liveAt: at('12:29'), endedAt: at('12:30') };
  const recents = [
    recent('delivered', 302),
    recent('first'),
    recent('failed just now', 204, failed),
    recent('failed', 204, { liveAt: at('11:00'), endedAt: at('11:01') }),
    recent('second', 101),
  ];
  const ids = ['first', 'failed just now', 'second', 'delivered', 'failed'];
  expect(idsOf(recentRows(recents, NOW))).toEqual(ids);
});

describe('what the page sets', () => {
  const shown = recentRows([recent('A-1'), recent('B-2')], NOW);

  it('is nothing when nothing has changed, and only the row that has', () => {
    expect(changedRecents(shown, recentRows([recent('A-1'), recent('B-2')], NOW))).toEqual({});
    const next = recentRows([recent('A-1'), recent('B-2', 201)], NOW);
    expect(changedRecents(shown, next)).toEqual({ 'recents[1]': next[1] });
  });

  it('is the whole list when rows come, go or move', () => {
    for (const recents of [[recent('B-2'), recent('A-1')], [recent('A-1')], []]) {
      const next = recentRows(recents, NOW);
      expect(changedRecents(shown, next)).toEqual({ recents: next });
    }
  });
});
