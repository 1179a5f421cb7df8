import { openShopPage } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { AccountRow } from '../../views/account-form';
import { accountRows } from '../../views/account-form';
import { afterFailure, KNOWN, LOADING } from '../../../shop/page-state';
import { askWithStores } from '../../ask-with-stores';

/** 配送账号: all of them, and how it stands with their secrets. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    accounts: [] as readonly AccountRow[],
    hasStores: true,
  },

  onShow() {
    void this.load();
  },
  async load() {
    const answer = await askWithStores('list-accounts', {});
    if (!answer.ok) {
      this.setData({ state: afterFailure(this.data.state, answer) });
      return;
    }
    const { answered, stores } = answer.data;
    this.setData({
      state: KNOWN,
      accounts: accountRows(answered.accounts, stores),
      hasStores: stores.length > 0,
    });
  },
  open({ currentTarget }: AccountTap) {
    openShopPage('account', currentTarget.dataset.id);
  },
  add() {
    openShopPage('account');
  },
  addStore() {
    openShopPage('store');
  },
});

type AccountTap = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  { readonly id: string }
>;
