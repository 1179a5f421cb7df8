import { latestOrdersAtAccounts } from '../../../../cloudfunctions/core/records/known-orders';
import type { Search } from '../../../../cloudfunctions/core/storage/documents';
import { memoryDocuments } from '../../../support/memory-documents';

const listed = (targetKey: string) => ({
  ...{ targetKey, status: 'delivering', detail: null, askedAt: 1, waybillId: null },
  ...{ expectedAt: null, beganAt: null, position: null, callable: false, boardStoreIds: [] },
});

describe('the orders at the accounts', () => {
  it('are those that the shop knows, the latest first, by each target that knows them', async () => {
    const deliveries = memoryDocuments();
    const keep = (id: string, lastAskedAt: number, isKnown: boolean, ...pairs: string[]): void => {
      const known = pairs.map(listed);
      deliveries.held.set(id, { version: 1, isKnown, lastAskedAt, known });
    };
    keep('old', 1, true, 'a 7');
    keep('new', 2, true, 'b ', 'a ');
    keep('unknown', 3, false, 'a ');
    expect(await latestOrdersAtAccounts(deliveries)).toEqual([
      { orderId: 'new', accountId: 'b', shopNo: null },
      { orderId: 'new', accountId: 'a', shopNo: null },
      { orderId: 'old', accountId: 'a', shopNo: '7' },
    ]);
  });

  it('are read without what else is known of them', async () => {
    const deliveries = memoryDocuments();
    const searches: Search[] = [];
    await latestOrdersAtAccounts({
      ...deliveries,
      list: (search) => {
        searches.push(search);
        return deliveries.list(search);
      },
    });
    expect(searches).toEqual([
      { equal: { isKnown: true }, greatestFirst: 'lastAskedAt', limit: 100, only: ['known'] },
    ]);
  });
});
