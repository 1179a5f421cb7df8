import { openShopPage } from '../../../platform/navigation';
import { accountRows } from '../../views/account-list';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { type TapOn, joinTwo, loadPage, showAnswer, withStores } from '../../form-page';
import { PAGE_DATA } from '../../page-data';

/** Page with the list of delivery accounts (配送账号) and the state of their secrets. */
Page({
  data: { ...PAGE_DATA, accounts: accountRows([], [], [], 0), hasStores: true },

  onShow: loadPage,
  async load() {
    const accountsCall = withStores(askShop('list-accounts', {}));
    const pageCalls = joinTwo(accountsCall, askShop('list-mini-programs', {}));
    await showAnswer(this, pageCalls, ({ accounts, stores, miniPrograms }) => ({
      accounts: accountRows(accounts, stores, miniPrograms, serverClock.now()),
      hasStores: stores.length > 0,
    }));
  },
  openAccount({ currentTarget }: TapOn<{ id?: string }>) {
    openShopPage('account', currentTarget.dataset.id);
  },
  addStore() {
    openShopPage('store');
  },
});
