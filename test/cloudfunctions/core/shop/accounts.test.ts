import { listAccounts } from '../../../../cloudfunctions/core/shop/accounts';
import { memoryDocuments } from '../../../support/memory-documents';

const fields = (shopId: string) => ({
  version: 1,
  appId: 'wxde00000000000000',
  provider: 'wechat-instant',
  company: 'SFTC',
  label: '顺丰',
  shopId,
  secret: '',
  bindings: [{ storeId: 'one', shopNo: '7' }],
});

describe('the accounts', () => {
  it('are always in the same order, whatever order the database has', async () => {
    const accounts = memoryDocuments();
    for (const id of ['b', 'c', 'a']) accounts.held.set(id, fields(id));
    const listed = await listAccounts(accounts);
    expect(listed.map(({ accountId, shopId }) => [accountId, shopId])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  it.each([
    ['what is none', { version: 1 }],
    ['one of another provider', { ...fields('odd'), provider: 'pigeons' }],
    ['one with a binding that is none', { ...fields('odd'), bindings: [{}] }],
  ])('leave out %s', async (_name, odd) => {
    const accounts = memoryDocuments();
    accounts.held.set('odd', odd);
    accounts.held.set('a', fields('a'));
    expect(await listAccounts(accounts)).toMatchObject([{ accountId: 'a' }]);
  });
});
