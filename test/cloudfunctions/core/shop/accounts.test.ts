import { listAccounts } from '../../../../cloudfunctions/core/shop/accounts';
import { memoryDocuments } from '../../../support/memory-documents';
import { usableAccount } from '../../../support/usable-account';

const fields = (shopId: string) => {
  const { accountId: _id, ...stored } = usableAccount({ shopId });
  return { ...stored, secret: '' };
};

describe('the accounts', () => {
  it('are always in the same order, whatever order the database has', async () => {
    const accounts = memoryDocuments();
    for (const id of ['b', 'c', 'a']) accounts.held.set(id, fields(id));
    const listed = await listAccounts(accounts);
    const told = listed.map(({ accountId, shopId }) => `${accountId} ${shopId}`);
    expect(told).toEqual(['a a', 'b b', 'c c']);
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
