import { type ScanOutcome, createScans, NOTHING_SCANNED } from '../../../miniprogram/board/scans';
import { reportOf } from '../../support/delivery-reports';
import { failedWith, OFFLINE } from '../../support/failed-calls';
import { settle } from '../../support/manual-time';

function setUp(known: readonly string[]) {
  const found: string[] = [];
  const opened: string[] = [];
  const shop = { isOnline: true, atOnce: 0, most: 0 };
  let scanned: ScanOutcome = NOTHING_SCANNED;
  const scans = createScans(
    async (orderIds) => {
      shop.atOnce += 1;
      shop.most = Math.max(shop.most, shop.atOnce);
      await settle();
      shop.atOnce -= 1;
      if (!shop.isOnline) return OFFLINE;
      const orderId = orderIds.find((id) => known.includes(id));
      if (orderId === undefined) return failedWith('order-not-found');
      found.push(orderId);
      return { ok: true, serverTime: 0, data: { ...reportOf(301, 0), orderId } };
    },
    ([orderId = '']) => opened.push(orderId),
    () => undefined,
    (now) => {
      scanned = now;
    },
  );
  const settled = async (): Promise<void> => {
    for (let n = 0; n < 30; n += 1) await settle();
  };
  return { scans, found, opened, shop, settled, scanned: () => scanned };
}

it('ten labels in a row, however their prefixes: eight are found, two named, none is lost', async () => {
  const known = ['A-1001', 'A-1002', 'A-1003', 'A-1004', 'A-1005', 'A-1006', 'A-1007', 'A-1008'];
  const { scans, found, opened, shop, settled, scanned } = setUp(known);
  const labels = [
    'A-1001',
    'CODE_128,A-1002',
    '订单号：A-1003',
    'X-9999',
    'A-1004\n',
    'https://x.example/o?id=A-1005',
    '#A-1006',
    'X-8888',
    ' A-1007',
    '{"order_id":"A-1008"}',
  ];
  for (const label of labels) scans.add(label);
  expect([opened.length, opened[1], opened[3]]).toEqual([10, 'A-1002', 'X-9999']);
  await settled();
  expect(found).toEqual(known);
  expect(scanned()).toEqual({ unknown: ['X-9999', 'X-8888'], failed: [], reason: '' });
  expect(shop.most).toBe(1);
  scans.clearUnknown();
  expect(scanned()).toEqual(NOTHING_SCANNED);
});

it('what could not be looked up is kept, and tried again', async () => {
  const { scans, found, shop, settled, scanned } = setUp(['A-1001']);
  shop.isOnline = false;
  scans.add('A-1001');
  await settled();
  expect(scanned()).toEqual({ unknown: [], failed: ['A-1001'], reason: '手机没有网络' });
  shop.isOnline = true;
  scans.retryFailed();
  await settled();
  expect([found, scanned()]).toEqual([['A-1001'], NOTHING_SCANNED]);
});

it('what was not found is told until the next scan; a blank one is none', async () => {
  const { scans, opened, settled, scanned } = setUp(['A-1001']);
  scans.add('X-9999');
  await settled();
  scans.add(' \n');
  expect([opened, scanned().unknown]).toEqual([['X-9999'], ['X-9999']]);
  scans.add('A-1001');
  expect([opened, scanned()]).toEqual([['X-9999', 'A-1001'], NOTHING_SCANNED]);
  await settled();
  expect(scanned()).toEqual(NOTHING_SCANNED);
});

it('a scan while others wait ends nothing that is told of those before', async () => {
  const { scans, settled, scanned } = setUp(['A-1001', 'A-1002']);
  for (const label of ['X-9999', 'A-1001']) scans.add(label);
  while (scanned().unknown.length === 0) await settle();
  scans.add('A-1002');
  await settled();
  expect(scanned().unknown).toEqual(['X-9999']);
});

it('what could not be looked up stays to be tried until it is known, by another scan too', async () => {
  const { scans, shop, settled, scanned } = setUp(['A-1001', 'A-1002', 'A-1003']);
  shop.isOnline = false;
  for (const label of ['A-1001', 'A-1002', 'A-1003']) scans.add(label);
  await settled();
  shop.isOnline = true;
  scans.add('A-1002');
  await settled();
  expect(scanned().failed).toEqual(['A-1001', 'A-1003']);
  scans.dropFound(['A-1001']);
  expect(scanned().failed).toEqual(['A-1003']);
});
