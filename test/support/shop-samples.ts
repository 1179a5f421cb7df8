import type { Account, Store } from '../../miniprogram/contract/shop';
import { DEFAULT_THRESHOLDS } from '../../miniprogram/contract/shop';

/** Two stores as the pages know them; neither has a place yet. */
export const STORES: readonly Store[] = ['一店', '二店'].map((name, index) => ({
  storeId: `st-${index + 1}`,
  version: 1,
  name,
  position: null,
  thresholds: DEFAULT_THRESHOLDS,
}));

/** A delivery account of the first of them; only what a test is about need be spelt out. */
export function sampleAccount(more: Partial<Account> = {}): Account {
  return {
    accountId: 'ac-1',
    version: 1,
    provider: 'wechat-instant',
    company: 'SFTC',
    label: '顺丰',
    shopId: 'shop-1',
    secret: 'set',
    bindings: [{ storeId: 'st-1', shopNo: null }],
    sharing: 'one-store',
    ...more,
  };
}
