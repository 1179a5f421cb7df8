import {
  readTargetKey,
  storesOf,
  targetsOf,
} from '../../../../cloudfunctions/core/shop/look-up-targets';
import type { UsableAccount } from '../../../../cloudfunctions/core/shop/account-book';
import { usableAccount } from '../../../support/usable-account';

const account = (accountId: string, bindings: UsableAccount['bindings']): UsableAccount =>
  usableAccount({ accountId, bindings });

const bound = (storeId: string, shopNo: string | null = null) => ({ storeId, shopNo });
const keysOf = (...asked: Parameters<typeof targetsOf>) =>
  targetsOf(...asked).map(({ key }) => key);

describe('the targets that somebody may ask', () => {
  const accounts = [
    account('a', [bound('one', '1'), bound('two', '2')]),
    account('b', [bound('two')]),
    account('c', [bound('one'), bound('two')]),
  ];

  it('are those of their own stores', () => {
    expect(keysOf(accounts, ['one'])).toEqual(['a 1', 'c ']);
    expect(keysOf(accounts, ['two'])).toEqual(['a 2', 'b ', 'c ']);
    expect(keysOf(accounts, ['three'])).toEqual([]);
    expect(keysOf(accounts, [])).toEqual([]);
  });

  it('are all for whoever has all stores, what stores share but once', () => {
    expect(keysOf(accounts, 'all')).toEqual(['a 1', 'a 2', 'b ', 'c ']);
  });

  it('are read out of their keys', () => {
    expect(readTargetKey('a 1 with spaces')).toEqual({ accountId: 'a', shopNo: '1 with spaces' });
    expect(readTargetKey('b ')).toEqual({ accountId: 'b', shopNo: null });
  });

  it('serve the stores that have their number', () => {
    const stores = [['one'], ['two'], ['two'], ['one', 'two']];
    expect(targetsOf(accounts, 'all').map(storesOf)).toEqual(stores);
  });
});
