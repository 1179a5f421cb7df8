import { enums, optional, type } from 'superstruct';
import { darkMap } from './shop';
import { PROVIDER_NAMES } from './providers';
import { type Of, type OneOf, amount, list, text, textOrNull } from './schema';
import { SECRET_STATES } from './mini-programs';

/** Store that an account serves. `shopNo`: its number at the company (同城配送: at WeChat) or null. */
export type StoreBinding = Of<typeof binding>;
export const binding = type({ storeId: text, shopNo: textOrNull });

/** Sharing of orders by an account's stores; `shared-unless-checked`: if `shop_no` is ignored. */
export type Sharing = OneOf<typeof sharing>;
const sharing = enums(['one-store', 'shared', 'shared-unless-checked']);

export function sharingOf(bindings: readonly StoreBinding[]): Sharing {
  if (bindings.length <= 1) return 'one-store';
  const numbers = new Set(bindings.map(({ shopNo }) => shopNo));
  return numbers.size < bindings.length || numbers.has(null) ? 'shared' : 'shared-unless-checked';
}

export type Account = Of<typeof account>;
export const account = type({
  accountId: text,
  version: amount,
  /** AppID of the mini-program that places the account's orders. It never changes. */
  appId: text,
  provider: enums(PROVIDER_NAMES),
  /** WeChat's `delivery_id` of the company (docs/getorder-contract.md §6); empty for 同城配送. */
  company: text,
  label: text,
  /** WeChat's `shopid`: the appkey that the company gave the merchant; '' for 同城配送. */
  shopId: text,
  /** State of the company's secret, or of 同城配送's keys. The secret itself is never sent. */
  secret: enums(SECRET_STATES),
  /** WeChat's certificates for 同城配送; missing for 即时配送, and when the keys are lost. */
  certificates: optional(list(type({ number: text, expiresAt: amount }))),
  bindings: list(binding),
  sharing,
});

/** Returns an account's label, with the end of its shopid if another account's is the same. */
export function accountName(
  { accountId, label, shopId }: Pick<Account, 'accountId' | 'label' | 'shopId'>,
  accounts: readonly Pick<Account, 'accountId' | 'label'>[],
): string {
  const isOnly = accounts.every((one) => one.accountId === accountId || one.label !== label);
  return isOnly || shopId === '' ? label : `${label} …${shopId.slice(-4)}`;
}

/** Days for which data are kept, each at least 1. */
export type Retention = Of<typeof retention>;
const retention = type({
  /** Days for which a delivery is kept, without personal data, after its last look-up. */
  historyDays: amount,
  auditDays: amount,
});

/** Longest retention that can be set, which is also the default. */
export const MAX_RETENTION: Retention = { historyDays: 90, auditDays: 180 };

export type ShopSettings = Of<typeof shopSettings>;
export const shopSettings = type({ version: amount, retention, darkMap: optional(darkMap) });
