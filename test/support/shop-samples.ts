import type { MiniProgram } from '../../miniprogram/contract/mini-programs';
import type { Account } from '../../miniprogram/contract/shop-settings';
import { type Store, DEFAULT_THRESHOLDS } from '../../miniprogram/contract/shop';

/** Two stores without a position. */
export const STORES: readonly Store[] = ['一店', '二店'].map((name, index) => ({
  storeId: `st-${index + 1}`,
  version: 1,
  name,
  position: null,
  thresholds: DEFAULT_THRESHOLDS,
}));

/** Builds an account of the first store. Tests name only what matters to them. */
export function sampleAccount(more: Partial<Account> = {}): Account {
  return {
    accountId: 'ac-1',
    version: 1,
    appId: 'wxde00000000000000',
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

/** Builds the mini-program by which the orders of the sample account are placed. */
export function sampleMiniProgram(more: Partial<MiniProgram> = {}): MiniProgram {
  return {
    appId: 'wxde00000000000000',
    version: 1,
    name: '茶小满点单',
    isOwn: false,
    isForeign: false,
    secret: 'set',
    ...more,
  };
}
