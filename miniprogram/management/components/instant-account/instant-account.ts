import type { Store } from '../../../contract/shop';
import type { Account } from '../../../contract/shop-settings';
import { type TapOn, type ValueEvent, FORM_DATA, submitForm } from '../../form-page';
import {
  type AccountField,
  type AccountForm,
  accountFormOf,
  companyChoices,
  labelHint,
  needsSecret,
  readAccountForm,
  sharingHint,
  usualLabel,
  withStoreToggled,
} from '../../views/account-form';
import { noReasons, wrongFieldCountLine } from '../../views/typed-text';

/** Form of an account of 即时配送: company, secret, and the account's stores. Emits `saved`. */
Component({
  properties: {
    account: { type: null, value: null as Account | null },
    stores: { type: Array, value: [] as readonly Store[] },
    /** AppID and name of the account's mini-program. The name is empty if it need not be shown. */
    appId: { type: String, value: '' },
    ownerName: { type: String, value: '' },
    /** Company and `shopId` of the account chosen in WeChat's list; empty if none was chosen. */
    preset: { type: Object, value: {} },
    /** True for the shop's first account. The save button then says that a look-up comes next. */
    isFirstAccount: { type: Boolean, value: false },
  },
  data: {
    ...FORM_DATA,
    ...formData(accountFormOf(null, []), null),
    reasons: noReasons<AccountField>(),
    companies: companyChoices(''),
    refusal: '',
  },
  lifetimes: {
    attached() {
      const { account, stores, preset } = this.data;
      const form = accountFormOf(account, stores, preset);
      const companies = companyChoices(form.company);
      this.setData({ ...formData(form, account), companies });
    },
  },
  methods: {
    changeForm(form: AccountForm, field: AccountField) {
      const shownData = formData(form, this.data.account);
      this.setData({ ...shownData, [`reasons.${field}`]: '', refusal: '' });
    },
    chooseCompany({ detail }: ValueEvent) {
      this.changeForm({ ...this.data.form, company: detail.value }, 'otherCompany');
    },
    setField({ currentTarget, detail }: ValueEvent<{ field: Exclude<AccountField, 'bindings'> }>) {
      const { field } = currentTarget.dataset;
      this.changeForm({ ...this.data.form, [field]: detail.value }, field);
    },
    toggleStore({ currentTarget }: TapOn<{ id: string }>) {
      this.changeForm(withStoreToggled(this.data.form, currentTarget.dataset.id), 'bindings');
    },
    setShopNo({ currentTarget, detail }: ValueEvent<{ id: string }>) {
      const bindings = this.data.form.bindings.map((row) =>
        row.storeId === currentTarget.dataset.id ? { ...row, shopNo: detail.value } : row,
      );
      this.changeForm({ ...this.data.form, bindings }, 'bindings');
    },

    async save() {
      const form = readAccountForm(this.data.form, this.data.account, this.data.appId);
      this.setData({ refusal: wrongFieldCountLine(form) });
      await submitForm(this, 'save-account', form, () => {
        this.triggerEvent('saved');
      });
    },
  },
});

function formData(form: AccountForm, account: Account | null) {
  return {
    form,
    company: usualLabel(form),
    labelHint: labelHint(form),
    needsSecret: needsSecret(form, account),
    hint: sharingHint(form),
  };
}
