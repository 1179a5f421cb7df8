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

/** Page of a delivery account (配送账号). For a new one, mini-program and service come first. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    ...accountChoices(null, [], [], {}),
    preset: {},
    account: null as Account | null,
    stores: [] as readonly Store[],
    isFirstAccount: false,
  },
  accountId: '',
  accounts: [] as readonly Account[],
  miniPrograms: [] as readonly MiniProgram[],

  onLoad(query) {
    const preset = decodeQuery(query);
    this.accountId = preset['id'] ?? '';
    this.setData({ preset });
    void this.load();
  },
  async load() {
    const accountsCall = withStores(askShop('list-accounts', {}));
    const pageCalls = joinTwo(accountsCall, askShop('list-mini-programs', {}));
    await showAnswer(this, pageCalls, ({ accounts, stores, miniPrograms }) => {
      const account = accounts.find(({ accountId }) => accountId === this.accountId) ?? null;
      if (this.accountId !== '' && account === null) return null;
      this.accounts = accounts;
      this.miniPrograms = miniPrograms;
      const startData = accountChoices(account, accounts, miniPrograms, this.data.preset);
      return { account, stores, isFirstAccount: accounts.length === 0, ...startData };
    });
  },
  chooseOwner({ detail }: ValueEvent) {
    const { accounts, miniPrograms } = this;
    this.setData(accountChoices(null, accounts, miniPrograms, this.data.preset, detail.value));
  },
  chooseKind({ detail }: ValueEvent<unknown, ProviderName>) {
    this.setData({ kind: detail.value });
  },
  leave() {
    if (this.data.isFirstAccount) goToTab('search');
    else goBack();
  },
  async remove() {
    if (this.data.account === null) return;
    const { accountId, version, label } = this.data.account;
    const removeAccount = () => askShop('remove-account', { accountId, version });
    const question = lossQuestion('account', `“${label}”`);
    await submitConfirmed(this, 'remove', question, removeAccount, goBack);
  },
});
