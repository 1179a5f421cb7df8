import { decodeQuery, goBack, goToTab } from '../../../platform/navigation';
import type { MiniProgram } from '../../../contract/mini-programs';
import type { ProviderName } from '../../../contract/providers';
import type { Store } from '../../../contract/shop';
import type { Account } from '../../../contract/shop-settings';
import { accountChoices } from '../../views/account-start';
import { lossQuestion } from '../../views/loss-questions';
import { askShop } from '../../../services/shop-session';
import { type ValueEvent, joinTwo, showAnswer, submitConfirmed, withStores } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page of one delivery account (配送账号). For a new one, mini-program and kind are chosen first. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    ...accountChoices(null, [], [], {}),
    given: {},
    account: null as Account | null,
    stores: [] as readonly Store[],
    isFirst: false,
  },
  accountId: '',
  accounts: [] as readonly Account[],
  miniPrograms: [] as readonly MiniProgram[],

  onLoad(query) {
    const given = decodeQuery(query);
    this.accountId = given['id'] ?? '';
    this.setData({ given });
    void this.load();
  },
  async load() {
    const listed = withStores(askShop('list-accounts', {}));
    const all = joinTwo(listed, askShop('list-mini-programs', {}));
    await showAnswer(this, all, ({ accounts, stores, miniPrograms }) => {
      const account = accounts.find(({ accountId }) => accountId === this.accountId) ?? null;
      if (this.accountId !== '' && account === null) return null;
      this.accounts = accounts;
      this.miniPrograms = miniPrograms;
      const start = accountChoices(account, accounts, miniPrograms, this.data.given);
      return { account, stores, isFirst: accounts.length === 0, ...start };
    });
  },
  chooseOwner({ detail }: ValueEvent) {
    const { accounts, miniPrograms } = this;
    this.setData(accountChoices(null, accounts, miniPrograms, this.data.given, detail.value));
  },
  chooseKind({ detail }: ValueEvent<unknown, ProviderName>) {
    this.setData({ kind: detail.value });
  },
  leave() {
    if (this.data.isFirst) goToTab('search');
    else goBack();
  },
  async remove() {
    if (this.data.account === null) return;
    const { accountId, version, label } = this.data.account;
    const ask = () => askShop('remove-account', { accountId, version });
    await submitConfirmed(this, 'remove', lossQuestion('account', `“${label}”`), ask, goBack);
  },
});
