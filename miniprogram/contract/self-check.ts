import { enums, string, type } from 'superstruct';
import type { Of } from './schema';
import { list } from './schema';

/**
 * Checks of the owner's self-check (自检), in the order of the report: a check comes before those
 * that depend on it.
 */
export const CHECKS = [
  'settings',
  'time-limit',
  'ip',
  'token',
  'accounts',
  'sign',
  'shop-no',
  'quota',
  'questions',
  'database',
  'records',
  'search',
  'sweep',
  'clock',
] as const;
export type CheckName = (typeof CHECKS)[number];

/**
 * State of a finding. `note`: something could not be checked, or is worth knowing, but nothing is
 * known to be wrong.
 */
export type FindingState = 'ok' | 'note' | 'wrong';

/** Possible findings of the checks, each with its state. */
export const FINDINGS = {
  'settings-complete': 'ok',
  'key-missing': 'wrong',
  'key-invalid': 'wrong',
  'key-differs': 'wrong',
  'key-previous-needed': 'note',
  'key-previous-idle': 'note',
  'base-url-invalid': 'wrong',
  'app-secret-missing': 'wrong',
  'stores-missing': 'wrong',
  'accounts-missing': 'wrong',
  'account-incomplete': 'wrong',

  'time-limit-enough': 'ok',
  'time-limit-short': 'wrong',
  'time-limit-untold': 'note',

  'ip-allowed': 'ok',
  'ip-not-allowed': 'wrong',

  'token-obtained': 'ok',
  'app-id-rejected': 'wrong',
  'app-secret-rejected': 'wrong',
  'app-secret-frozen': 'wrong',

  'account-bound': 'ok',
  'account-not-bound': 'wrong',
  'account-under-review': 'wrong',
  'account-refused': 'wrong',
  'account-at-another-company': 'wrong',
  'api-not-opened': 'wrong',
  'not-admitted': 'wrong',

  'sign-as-official': 'ok',
  'sign-not-as-official': 'wrong',
  'sign-accepted': 'ok',
  'sign-rejected': 'wrong',
  'sign-untried': 'note',

  'shop-no-needless': 'ok',
  'shop-no-heeded': 'ok',
  'shop-no-ignored': 'wrong',
  'shop-no-lacking': 'note',
  'shop-no-untried': 'note',

  'quota-ample': 'ok',
  'quota-low': 'wrong',
  'quota-used-up': 'wrong',
  'quota-untold': 'note',

  'questions-left': 'ok',
  'questions-used-up': 'note',

  'database-closed': 'ok',
  'database-open': 'wrong',
  'database-not-yet': 'note',
  'database-untried': 'note',
  'database-failed': 'wrong',

  'records-readable': 'ok',
  'records-unreadable': 'wrong',
  'search-quick': 'ok',
  'search-slow': 'wrong',

  'sweep-recent': 'ok',
  'sweep-not-yet': 'note',
  'sweep-left': 'note',
  'sweep-behind': 'wrong',
  'sweep-late': 'wrong',

  'clock-right': 'ok',
  'clock-wrong': 'wrong',

  /** Check that was skipped because another check, named in the line's `value`, has not passed. */
  waits: 'note',
  'no-answer': 'note',
  /** Failure with a code that has no finding of its own; `value` usually holds the code. */
  'refused-otherwise': 'wrong',
} as const satisfies Readonly<Record<string, FindingState>>;
export type FindingName = keyof typeof FINDINGS;

/** Duties of the hourly sweep, which removes old data. Findings about it name those left undone. */
export type SweepDuty =
  | 'riders'
  | 'deliveries'
  | 'unknown-ids'
  | 'awaited'
  | 'audit'
  | 'invites'
  | 'tries'
  | 'reviewers'
  | 'forged';

/** Finding of one check about one subject (`about`), without secrets and phone numbers. */
export type CheckLine = Of<typeof checkedLine>;
const checkedLine = type({
  check: enums(CHECKS),
  // Cast, because TypeScript types the result of Object.keys as string[].
  finding: enums(Object.keys(FINDINGS) as FindingName[]),
  /** Checked cloud function or delivery account; empty where there is only one. */
  about: string(),
  /** Value for the page's sentence about the finding, like a setting's name; may be empty. */
  value: string(),
});

/** Answer of a self-check: the findings of one cloud function. */
export type CheckedLines = Of<typeof checkedLines>;
export const checkedLines = type({ lines: list(checkedLine) });

export function checkLine(
  check: CheckName,
  finding: FindingName,
  { about = '', value = '' }: { readonly about?: string; readonly value?: string } = {},
): CheckLine {
  return { check, finding, about, value };
}
