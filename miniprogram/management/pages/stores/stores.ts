import { openShopPage } from '../../../platform/navigation';
import { storeRows } from '../../views/store-form';
import { askShop } from '../../../services/shop-session';
import { type TapOn, loadPage, showAnswer } from '../../form-page';
import { PAGE_DATA } from '../../page-data';

/** Page with the list of the shop's stores (门店). */
Page({
  data: { ...PAGE_DATA, stores: storeRows([]) },

  onShow: loadPage,
  async load() {
    await showAnswer(this, askShop('list-stores', {}), ({ stores }) => ({
      stores: storeRows(stores),
    }));
  },
  openStore({ currentTarget }: TapOn<{ id?: string }>) {
    openShopPage('store', currentTarget.dataset.id);
  },
});
