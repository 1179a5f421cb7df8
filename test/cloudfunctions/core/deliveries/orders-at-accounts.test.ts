import { latestOrdersAtAccounts } from '../../../../cloudfunctions/core/records/known-orders';
import { memoryDocuments } from '../../../support/memory-documents';

const listed = (targetKey: string) => ({
  ...{ targetKey, status: 'delivering', detail: null, askedAt: 1, waybillId: null },
  ...{ expectedAt: null, beganAt: null, position: null, callable: false, boardStoreIds: [] },
});

it('the orders at the accounts are those that the shop knows, the latest first, by each target that knows them', async () => {
  const deliveries = memoryDocuments();
  const keep = (id: string, lastAskedAt: number, isKnown: boolean, ...pairs: string[]): void => {
    deliveries.held.set(id, { version: 1, isKnown, lastAskedAt, known: pairs.map(listed) });
  };
  keep('old', 1, true, 'a 7');
  keep('new', 2, true, 'b ', 'a ');
  keep('unknown', 3, false, 'a ');
  const list = jest.fn(deliveries.list);
  expect(await latestOrdersAtAccounts({ ...deliveries, list })).toEqual([
    { orderId: 'new', accountId: 'b', shopNo: null },
    { orderId: 'new', accountId: 'a', shopNo: null },
    { orderId: 'old', accountId: 'a', shopNo: '7' },
  ]);
  // They are read without what else is known of them.
  expect(list.mock.calls).toMatchObject([[{ limit: 100, only: ['known'] }]]);
});
