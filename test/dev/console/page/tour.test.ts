import { exampleOf, paneOf } from '../../../../dev/console/page/tour';
import type { HostState } from '../../../../dev/protocol/host-state';
import { shownLookUp } from '../../../support/shown-calls';
import { shownDelivery } from '../../../support/shown-deliveries';

const deliveries = ['A', 'B', 'C'].map((orderId) => shownDelivery(301, { orderId }));
const over = shownDelivery(302, { orderId: 'D' });
const shop = { kind: 'demo', setupCode: '', appSecret: '', accounts: [] } as const;
const world = (calls: HostState['calls'] = []) => ({ calls, shop });
const looked = (orderId: string) => shownLookUp({ orderId, outcome: '301', at: 10 });

describe('the order that the tour speaks of', () => {
  it.each([
    ['the first one', [], null, 'A'],
    ['that in the phone', [], 'B', 'B'],
    ['that which was looked up', [looked('C')], 'B', 'C'],
    ['none that is over', [looked('D')], 'D', 'A'],
  ] as const)('is on its way: %s', (_, calls, inPhone, example) => {
    expect(exampleOf(world(calls), [...deliveries, over], inPhone)).toBe(example);
  });

  it('is none in an empty shop, which is set up first', () => {
    expect(exampleOf({ calls: [], shop: { ...shop, kind: 'empty' } }, deliveries, null)).toBeNull();
  });
});

it.each([
  [{ step: 'pick', orderId: 'A' }, 'deliveries'],
  [{ step: 'look-up', orderId: 'A' }, 'phone'],
  [{ step: 'mishap', orderId: 'A' }, 'deliveries'],
  [{ step: 'read', orderId: 'A', status: 304 }, 'phone'],
  [{ step: 'through', orderId: 'A', status: 304 }, null],
  [null, null],
] as const)('leads where its next step is done: %j', (seen, pane) => {
  expect(paneOf(seen)).toBe(pane);
});
