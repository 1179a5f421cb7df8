import {
  accountView,
  encryptSecret,
  listAccounts,
} from '../../../../cloudfunctions/core/shop/accounts';
import { createEncryption } from '../../../../cloudfunctions/core/secrets/encryption';
import { memoryDocuments } from '../../../support/memory-documents';

const ENCRYPTION = createEncryption({ current: Buffer.alloc(32, 1), previous: null });
const OTHER_ENCRYPTION = createEncryption({ current: Buffer.alloc(32, 2), previous: null });

const fields = (shopId: string) => ({
  version: 1,
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

describe('an account as it is told of', () => {
  const secret = encryptSecret(ENCRYPTION, 'the-secret', 'a', 'shop-a');
  const account = {
    ...fields('shop-a'),
    provider: 'wechat-instant' as const,
    accountId: 'a',
    secret,
  };

  it('says that there is a secret, and not which', () => {
    const view = accountView(account, ENCRYPTION);
    expect(view).toMatchObject({ accountId: 'a', shopId: 'shop-a', secret: 'set' });
    expect(view.bindings).toEqual([{ storeId: 'one', shopNo: '7' }]);
    expect(JSON.stringify(view)).not.toContain('the-secret');
  });

  it('says that the secret is lost, when no key opens it', () => {
    expect(accountView(account, OTHER_ENCRYPTION).secret).toBe('lost');
  });
});
