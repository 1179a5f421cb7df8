import type { UsableAccount } from '../../cloudfunctions/core/shop/account-book';

/** An account of one store, whose secret is known. Tests name only what matters to them. */
export function usableAccount(more: Partial<UsableAccount> = {}): UsableAccount {
  return {
    accountId: 'account',
    appId: 'wxde00000000000000',
    provider: 'wechat-instant',
    version: 1,
    company: 'SFTC',
    label: '顺丰',
    shopId: 'shop',
    secret: 'secret',
    bindings: [{ storeId: 'one', shopNo: null }],
    ...more,
  };
}
