import { enums, type } from 'superstruct';
import { type Of, list, text } from './schema';

/** Checks of the self-check (自检). Each stands before the checks that depend on it. */
export const CHECKS = [
  'settings',
  'time-limit',
  'ip',
  'token',
  'accounts',
  'sign',
  'shop-no',
  'intracity',
  'api-keys',
  'certificate',
  'cloud-clock',
  'quota',
  'questions',
  'paid-orders',
  'database',
  'records',
  'search',
  'robots',
  'messages',
  'watch',
  'sweep',
  'clock',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** State of a finding. `note`: a check was not possible, or something is worth reading. */
export type FindingState = 'ok' | 'note' | 'wrong';

const OK = 'ok';
const NOTE = 'note';
const WRONG = 'wrong';

/** Possible findings of the checks, each with its state. */
export const FINDINGS = {
  'settings-complete': OK,
  'key-missing': WRONG,
  'key-invalid': WRONG,
  'key-differs': WRONG,
  'key-previous-needed': NOTE,
  'key-previous-idle': NOTE,
  'base-url-invalid': WRONG,
  'app-secret-missing': WRONG,
  'stores-missing': WRONG,
  'accounts-missing': WRONG,
  'store-without-account': WRONG,
  'left-by-another-shop': WRONG,
  'secrets-kept': OK,

  'time-limit-enough': OK,
  'time-limit-short': WRONG,
  'time-limit-untold': NOTE,

  'ip-allowed': OK,
  'ip-not-allowed': WRONG,

  'token-obtained': OK,
  'app-id-rejected': WRONG,
  'app-secret-rejected': WRONG,
  'app-secret-frozen': WRONG,
  'token-exchanged-elsewhere': WRONG,

  'account-bound': OK,
  'account-not-bound': WRONG,
  'account-under-review': WRONG,
  'account-refused': WRONG,
  'account-at-another-company': WRONG,
  'api-not-opened': WRONG,
  'not-admitted': WRONG,

  'sign-accepted': OK,
  'sign-rejected': WRONG,
  'sign-untried': NOTE,

  'shop-no-needless': OK,
  'shop-no-heeded': OK,
  'shop-no-ignored': WRONG,
  'shop-no-lacking': NOTE,
  'shop-no-untried': NOTE,

  'intracity-opened': OK,
  'intracity-not-opened': WRONG,
  'intracity-not-admitted': WRONG,
  'intracity-stores-missing': WRONG,
  'intracity-stores-gone': WRONG,

  'keys-accepted': OK,
  'keys-lost': WRONG,
  'keys-malformed': WRONG,
  'keys-not-set-at-wechat': WRONG,
  'signature-missing': WRONG,
  'signature-rejected': WRONG,
  'encryption-rejected': WRONG,
  'certificate-unknown': WRONG,
  'answer-unverified': WRONG,

  'certificate-far': OK,
  'certificate-near': NOTE,
  'certificate-urgent': WRONG,
  'certificate-over': WRONG,

  'cloud-clock-right': OK,
  'cloud-clock-wrong': WRONG,

  'quota-ample': OK,
  'quota-low': WRONG,
  'quota-used-up': WRONG,
  'quota-untold': NOTE,

  'questions-left': OK,
  'questions-used-up': NOTE,

  'paid-orders-read': OK,
  'paid-orders-not-yet': NOTE,
  'paid-orders-refused': WRONG,
  'paid-orders-stopped': NOTE,

  'database-closed': OK,
  'database-open': WRONG,
  'database-not-yet': NOTE,
  'database-untried': NOTE,
  'database-failed': WRONG,

  'records-readable': OK,
  'records-unreadable': WRONG,
  'search-quick': OK,
  'search-slow': WRONG,

  'robots-told': OK,
  'robots-refused': WRONG,

  'messages-told': OK,
  'messages-refused': WRONG,

  'watch-recent': OK,
  'watch-idle': OK,
  'watch-left': NOTE,
  'watch-late': WRONG,

  'sweep-recent': OK,
  'sweep-not-yet': NOTE,
  'sweep-left': NOTE,
  'sweep-behind': WRONG,
  'sweep-late': WRONG,

  'clock-right': OK,
  'clock-wrong': WRONG,

  /** The check was skipped, because another check, named in `value`, has not passed. */
  waits: NOTE,
  'no-answer': NOTE,
  /** A failure whose code has no finding of its own. `value` usually holds the code. */
  'refused-otherwise': WRONG,
} as const satisfies Readonly<Record<string, FindingState>>;
export type FindingName = keyof typeof FINDINGS;

/** Part of the work of the cloud function `sweep`, which deletes old data. */
export type SweepDuty =
  | 'riders'
  | 'deliveries'
  | 'unknown-ids'
  | 'awaited'
  | 'audit'
  | 'notices'
  | 'invites'
  | 'tries'
  | 'reviewers'
  | 'forged';

/** Finding of one check about one subject (`about`). It has no secrets and no phone numbers. */
export type CheckLine = Of<typeof checkedLine>;
const checkedLine = type({
  check: enums(CHECKS),
  // Cast, because TypeScript types the result of Object.keys as string[].
  finding: enums(Object.keys(FINDINGS) as FindingName[]),
  /** Cloud function or delivery account that was checked; empty where only one is possible. */
  about: text,
  /** Text for the sentence about the finding, such as a setting's name; empty if none is needed. */
  value: text,
});

export type CheckedLines = Of<typeof checkedLines>;
export const checkedLines = type({ lines: list(checkedLine) });

export function checkLine(
  check: CheckName,
  finding: FindingName,
  { about = '', value = '' }: { readonly about?: string; readonly value?: string } = {},
): CheckLine {
  return { check, finding, about, value };
}
