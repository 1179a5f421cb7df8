import { boolean, enums, optional, string, type } from 'superstruct';
import type { Of } from './schema';
import { knownOr } from './schema';

/** People or companies that can fix an error. */
export type Fixer = (typeof FIXERS)[number];
const FIXERS = ['staff', 'owner', 'courier', 'wechat'] as const;

interface ErrorTraits {
  readonly fixer: Fixer;
  /** Tells whether the same call can succeed a little later. */
  readonly retryable: boolean;
}

/** Error codes that the cloud sends. The phone shows its own wording for each (ui/wording). */
export const CLOUD_ERRORS = {
  'not-staff': { fixer: 'owner', retryable: false },
  'source-not-accepted': { fixer: 'staff', retryable: false },
  'bad-request': { fixer: 'staff', retryable: false },
  'bad-order-id': { fixer: 'staff', retryable: false },
  'order-not-found': { fixer: 'staff', retryable: false },
  'order-over': { fixer: 'staff', retryable: false },
  'phone-unavailable': { fixer: 'courier', retryable: false },
  'settings-missing': { fixer: 'owner', retryable: false },
  'token-rejected': { fixer: 'owner', retryable: false },
  'app-secret-frozen': { fixer: 'owner', retryable: false },
  'sign-rejected': { fixer: 'owner', retryable: false },
  'ip-not-allowed': { fixer: 'owner', retryable: false },
  'api-not-opened': { fixer: 'owner', retryable: false },
  'account-not-bound': { fixer: 'owner', retryable: false },
  'account-not-admitted': { fixer: 'owner', retryable: false },
  'quota-exceeded': { fixer: 'wechat', retryable: false },
  'too-frequent': { fixer: 'wechat', retryable: true },
  'courier-refused': { fixer: 'courier', retryable: false },
  'wechat-busy': { fixer: 'wechat', retryable: true },
  'wechat-refused': { fixer: 'wechat', retryable: true },
  'upstream-timeout': { fixer: 'wechat', retryable: true },
  'upstream-unreachable': { fixer: 'wechat', retryable: true },
  'upstream-failed': { fixer: 'wechat', retryable: true },
  'upstream-malformed': { fixer: 'wechat', retryable: true },
  'database-failed': { fixer: 'wechat', retryable: true },
  'unreadable-document': { fixer: 'owner', retryable: false },
  'not-allowed': { fixer: 'owner', retryable: false },
  'no-such-entry': { fixer: 'staff', retryable: false },
  'changed-meanwhile': { fixer: 'staff', retryable: false },
  'setup-code-rejected': { fixer: 'owner', retryable: false },
  'too-many-tries': { fixer: 'staff', retryable: false },
  'invite-invalid': { fixer: 'owner', retryable: false },
  'already-staff': { fixer: 'owner', retryable: false },
  'name-taken': { fixer: 'staff', retryable: false },
  'last-owner': { fixer: 'owner', retryable: false },
  'store-in-use': { fixer: 'owner', retryable: false },
  'account-exists': { fixer: 'owner', retryable: false },
  'limit-reached': { fixer: 'owner', retryable: false },
  'secret-needed': { fixer: 'owner', retryable: false },
  'too-many-unknown-ids': { fixer: 'staff', retryable: false },
  'too-many-reveals': { fixer: 'courier', retryable: false },
  unexpected: { fixer: 'owner', retryable: true },
} as const satisfies Readonly<Record<string, ErrorTraits>>;

export type CloudErrorCode = keyof typeof CLOUD_ERRORS;

// Cast, because TypeScript types the result of Object.keys as string[].
export const errorCode = knownOr('unexpected', Object.keys(CLOUD_ERRORS) as CloudErrorCode[]);

/** Error as the cloud sends it. */
export type CloudError = Of<typeof cloudError>;
export const cloudError = type({
  code: errorCode,
  /** Sentence to show in place of the code's usual explanation; missing where there is none. */
  message: optional(string()),
  /** Label of the delivery account that the error concerns; missing where it concerns none. */
  account: optional(string()),
  fixer: enums(FIXERS),
  retryable: boolean(),
  /** Request id in the cloud, by which the function's log line can be found. */
  traceId: string(),
  /**
   * Request id of WeChat, which WeChat's staff ask for; missing where WeChat gave none
   * (docs/getorder-contract.md §1 [R]).
   */
  rid: optional(string()),
});
