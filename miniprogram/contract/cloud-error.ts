import { enums, optional, type } from 'superstruct';
import { type Of, amount, flag, knownOr, text } from './schema';

/** Version of the product, as in package.json: each log line carries it, and 关于 shows it. */
export const PRODUCT_VERSION = '0.9.0';

export type Fixer = (typeof FIXERS)[number];
const FIXERS = ['staff', 'owner', 'courier', 'wechat'] as const;

interface ErrorTraits {
  readonly fixer: Fixer;
  /** Tells whether the same call can succeed a little later. */
  readonly retryable: boolean;
}

const STAFF = { fixer: 'staff', retryable: false } as const;
const OWNER = { fixer: 'owner', retryable: false } as const;
const COURIER = { fixer: 'courier', retryable: false } as const;
const WECHAT = { fixer: 'wechat', retryable: true } as const;

/** Error codes that the cloud sends. The phone shows its own wording for each (ui/wording). */
export const CLOUD_ERRORS = {
  'not-staff': OWNER,
  'source-not-accepted': STAFF,
  'bad-request': STAFF,
  'bad-order-id': STAFF,
  'order-not-found': STAFF,
  'order-over': STAFF,
  'phone-unavailable': COURIER,
  'settings-missing': OWNER,
  'token-rejected': OWNER,
  'token-exchanged-elsewhere': { fixer: 'owner', retryable: true },
  'app-secret-frozen': OWNER,
  'sign-rejected': OWNER,
  'ip-not-allowed': OWNER,
  'api-not-opened': OWNER,
  'account-not-bound': OWNER,
  'account-not-admitted': OWNER,
  'quota-exceeded': { fixer: 'wechat', retryable: false },
  'too-frequent': WECHAT,
  queued: WECHAT,
  'courier-refused': COURIER,
  'wechat-busy': WECHAT,
  'wechat-refused': WECHAT,
  'upstream-timeout': WECHAT,
  'upstream-unreachable': WECHAT,
  'upstream-failed': WECHAT,
  'upstream-malformed': WECHAT,
  'database-failed': WECHAT,
  'unreadable-document': OWNER,
  'not-allowed': OWNER,
  'no-such-entry': STAFF,
  'changed-meanwhile': STAFF,
  'setup-code-rejected': OWNER,
  'too-many-tries': STAFF,
  'invite-invalid': OWNER,
  'already-staff': OWNER,
  'name-taken': STAFF,
  'last-owner': OWNER,
  'store-in-use': OWNER,
  'account-exists': OWNER,
  'mini-program-in-use': OWNER,
  'other-mini-program': OWNER,
  'numbers-differ': OWNER,
  'too-few-deliveries': OWNER,
  'paid-orders-closed': OWNER,
  'robot-address-wrong': STAFF,
  'robot-refused': OWNER,
  'template-unfit': OWNER,
  'message-refused': OWNER,
  'limit-reached': OWNER,
  'secret-needed': OWNER,
  'keys-malformed': OWNER,
  'api-keys-missing': OWNER,
  'signature-missing': OWNER,
  'signature-rejected': OWNER,
  'encryption-rejected': OWNER,
  'clock-rejected': { fixer: 'owner', retryable: true },
  'certificate-unknown': OWNER,
  'answer-unverified': OWNER,
  'intracity-not-opened': OWNER,
  'wechat-store-wrong': OWNER,
  'too-many-unknown-ids': STAFF,
  'too-many-reveals': COURIER,
  unexpected: { fixer: 'owner', retryable: true },
} as const satisfies Readonly<Record<string, ErrorTraits>>;

export type CloudErrorCode = keyof typeof CLOUD_ERRORS;

export type CloudError = Of<typeof cloudError>;
export const cloudError = type({
  // Cast, because TypeScript types the result of Object.keys as string[].
  code: knownOr('unexpected', Object.keys(CLOUD_ERRORS) as CloudErrorCode[]),
  /** Sentence to show instead of the usual explanation of `code`; missing to show the usual one. */
  message: optional(text),
  account: optional(text),
  miniProgram: optional(text),
  /** IP address that WeChat refused (only `ip-not-allowed`); missing when WeChat named none. */
  address: optional(text),
  /** True when no account ever found an order: another mini-program may have placed this order. */
  isMaybeElsewhere: optional(flag),
  /** Label of an account asked without a store number (`shop_no`), which never found an order. */
  withoutShopNo: optional(text),
  /** Seconds until the same call can succeed (only `queued`); missing for other errors. */
  waitSeconds: optional(amount),
  fixer: enums(FIXERS),
  retryable: flag,
  /** Request id in the cloud. The log line of this call has the same id. */
  traceId: text,
  /** WeChat's request id, for WeChat's staff; may be missing (docs/getorder-contract.md §1 [R]). */
  rid: optional(text),
});
