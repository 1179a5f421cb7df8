import { entryIdOf, goBack } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { Account } from '../../../contract/shop';
import type { AccountField, AccountForm } from '../../views/account-form';
import {
  accountFormOf,
  accountRemovalQuestion,
  COMPANY_CHOICES,
  labelHint,
  needsSecret,
  readAccountForm,
  sharingHint,
  withStoreTapped,
} from '../../views/account-form';
import { LOADING } from '../../../shop/page-state';
import { noReasons, refusalLine } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';
import type { TapOn, ValueEvent } from '../../form-page';
import { FORM, showAnswer, submitConfirmed, submitForm, withStores } from '../../form-page';

/** Page of one delivery account (配送账号): its company, its secret, and the stores it serves. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    ...FORM,
    ...shownForm(accountFormOf(null, []), null),
    isNew: true,
    reasons: noReasons<AccountField>(),
    companies: COMPANY_CHOICES,
    /** True when the cloud cannot decrypt the saved secret any more. */
    isLost: false,
    refusal: '',
  },
  accountId: '',
  account: null as Account | null,

  onLoad(query) {
    this.accountId = entryIdOf(query);
    void this.load();
  },
  async load() {
    const listed = withStores(askShop('list-accounts', {}));
    await showAnswer(this, listed, ({ accounts, stores }) => {
      this.account = accounts.find(({ accountId }) => accountId === this.accountId) ?? null;
      if (this.accountId !== '' && this.account === null) return null;
      return {
        ...shownForm(accountFormOf(this.account, stores), this.account),
        isNew: this.account === null,
        isLost: this.account?.secret === 'lost',
      };
    });
  },

  edit(form: AccountForm, field: AccountField) {
    const shown = shownForm(form, this.account);
    this.setData({ ...shown, [`reasons.${field}`]: '', refusal: '' });
  },
  chooseCompany({ detail }: ValueEvent) {
    this.edit({ ...this.data.form, company: detail.value }, 'otherCompany');
  },
  setField({ currentTarget, detail }: ValueEvent<{ field: Exclude<AccountField, 'bindings'> }>) {
    const { field } = currentTarget.dataset;
    this.edit({ ...this.data.form, [field]: detail.value }, field);
  },
  toggleStore({ currentTarget }: TapOn<{ id: string }>) {
    this.edit(withStoreTapped(this.data.form, currentTarget.dataset.id), 'bindings');
  },
  setShopNo({ currentTarget, detail }: ValueEvent<{ id: string }>) {
    const bindings = this.data.form.bindings.map((row) =>
      row.storeId === currentTarget.dataset.id ? { ...row, shopNo: detail.value } : row,
    );
    this.edit({ ...this.data.form, bindings }, 'bindings');
  },

  async save() {
    const form = readAccountForm(this.data.form, this.account);
    this.setData({ refusal: refusalLine(form) });
    await submitForm(this, form, (draft) => askShop('save-account', draft), goBack);
  },
  async remove() {
    if (this.account === null) return;
    const { accountId, version, label } = this.account;
    const ask = () => askShop('remove-account', { accountId, version });
    await submitConfirmed(this, 'remove', accountRemovalQuestion(label), ask, goBack);
  },
});

/** Computes the page data that depend on the form. */
function shownForm(form: AccountForm, account: Account | null) {
  return {
    form,
    labelHint: labelHint(form),
    needsSecret: needsSecret(form, account),
    hint: sharingHint(form),
  };
}
