import { type Store, COMPANY_NAMES, companyName, SHOP_BOUNDS } from '../../contract/shop';
import { type Account, type StoreBinding, sharingOf } from '../../contract/shop-settings';
import type { AccountDraft } from '../../contract/shop-api';
import type { Choice } from './choices';
import { type ReadForm, accept, joinForms, readText, refuse } from './typed-text';

export type AccountForm = Readonly<ReturnType<typeof accountFormOf>>;

export type AccountField = 'otherCompany' | 'label' | 'shopId' | 'secret' | 'bindings';

const OTHER_COMPANY = 'other';

const COMPANY_CHOICES: readonly Choice[] = [
  ...Object.entries(COMPANY_NAMES).map(([value, title]) => ({ value, title, detail: value })),
  { value: OTHER_COMPANY, title: '其他公司', detail: '填它在微信的代号' },
];

/** Lists the delivery companies to choose from; WeChat's test company only if it is `company`. */
export function companyChoices(company: string): readonly Choice[] {
  return COMPANY_CHOICES.filter(({ value }) => value !== 'TEST' || company === 'TEST');
}

/** Fills an account's form. `preset`: company and shopid of a new account, from WeChat's list. */
export function accountFormOf(
  account: Account | null,
  stores: readonly Store[],
  preset: Readonly<Record<string, string>> = {},
) {
  const company = account?.company ?? preset['company'] ?? 'SFTC';
  const isListed = company in COMPANY_NAMES;
  const isOnlyStore = account === null && stores.length === 1;
  return {
    company: isListed ? company : OTHER_COMPANY,
    otherCompany: isListed ? '' : company,
    label: account?.label ?? '',
    shopId: account?.shopId ?? preset['shopId'] ?? '',
    secret: '',
    bindings: stores.map(({ storeId, name }) => {
      const binding = account?.bindings.find((binding) => binding.storeId === storeId);
      const isBound = isOnlyStore || binding !== undefined;
      return { storeId, name, isBound, shopNo: binding?.shopNo ?? '' };
    }),
  };
}

/** Returns the hint below the name field: which name the account gets if none is entered. */
export function labelHint(form: AccountForm): string {
  const label = usualLabel(form);
  return `${label === '' ? '' : `不填就叫“${label}”；`}同一家公司有几个账号时，起个好认的。`;
}

/** Returns the name that an account gets if none is entered: the company's name. */
export function usualLabel(form: AccountForm): string {
  return companyName(companyOf(form));
}

function companyOf({ company, otherCompany }: AccountForm): string {
  return company === OTHER_COMPANY ? otherCompany.trim() : company;
}

/** Tells whether a secret must be typed: no readable one is stored, or the shopid was changed. */
export function needsSecret({ shopId }: AccountForm, account: Account | null): boolean {
  return account?.secret !== 'set' || account.shopId !== shopId.trim();
}

/** Returns a warning if the staff of several stores will see each other's orders; else empty. */
export function sharingHint(form: AccountForm): string {
  switch (sharingOf(checkedBindings(form))) {
    case 'one-store':
      return '';
    case 'shared':
      return '这几家门店没有各自的门店编号，分不清订单是哪家的：它们的店员会看到这个账号的所有订单。';
    case 'shared-unless-checked':
      return '有的配送公司不核对门店编号；那样的话，这几家门店的店员会看到这个账号的所有订单。';
  }
}

function checkedBindings({ bindings }: AccountForm): readonly StoreBinding[] {
  return bindings
    .filter(({ isBound }) => isBound)
    .map(({ storeId, shopNo }) => ({ storeId, shopNo: shopNo.replace(/\s/g, '') || null }));
}

/** Reads the form as a draft to save. `account`: stored account; null for a new one. */
export function readAccountForm(
  form: AccountForm,
  account: Account | null,
  appId: string,
): ReadForm<AccountDraft, AccountField> {
  const isOther = form.company === OTHER_COMPANY;
  const { company, accountLabel, shopId, secret } = SHOP_BOUNDS;
  const keepsSecret = form.secret.trim() === '' && !needsSecret(form, account);
  const label = form.label.trim() || usualLabel(form);
  const missingSecret =
    account?.secret === 'set' ? '换了 shopid，密钥也要重新填。' : '请填配送公司给的密钥。';
  return joinForms<AccountDraft, AccountField>({
    accountId: accept(account?.accountId ?? null),
    version: accept(account?.version ?? 0),
    appId: accept(appId),
    provider: accept('wechat-instant'),
    company: isOther
      ? readText('otherCompany', form.otherCompany, company, '请填配送公司的代号。')
      : accept(form.company),
    // If name and company are both missing, only the field of the company shows a reason.
    label: label === '' ? accept('') : readText('label', label, accountLabel, ''),
    shopId: readText('shopId', form.shopId, shopId, '请填配送公司给的 shopid。'),
    secret: keepsSecret ? accept(null) : readText('secret', form.secret, secret, missingSecret),
    bindings: readBindings(form),
  });
}

function readBindings(form: AccountForm): ReadForm<readonly StoreBinding[], 'bindings'> {
  const bindings = checkedBindings(form);
  if (bindings.length === 0) return refuse('bindings', '请至少选一家门店。');
  return bindings.some(({ shopNo }) => Array.from(shopNo ?? '').length > SHOP_BOUNDS.shopNo)
    ? refuse('bindings', `门店编号最多 ${SHOP_BOUNDS.shopNo} 个字。`)
    : accept(bindings);
}

export function withStoreToggled(form: AccountForm, storeId: string): AccountForm {
  return {
    ...form,
    bindings: form.bindings.map((row) =>
      row.storeId === storeId ? { ...row, isBound: !row.isBound } : row,
    ),
  };
}
