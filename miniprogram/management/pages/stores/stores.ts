import { openShopPage } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import { afterFailure, KNOWN, LOADING } from '../../../shop/page-state';
import type { StoreRow } from '../../views/store-form';
import { storeRows } from '../../views/store-form';
import { askShop } from '../../../services/shop-session';

/** 门店: all of them. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    stores: [] as readonly StoreRow[],
  },

  onShow() {
    void this.load();
  },
  async load() {
    const listed = await askShop('list-stores', {});
    if (listed.ok) this.setData({ state: KNOWN, stores: storeRows(listed.data.stores) });
    else this.setData({ state: afterFailure(this.data.state, listed) });
  },
  open({ currentTarget }: StoreTap) {
    openShopPage('store', currentTarget.dataset.id);
  },
  add() {
    openShopPage('store');
  },
});

type StoreTap = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  { readonly id: string }
>;
