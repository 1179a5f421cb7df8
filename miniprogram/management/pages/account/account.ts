import { confirm } from '../../../platform/dialog';
import { entryIdOf, goBack } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { Account } from '../../../contract/shop';
import type { AccountField, AccountForm } from '../../views/account-form';
import {
  accountFormOf,
  accountRemovalQuestion,
  COMPANY_CHOICES,
  needsSecret,
  readAccountForm,
  sharingHint,
  usualLabel,
  withStoreTapped,
} from '../../views/account-form';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import { afterFailure, GONE, KNOWN, LOADING } from '../../../shop/page-state';
import { noReasons, refusalLine } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';
import { askWithStores } from '../../ask-with-stores';

/** One delivery account: whose it is, its key, and the stores that it delivers for. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    isNew: true,
    form: accountFormOf(null, []),
    reasons: noReasons<AccountField>(),
    companies: COMPANY_CHOICES,
    usualLabel: '',
    needsSecret: true,
    hint: '',
    /** The secret that was saved cannot be read any more. */
    isLost: false,
    refusal: '',
    saving: false,
    removing: false,
    failure: null as EntryFailure | null,
  },
  accountId: '',
  account: null as Account | null,

  onLoad(query) {
    this.accountId = entryIdOf(query);
    void this.load();
  },
  async load() {
    const answer = await askWithStores('list-accounts', {});
    if (!answer.ok) {
      this.setData({ state: afterFailure(this.data.state, answer) });
      return;
    }
    const { answered, stores } = answer.data;
    this.account = answered.accounts.find(({ accountId }) => accountId === this.accountId) ?? null;
    if (this.accountId !== '' && this.account === null) {
      this.setData({ state: GONE });
      return;
    }
    this.setData({
      state: KNOWN,
      isNew: this.account === null,
      isLost: this.account?.secret === 'lost',
    });
    this.edit(accountFormOf(this.account, stores), []);
  },
  /** The form as it is now; what was wrong with these fields is not known any more. */
  edit(form: AccountForm, changed: readonly AccountField[]) {
    const reasons = { ...this.data.reasons };
    for (const field of changed) reasons[field] = '';
    this.setData({
      form,
      reasons,
      refusal: '',
      usualLabel: usualLabel(form),
      needsSecret: needsSecret(form, this.account),
      hint: sharingHint(form),
    });
  },

  chooseCompany({ detail }: { readonly detail: { readonly value: string } }) {
    this.edit({ ...this.data.form, company: detail.value }, ['otherCompany']);
  },
  typed({ currentTarget, detail }: FieldTyped) {
    const { field } = currentTarget.dataset;
    this.edit({ ...this.data.form, [field]: detail.value }, [field]);
  },
  tapStore({ currentTarget }: StoreTap) {
    this.edit(withStoreTapped(this.data.form, currentTarget.dataset.id), ['bindings']);
  },
  typedShopNo({ currentTarget, detail }: ShopNoTyped) {
    const bindings = this.data.form.bindings.map((row) =>
      row.storeId === currentTarget.dataset.id ? { ...row, shopNo: detail.value } : row,
    );
    this.edit({ ...this.data.form, bindings }, ['bindings']);
  },

  async save() {
    if (this.data.saving) return;
    const read = readAccountForm(this.data.form, this.account);
    const reasons = read.ok ? {} : read.reasons;
    this.setData({ reasons, refusal: refusalLine(reasons), failure: null });
    if (!read.ok) return;
    this.setData({ saving: true });
    const saved = await askShop('save-account', read.value);
    this.setData({ saving: false, failure: saved.ok ? null : entryFailure(saved) });
    if (saved.ok) goBack();
  },
  async remove() {
    if (this.account === null || this.data.removing) return;
    const { accountId, version, label } = this.account;
    if (!(await confirm(accountRemovalQuestion(label)))) return;
    this.setData({ removing: true, failure: null });
    const removed = await askShop('remove-account', { accountId, version });
    this.setData({ removing: false, failure: removed.ok ? null : entryFailure(removed) });
    if (removed.ok) goBack();
  },
});

type FieldTyped = WechatMiniprogram.CustomEvent<
  { readonly value: string },
  Record<string, never>,
  { readonly field: Exclude<AccountField, 'bindings'> }
>;
type ShopNoTyped = WechatMiniprogram.CustomEvent<
  { readonly value: string },
  Record<string, never>,
  { readonly id: string }
>;
type StoreTap = WechatMiniprogram.CustomEvent<
  { readonly value: string },
  Record<string, never>,
  { readonly id: string }
>;
