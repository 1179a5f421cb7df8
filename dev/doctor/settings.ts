import type { UsableAccount } from '../../cloudfunctions/core/shop/account-book';
import type { OrderAtAccount } from '../../cloudfunctions/core/shop/orders-check';
import {
  readApiBaseUrl,
  readAppSecret,
  readEnvironmentAccount,
} from '../../cloudfunctions/core/runtime/settings';
import type { Environment } from '../../cloudfunctions/core/runtime/settings';

/** What can be looked into from a PC, all of it from the environment; names are those of the functions' own settings where they have them (README). */
export interface DoctorSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly apiBaseUrl: string;
  /** Null where none is given: then no company is asked. */
  readonly account: UsableAccount | null;
  /** An order of the account's, to try the sign and `shop_no` with; none when left out. */
  readonly orders: readonly OrderAtAccount[];
}

const NEEDED = {
  WECHAT_APP_ID: 'the AppID of the mini-program (公众平台 → 管理 → 开发管理 → 开发设置)',
  WECHAT_APP_SECRET: 'its AppSecret (公众平台 → 管理 → 开发管理 → 开发设置 → AppSecret → 重置)',
} as const;
/** What may be left out, and what for it is wanted. */
const WANTED = {
  DELIVERY_SHOP_ID: 'the shopid that the delivery company gave, to see whether it is bound',
  DELIVERY_APP_SECRET: 'the delivery company’s AppSecret, which signs; with DELIVERY_SHOP_ID',
  DELIVERY_SHOP_NO: 'the store’s number there, with several stores',
  DELIVERY_ORDER_ID: 'one of the account’s orders, to try the sign with',
  DELIVERY_OTHER_SHOP_NO: 'the number of another store, to try whether the company looks at it',
} as const;

/**
 * Reads the settings.
 *
 * @throws Error that names all that is missing or wrong, where it is found, and what may be given beside it
 */
export function readDoctorSettings(environment: Environment): DoctorSettings {
  const valueOf = (name: string): string => environment[name]?.trim() ?? '';
  const account = attempt(() => readEnvironmentAccount(environment));
  const apiBaseUrl = attempt(() => readApiBaseUrl(environment));
  const problems = [
    ...Object.entries(NEEDED).flatMap(([name, what]) =>
      valueOf(name) === '' ? [`${name} is missing: ${what}.`] : [],
    ),
    ...('problem' in account
      ? ['DELIVERY_SHOP_ID and DELIVERY_APP_SECRET go together: one of them is missing.']
      : []),
    ...('problem' in apiBaseUrl ? ['WECHAT_API_BASE_URL is no https address.'] : []),
  ];
  if (problems.length > 0 || 'problem' in account || 'problem' in apiBaseUrl) {
    const wanted = Object.entries(WANTED).map(([name, what]) => `  ${name}: ${what}`);
    throw new Error([...problems, 'May be given besides:', ...wanted].join('\n'));
  }
  const shopNo = valueOf('DELIVERY_SHOP_NO') || null;
  const orderId = valueOf('DELIVERY_ORDER_ID');
  const otherShopNo = valueOf('DELIVERY_OTHER_SHOP_NO');
  return {
    appId: valueOf('WECHAT_APP_ID'),
    appSecret: readAppSecret(environment) ?? '',
    apiBaseUrl: apiBaseUrl.value,
    account:
      account.value === null
        ? null
        : {
            ...account.value,
            accountId: '',
            version: 0,
            company: '',
            label: '',
            bindings: [shopNo, ...(otherShopNo === '' ? [] : [otherShopNo])].map(
              (number, index) => ({ storeId: String(index), shopNo: number }),
            ),
          },
    orders: orderId === '' ? [] : [{ orderId, accountId: '', shopNo }],
  };
}

function attempt<Value>(
  read: () => Value,
): { readonly value: Value } | { readonly problem: unknown } {
  try {
    return { value: read() };
  } catch (problem) {
    return { problem };
  }
}
