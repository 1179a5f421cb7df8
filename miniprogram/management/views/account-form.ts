import { type Store, COMPANY_NAMES, companyName, SHOP_BOUNDS } from '../../contract/shop';
import { type Account, type StoreBinding, sharingOf } from '../../contract/shop-settings';
import type { AccountDraft } from '../../contract/shop-api';
import type { Choice } from './choices';
import { type ReadForm, accepted, joinForms, readText, refused } from './typed-text';

export type AccountForm = Readonly<ReturnType<typeof accountFormOf>>;

export type AccountField = 'otherCompany' | 'label' | 'shopId' | 'secret' | 'bindings';

const OTHER_COMPANY = 'other';

const COMPANY_CHOICES: readonly Choice[] = [
  ...Object.entries(COMPANY_NAMES).map(([value, title]) => ({ value, title, detail: value })),
  { value: OTHER_COMPANY, title: '其他公司', detail: '填它在微信的代号' },
];

/** Lists the companies. WeChat's test company is listed only if the form already has it. */
export function companyChoices(company: string): readonly Choice[] {
  return COMPANY_CHOICES.filter(({ value }) => value !== 'TEST' || company === 'TEST');
}

/** Fills the form. `given`: company and shopid of a new account that WeChat's list has. */
export function accountFormOf(
  account: Account | null,
  stores: readonly Store[],
  given: Readonly<Record<string, string>> = {},
) {
  const company = account?.company ?? given['company'] ?? 'SFTC';
  const isListed = company in COMPANY_NAMES;
  const onlyStore = account === null && stores.length === 1;
  return {
    company: isListed ? company : OTHER_COMPANY,
    otherCompany: isListed ? '' : company,
    label: account?.label ?? '',
    shopId: account?.shopId ?? given['shopId'] ?? '',
    secret: '',
    bindings: stores.map(({ storeId, name }) => {
      const binding = account?.bindings.find((one) => one.storeId === storeId);
      const isBound = onlyStore || binding !== undefined;
      return { storeId, name, isBound, shopNo: binding?.shopNo ?? '' };
    }),
  };
}

/** Returns the hint below the name field: the name of an account for which none is entered. */
export function labelHint(form: AccountForm): string {
  const label = usualLabel(form);
  return `${label === '' ? '' : `不填就叫“${label}”；`}同一家公司有几个账号时，起个好认的。`;
}

/** Returns the name for an account for which none is entered: the company's name. */
export function usualLabel(form: AccountForm): string {
  return companyName(companyOf(form));
}

function companyOf({ company, otherCompany }: AccountForm): string {
  return company === OTHER_COMPANY ? otherCompany.trim() : company;
}

/** Tells whether a secret must be typed: none is stored and readable, or the shopid is new. */
export function needsSecret({ shopId }: AccountForm, account: Account | null): boolean {
  return account?.secret !== 'set' || account.shopId !== shopId.trim();
}

/** Returns a warning if staff of several stores will see the same orders; else empty. */
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

/** @param account stored account; null for a new one */
export function readAccountForm(
  form: AccountForm,
  account: Account | null,
  appId: string,
): ReadForm<AccountDraft, AccountField> {
  const isOther = form.company === OTHER_COMPANY;
  const { company, accountLabel, shopId, secret } = SHOP_BOUNDS;
  const keepsSecret = form.secret.trim() === '' && !needsSecret(form, account);
  const label = form.label.trim() || usualLabel(form);
  const noSecret =
    account?.secret === 'set' ? '换了 shopid，密钥也要重新填。' : '请填配送公司给的密钥。';
  return joinForms<AccountDraft, AccountField>({
    accountId: accepted(account?.accountId ?? null),
    version: accepted(account?.version ?? 0),
    appId: accepted(appId),
    provider: accepted('wechat-instant'),
    company: isOther
      ? readText('otherCompany', form.otherCompany, company, '请填配送公司的代号。')
      : accepted(form.company),
    // Without a name and a company, the reason stands at the field of the company.
    label: label === '' ? accepted('') : readText('label', label, accountLabel, ''),
    shopId: readText('shopId', form.shopId, shopId, '请填配送公司给的 shopid。'),
    secret: keepsSecret ? accepted(null) : readText('secret', form.secret, secret, noSecret),
    bindings: readBindings(form),
  });
}

function readBindings(form: AccountForm): ReadForm<readonly StoreBinding[], 'bindings'> {
  const bindings = checkedBindings(form);
  if (bindings.length === 0) return refused('bindings', '请至少选一家门店。');
  return bindings.some(({ shopNo }) => Array.from(shopNo ?? '').length > SHOP_BOUNDS.shopNo)
    ? refused('bindings', `门店编号最多 ${SHOP_BOUNDS.shopNo} 个字。`)
    : accepted(bindings);
}

export function withStoreTapped(form: AccountForm, storeId: string): AccountForm {
  return {
    ...form,
    bindings: form.bindings.map((row) =>
      row.storeId === storeId ? { ...row, isBound: !row.isBound } : row,
    ),
  };
}
