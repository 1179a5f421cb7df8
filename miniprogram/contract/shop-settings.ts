import { enums, optional, type } from 'superstruct';
import { darkMap } from './shop';
import { PROVIDER_NAMES } from './providers';
import { type Of, type OneOf, amount, list, text, textOrNull } from './schema';
import { SECRET_STATES } from './mini-programs';

/** Store bound to a delivery account. `shopNo`: its number at the company or, 同城配送, at WeChat. */
export type Binding = Of<typeof binding>;
export const binding = type({ storeId: text, shopNo: textOrNull });

/**
 * `shared`: all stores see all, as numbers are missing or equal; `shared-unless-checked`: each sees
 * its own if the company checks `shop_no`, otherwise all.
 */
export type Sharing = OneOf<typeof sharing>;
const sharing = enums(['one-store', 'shared', 'shared-unless-checked']);

export function sharingOf(bindings: readonly Binding[]): Sharing {
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
  /** Value of WeChat's `shopid`: the appkey that the company gave the merchant; '' for 同城配送. */
  shopId: text,
  /** State of the company's secret, or of the keys of 同城配送; never the secret itself. */
  secret: enums(SECRET_STATES),
  /** WeChat's certificates of 同城配送; missing for 即时配送, and where the keys are lost. */
  certificates: optional(list(type({ number: text, expiresAt: amount }))),
  bindings: list(binding),
  sharing,
});

/** Returns the name of an account: its label, with the end of its shopid if labels are equal. */
export function accountName(
  { accountId, label, shopId }: Pick<Account, 'accountId' | 'label' | 'shopId'>,
  all: readonly Pick<Account, 'accountId' | 'label'>[],
): string {
  const isOnly = all.every((one) => one.accountId === accountId || one.label !== label);
  return isOnly || shopId === '' ? label : `${label} …${shopId.slice(-4)}`;
}

/** Days for which data are kept, at least 1. */
export type Retention = Of<typeof retention>;
const retention = type({
  /** Days for which a delivery is kept, without personal data, after its last look-up. */
  historyDays: amount,
  auditDays: amount,
});

/** Longest retention that may be set, and the default. */
export const MAX_RETENTION: Retention = { historyDays: 90, auditDays: 180 };

export type ShopSettings = Of<typeof shopSettings>;
export const shopSettings = type({ version: amount, retention, darkMap: optional(darkMap) });
