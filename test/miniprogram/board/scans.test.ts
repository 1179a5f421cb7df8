import type { AddedOrder, AddedOrders } from '../../../miniprogram/contract/board-api';
import type { CallResult } from '../../../miniprogram/contract/call-result';
import {
  type ScannedOrder,
  createScans,
  NO_UNWRITTEN_ORDERS,
} from '../../../miniprogram/board/scans';
import { failedWith, OFFLINE } from '../../support/failed-calls';
import { manualTime, settle } from '../../support/manual-time';

const SECOND = 1000;
const named = (orderId: string): ScannedOrder => ({ orderIds: [orderId], storeId: '' });

/** Opens the scans of a phone whose cloud puts every order on the board, until a test says more. */
function setUp(stored: readonly ScannedOrder[] = []) {
  const time = manualTime(0);
  const calls: { readonly orders: readonly (readonly string[])[]; readonly storeId: string }[] = [];
  const opened: string[] = [];
  const written = jest.fn();
  const cloud = {
    outcomeOf: (_orderId: string): AddedOrder['outcome'] => 'awaited',
    failure: null as CallResult<AddedOrders> | null,
    held: Promise.resolve(),
    timesForgotten: 0,
  };
  let [unwritten, kept] = [NO_UNWRITTEN_ORDERS, stored];
  const scans = createScans({
    storedOrders: stored,
    phone: time.phone,
    addOrders: async (orders, storeId) => {
      calls.push({ orders, storeId });
      await cloud.held;
      if (cloud.failure !== null) return cloud.failure;
      const outcomeOf = (orderId = '') => ({ orderId, outcome: cloud.outcomeOf(orderId) });
      const added = orders.map(([orderId]) => outcomeOf(orderId));
      return { ok: true, serverTime: 0, data: { added, queueSeconds: 0 } };
    },
    dataKeptTest: () => {
      const before = cloud.timesForgotten;
      return () => cloud.timesForgotten === before;
    },
    storeWaitingOrders: (waiting) => (kept = waiting),
    onScan: ([orderId = '']) => opened.push(orderId),
    onWritten: written,
    onUnwritten: (now) => (unwritten = now),
  });
  return {
    ...{ time, scans, calls, opened, written, cloud },
    sent: () => calls.map(({ orders }) => orders.map(([orderId]) => orderId)),
    unwritten: () => unwritten,
    kept: () => kept.map(({ orderIds: [orderId] }) => orderId),
    /** Lets calls wait for their answers. @returns a function that ends it */
    hold: () => {
      let end = (): void => undefined;
      cloud.held = new Promise((resolve) => {
        end = resolve;
      });
      return end;
    },
  };
}

it('labels that come while a call runs go together in the next one, whatever their form', async () => {
  const { scans, opened, sent, written, calls, hold, kept } = setUp();
  const answer = hold();
  const labels = ['A-1', 'CODE_128,A-2', '订单号：A-3', '#A-4', '{"order_id":"A-5"}', ' \n'];
  for (const label of labels) scans.add(label, '');
  expect(opened).toEqual(['A-1', 'A-2', 'A-3', 'A-4', 'A-5']);
  expect(kept()).toEqual(opened);
  answer();
  await settle();
  expect(sent()).toEqual([['A-1'], ['A-2', 'A-3', 'A-4', 'A-5']]);
  expect(calls[1]?.orders[0]).toEqual(['A-2', 'CODE_128,A-2']);
  expect([written.mock.calls.length, kept()]).toEqual([2, []]);
});

it('a call has at most a hundred, all of one store', async () => {
  const { scans, calls, hold, kept } = setUp();
  const answer = hold();
  scans.add('first', '');
  for (let n = 0; n < 120; n += 1) scans.add(`A-${n}`, n === 3 ? 's-2' : 's-1');
  answer();
  for (let n = 0; n < 5; n += 1) await settle();
  const sizes = calls.map(({ orders, storeId }) => `${orders.length} ${storeId}`);
  expect(sizes).toEqual(['1 ', '100 s-1', '1 s-2', '19 s-1']);
  expect(kept()).toEqual([]);
});

it('what no network lets through stays named and stored, and goes when the network is back', async () => {
  const { scans, cloud, unwritten, kept, sent, time, written } = setUp();
  cloud.failure = OFFLINE;
  for (const label of ['A-1', 'A-2', 'A-1']) scans.add(label, '');
  await settle();
  const orderIds = ['A-2', 'A-1'];
  expect(unwritten()).toEqual({ orderIds, reason: '手机没有网络，会自动再放' });
  expect([kept(), written.mock.calls]).toEqual([orderIds, []]);
  const before = sent().length;
  cloud.failure = null;
  time.networkReturned();
  await settle();
  expect(sent().slice(before)).toEqual([orderIds]);
  expect([unwritten(), kept()]).toEqual([NO_UNWRITTEN_ORDERS, []]);
});

it('other failures are tried again after a pause, and after the next scan', async () => {
  const { scans, cloud, unwritten, sent, time } = setUp();
  cloud.failure = failedWith('settings-missing');
  scans.add('A-1', '');
  await time.advance(3 * SECOND);
  expect(sent()).toEqual([['A-1']]);
  await time.advance(2 * SECOND);
  expect(sent()).toEqual([['A-1'], ['A-1']]);
  for (const [failure, isSoon] of [
    [failedWith('settings-missing'), false],
    [failedWith('upstream-timeout'), true],
  ] as const) {
    cloud.failure = failure;
    await time.advance(5 * 60 * SECOND);
    const before = sent().length;
    await time.advance(8 * SECOND);
    expect(sent().length > before).toBe(isSoon);
  }
  cloud.failure = null;
  scans.add('A-2', '');
  await settle();
  expect([sent().pop(), unwritten()]).toEqual([['A-1', 'A-2'], NO_UNWRITTEN_ORDERS]);
});

it('what the cloud could not write before a restart or now is sent again by itself', async () => {
  const { scans, cloud, unwritten, sent, kept, time } = setUp([named('A-1'), named('A-2')]);
  cloud.outcomeOf = (orderId) => (orderId === 'A-1' ? 'not-written' : 'under-way');
  await settle();
  expect([sent(), kept(), unwritten().orderIds]).toEqual([[['A-1', 'A-2']], ['A-1'], ['A-1']]);
  cloud.outcomeOf = () => 'ended';
  await time.advance(8 * SECOND);
  expect([sent()[1], kept(), unwritten()]).toEqual([['A-1'], [], NO_UNWRITTEN_ORDERS]);
  scans.stop();
  expect(time.pending()).toBe(0);
});

it('beyond the limit of a person the rest waits a minute, and keeps nothing new from going', async () => {
  const { scans, cloud, unwritten, sent, time } = setUp([named('A-1')]);
  cloud.outcomeOf = (orderId) => (orderId === 'A-1' ? 'too-many' : 'awaited');
  await settle();
  expect(unwritten().orderIds).toEqual(['A-1']);
  expect(unwritten().reason).toContain('10 分钟最多 200 单');
  await time.advance(50 * SECOND);
  scans.add('A-2', '');
  await settle();
  expect([sent(), unwritten().orderIds]).toEqual([[['A-1'], ['A-1', 'A-2']], ['A-1']]);
  await time.advance(60 * SECOND);
  expect(sent()[2]).toEqual(['A-1']);
});

it('what was deleted from the phone is neither sent nor named again, and new labels are stored', async () => {
  const { scans, cloud, unwritten, sent, kept, time, hold } = setUp();
  cloud.failure = OFFLINE;
  scans.add('A-1', '');
  await settle();
  const before = sent().length;
  cloud.timesForgotten += 1;
  cloud.failure = null;
  time.networkReturned();
  await settle();
  expect([sent().length, unwritten(), kept()]).toEqual([before, NO_UNWRITTEN_ORDERS, []]);
  // A call that runs meanwhile brings nothing back.
  cloud.outcomeOf = () => 'not-written';
  const answer = hold();
  scans.add('A-2', '');
  cloud.timesForgotten += 1;
  answer();
  await settle();
  expect([unwritten(), kept()]).toEqual([NO_UNWRITTEN_ORDERS, []]);
  scans.add('A-3', '');
  expect(kept()).toEqual(['A-3']);
});

it('a text that can be no order id is shown to say so, and not sent', async () => {
  const { scans, opened, sent, kept, cloud, unwritten } = setUp();
  scans.add('x'.repeat(200), '');
  expect([opened.length, sent(), kept()]).toEqual([1, [], []]);
  cloud.outcomeOf = () => 'malformed';
  scans.add('A-1', '');
  await settle();
  expect([unwritten(), kept()]).toEqual([NO_UNWRITTEN_ORDERS, []]);
});
