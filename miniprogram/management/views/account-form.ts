import { type Store, COMPANY_NAMES, companyName, SHOP_BOUNDS } from '../../contract/shop';
import { type Account, type Binding, sharingOf } from '../../contract/shop-settings';
import type { AccountDraft } from '../../contract/shop-api';
import type { Choice } from './choices';
import { type ReadForm, type Reasons, nameReason } from './typed-text';

/** Text fields and choices of the form for a delivery account. */
export interface AccountForm {
  /** WeChat's id of the delivery company (delivery_id); `other`: the id is in `otherCompany`. */
  readonly company: string;
  readonly otherCompany: string;
  /** Name of the account; empty to use the name of its company. */
  readonly label: string;
  readonly shopId: string;
  /** New secret; empty to keep the stored one. */
  readonly secret: string;
  readonly bindings: readonly BindingRow[];
}

/** Row of a store in the form; `isBound`: the account delivers for this store. */
export interface BindingRow {
  readonly storeId: string;
  readonly name: string;
  readonly isBound: boolean;
  readonly shopNo: string;
}

export type AccountField = 'otherCompany' | 'label' | 'shopId' | 'secret' | 'bindings';

const OTHER_COMPANY = 'other';

const COMPANY_CHOICES: readonly Choice[] = [
  ...Object.entries(COMPANY_NAMES).map(([value, title]) => ({ value, title, detail: value })),
  { value: OTHER_COMPANY, title: '其他公司', detail: '填它在微信的代号' },
];

/** Lists the companies; that of WeChat's test account only where the form begins with it. */
export function companyChoices(company: string): readonly Choice[] {
  return COMPANY_CHOICES.filter(({ value }) => value !== 'TEST' || company === 'TEST');
}

/** @param given `company` and `shopId` of a new account chosen from WeChat's list; else empty */
export function accountFormOf(
  account: Account | null,
  stores: readonly Store[],
  given: Readonly<Record<string, string>> = {},
): AccountForm {
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
      return {
        storeId,
        name,
        isBound: onlyStore || binding !== undefined,
        shopNo: binding?.shopNo ?? '',
      };
    }),
  };
}

/** Returns the hint below the name field: the name that an account gets if none is entered. */
export function labelHint(form: AccountForm): string {
  const label = usualLabel(form);
  return `${label === '' ? '' : `不填就叫“${label}”；`}同一家公司有几个账号时，起个好认的。`;
}

/** @returns the name of the company, which is used when no name is entered for the account */
export function usualLabel(form: AccountForm): string {
  return companyName(companyOf(form));
}

function companyOf({ company, otherCompany }: AccountForm): string {
  return company === OTHER_COMPANY ? otherCompany.trim() : company;
}

/** Tells whether a secret must be typed: no readable one is stored, or the shopid has changed. */
export function needsSecret({ shopId }: AccountForm, account: Account | null): boolean {
  return account?.secret !== 'set' || account.shopId !== shopId.trim();
}

function missingSecretReason({ shopId }: AccountForm, account: Account | null): string {
  return account?.secret === 'set' && account.shopId !== shopId.trim()
    ? '换了 shopid，密钥也要重新填。'
    : '请填配送公司给的密钥。';
}

/** Returns a warning that staff of several stores will see the same orders; empty for one store. */
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

function checkedBindings({ bindings }: AccountForm): readonly Binding[] {
  return bindings
    .filter(({ isBound }) => isBound)
    .map(({ storeId, shopNo }) => ({ storeId, shopNo: shopNo.replace(/\s/g, '') || null }));
}

/**
 * @param account stored account; null for a new one
 * @param appId mini-program that the account belongs to
 */
export function readAccountForm(
  form: AccountForm,
  account: Account | null,
  appId: string,
): ReadForm<AccountDraft, AccountField> {
  const bindings = checkedBindings(form);
  const secret = form.secret.trim();
  const typedLabel = form.label.trim();
  const label = typedLabel === '' ? usualLabel(form) : typedLabel;
  const reasons: Reasons<AccountField> = {
    ...(form.company === OTHER_COMPANY
      ? nameReason('otherCompany', form.otherCompany, SHOP_BOUNDS.company, '请填配送公司的代号。')
      : {}),
    // The label is empty only without a company. Then the field of the company has a reason.
    ...nameReason('label', label, SHOP_BOUNDS.accountLabel, ''),
    ...nameReason('shopId', form.shopId, SHOP_BOUNDS.shopId, '请填配送公司给的 shopid。'),
    ...(secret !== '' || needsSecret(form, account)
      ? nameReason('secret', secret, SHOP_BOUNDS.secret, missingSecretReason(form, account))
      : {}),
    ...(bindings.length === 0 ? { bindings: '请至少选一家门店。' } : {}),
    ...(bindings.some(({ shopNo }) => Array.from(shopNo ?? '').length > SHOP_BOUNDS.shopNo)
      ? { bindings: `门店编号最多 ${SHOP_BOUNDS.shopNo} 个字。` }
      : {}),
  };
  if (Object.keys(reasons).length > 0) return { ok: false, reasons };
  return {
    ok: true,
    value: {
      accountId: account?.accountId ?? null,
      version: account?.version ?? 0,
      appId,
      provider: 'wechat-instant',
      company: companyOf(form),
      label,
      shopId: form.shopId.trim(),
      secret: secret === '' ? null : secret,
      bindings,
    },
  };
}

export function withStoreTapped(form: AccountForm, storeId: string): AccountForm {
  return {
    ...form,
    bindings: form.bindings.map((row) =>
      row.storeId === storeId ? { ...row, isBound: !row.isBound } : row,
    ),
  };
}

export function accountRemovalQuestion(label: string) {
  const content = '它的订单马上查不到了，密钥也一起删掉。要恢复得重新填写。';
  return { title: `删除“${label}”？`, content, confirmText: '删除' };
}
