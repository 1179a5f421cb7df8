import { boolean, enums, optional, string, type } from 'superstruct';
import type { Of } from './schema';
import { knownOr } from './schema';

/** Who can mend what went wrong. */
export type Fixer = (typeof FIXERS)[number];
const FIXERS = ['staff', 'owner', 'courier', 'wechat'] as const;

interface ErrorTraits {
  readonly fixer: Fixer;
  /** Whether asking the same again, a little later, can help. */
  readonly retryable: boolean;
}

/** Every error that crosses the border of the cloud. The phone has the words for it. */
export const CLOUD_ERRORS = {
  'not-staff': { fixer: 'owner', retryable: false },
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

/** An error as it crosses the border. */
export type CloudError = Of<typeof cloudError>;
export const cloudError = type({
  // The table's own keys: Object.keys knows them as text only.
  code: knownOr('unexpected', Object.keys(CLOUD_ERRORS) as CloudErrorCode[]),
  /** What happened, in one sentence, where that is more than the code says. */
  message: optional(string()),
  /** The label of the delivery account that it is about, where it is about one. */
  account: optional(string()),
  fixer: enums(FIXERS),
  retryable: boolean(),
  /** The cloud's own request id, which is in the function's log line. */
  traceId: string(),
  /**
   * WeChat's request id, which its staff ask for, where it gave one
   * (docs/getorder-contract.md §1 [R]).
   */
  rid: optional(string()),
});
