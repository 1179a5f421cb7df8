import { entryIdOf, goBack } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { ProviderName } from '../../../contract/providers';
import type { Store } from '../../../contract/shop';
import type { Account } from '../../../contract/shop-settings';
import { accountRemovalQuestion } from '../../views/account-form';
import type { KindChoice } from '../../views/account-list';
import { kindChoice } from '../../views/account-list';
import { LOADING } from '../../../shop/page-state';
import { askShop } from '../../../services/shop-session';
import type { ValueEvent } from '../../form-page';
import { FORM, showAnswer, submitConfirmed, withStores } from '../../form-page';

const NO_CHOICE: KindChoice = { kind: '', kinds: [], kindNote: '' };

/** Page of one delivery account (配送账号): the kind of a new one, and the form of that kind. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    ...FORM,
    ...NO_CHOICE,
    /** Stored account; null for a new one. */
    account: null as Account | null,
    stores: [] as readonly Store[],
  },
  accountId: '',

  onLoad(query) {
    this.accountId = entryIdOf(query);
    void this.load();
  },
  async load() {
    const listed = withStores(askShop('list-accounts', {}));
    await showAnswer(this, listed, ({ accounts, stores }) => {
      const account = accounts.find(({ accountId }) => accountId === this.accountId) ?? null;
      if (this.accountId !== '' && account === null) return null;
      return { account, stores, ...kindChoice(account, accounts) };
    });
  },
  chooseKind({ detail }: ValueEvent<unknown, ProviderName>) {
    this.setData({ kind: detail.value });
  },
  goBack,
  async remove() {
    if (this.data.account === null) return;
    const { accountId, version, label } = this.data.account;
    const ask = () => askShop('remove-account', { accountId, version });
    await submitConfirmed(this, 'remove', accountRemovalQuestion(label), ask, goBack);
  },
});
