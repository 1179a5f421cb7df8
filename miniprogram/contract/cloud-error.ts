import { enums, optional, type } from 'superstruct';
import { type Of, amount, flag, enumOr, text } from './schema';

/** Version of the product, as in package.json. Each log line contains it, and 关于 shows it. */
export const PRODUCT_VERSION = '0.9.0';

/** Person or company that can remove the cause of an error; `courier`: the delivery company. */
export type Fixer = (typeof FIXERS)[number];
const FIXERS = ['staff', 'owner', 'courier', 'wechat'] as const;

interface ErrorTraits {
  readonly fixer: Fixer;
  /** True when the same call can succeed a little later. */
  readonly retryable: boolean;
}

const FIXED_BY_STAFF = { fixer: 'staff', retryable: false } as const;
const FIXED_BY_OWNER = { fixer: 'owner', retryable: false } as const;
const FIXED_BY_COURIER = { fixer: 'courier', retryable: false } as const;
const FIXED_BY_WECHAT = { fixer: 'wechat', retryable: true } as const;

/** Error codes that the cloud sends. The phone shows its own wording for each (ui/wording). */
export const CLOUD_ERRORS = {
  'not-staff': FIXED_BY_OWNER,
  'source-not-accepted': FIXED_BY_STAFF,
  'bad-request': FIXED_BY_STAFF,
  'bad-order-id': FIXED_BY_STAFF,
  'order-not-found': FIXED_BY_STAFF,
  'order-over': FIXED_BY_STAFF,
  'phone-unavailable': FIXED_BY_COURIER,
  'settings-missing': FIXED_BY_OWNER,
  'token-rejected': FIXED_BY_OWNER,
  'token-exchanged-elsewhere': { fixer: 'owner', retryable: true },
  'app-secret-frozen': FIXED_BY_OWNER,
  'sign-rejected': FIXED_BY_OWNER,
  'ip-not-allowed': FIXED_BY_OWNER,
  'api-not-opened': FIXED_BY_OWNER,
  'account-not-bound': FIXED_BY_OWNER,
  'account-not-admitted': FIXED_BY_OWNER,
  'quota-exceeded': { fixer: 'wechat', retryable: false },
  'too-frequent': FIXED_BY_WECHAT,
  queued: FIXED_BY_WECHAT,
  'courier-refused': FIXED_BY_COURIER,
  'wechat-busy': FIXED_BY_WECHAT,
  'wechat-refused': FIXED_BY_WECHAT,
  'upstream-timeout': FIXED_BY_WECHAT,
  'upstream-unreachable': FIXED_BY_WECHAT,
  'upstream-failed': FIXED_BY_WECHAT,
  'upstream-malformed': FIXED_BY_WECHAT,
  'database-failed': FIXED_BY_WECHAT,
  'unreadable-document': FIXED_BY_OWNER,
  'not-allowed': FIXED_BY_OWNER,
  'no-such-entry': FIXED_BY_STAFF,
  'changed-meanwhile': FIXED_BY_STAFF,
  'setup-code-rejected': FIXED_BY_OWNER,
  'too-many-tries': FIXED_BY_STAFF,
  'invite-invalid': FIXED_BY_OWNER,
  'already-staff': FIXED_BY_OWNER,
  'name-taken': FIXED_BY_STAFF,
  'last-owner': FIXED_BY_OWNER,
  'store-in-use': FIXED_BY_OWNER,
  'account-exists': FIXED_BY_OWNER,
  'mini-program-in-use': FIXED_BY_OWNER,
  'other-mini-program': FIXED_BY_OWNER,
  'numbers-differ': FIXED_BY_OWNER,
  'too-few-deliveries': FIXED_BY_OWNER,
  'paid-orders-closed': FIXED_BY_OWNER,
  'robot-address-wrong': FIXED_BY_STAFF,
  'robot-refused': FIXED_BY_OWNER,
  'template-unfit': FIXED_BY_OWNER,
  'message-refused': FIXED_BY_OWNER,
  'limit-reached': FIXED_BY_OWNER,
  'secret-needed': FIXED_BY_OWNER,
  'keys-malformed': FIXED_BY_OWNER,
  'api-keys-missing': FIXED_BY_OWNER,
  'signature-missing': FIXED_BY_OWNER,
  'signature-rejected': FIXED_BY_OWNER,
  'encryption-rejected': FIXED_BY_OWNER,
  'clock-rejected': { fixer: 'owner', retryable: true },
  'certificate-unknown': FIXED_BY_OWNER,
  'answer-unverified': FIXED_BY_OWNER,
  'intracity-not-opened': FIXED_BY_OWNER,
  'wechat-store-wrong': FIXED_BY_OWNER,
  'too-many-unknown-ids': FIXED_BY_STAFF,
  'too-many-reveals': FIXED_BY_COURIER,
  unexpected: { fixer: 'owner', retryable: true },
} as const satisfies Readonly<Record<string, ErrorTraits>>;

export type CloudErrorCode = keyof typeof CLOUD_ERRORS;

export type CloudError = Of<typeof cloudError>;
export const cloudError = type({
  // Cast, because TypeScript types the result of Object.keys as string[].
  code: enumOr('unexpected', Object.keys(CLOUD_ERRORS) as CloudErrorCode[]),
  /** Sentence to show instead of the usual one for `code`; missing if the usual one fits. */
  message: optional(text),
  account: optional(text),
  miniProgram: optional(text),
  /** IP address that WeChat refused, for `ip-not-allowed`; missing when WeChat named no address. */
  address: optional(text),
  /** True if no delivery account ever found an order: this one may be of another mini-program. */
  isMaybeElsewhere: optional(flag),
  /** Label of a delivery account without `shop_no` that never found an order; missing if none. */
  withoutShopNo: optional(text),
  /** Seconds until the same call can succeed, for `queued`; missing for other errors. */
  waitSeconds: optional(amount),
  fixer: enums(FIXERS),
  retryable: flag,
  /** Id of this call. The call's log line in the cloud has the same id. */
  traceId: text,
  /** WeChat's request id, for WeChat's staff; may be missing (docs/getorder-contract.md §1 [R]). */
  rid: optional(text),
});
