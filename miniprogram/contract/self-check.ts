import { enums, string, type } from 'superstruct';
import type { Of } from './schema';
import { list } from './schema';

/** What the owner's self-check (自检) looks at, in the order in which it is told: what others wait for comes first. */
export const CHECKS = [
  'settings',
  'time-limit',
  'ip',
  'token',
  'accounts',
  'sign',
  'shop-no',
  'quota',
  'database',
  'records',
  'search',
  'sweep',
  'clock',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** `note`: nothing is wrong that is known of, but it could not be checked, or is worth knowing. */
export type FindingState = 'ok' | 'note' | 'wrong';

/** Everything that a check can find. */
export const FINDINGS = {
  'settings-complete': 'ok',
  'key-missing': 'wrong',
  'key-invalid': 'wrong',
  'key-differs': 'wrong',
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
  'sweep-late': 'wrong',

  'clock-right': 'ok',
  'clock-wrong': 'wrong',

  /** It cannot be checked until another one is well, whose name is the line's `value`. */
  waits: 'note',
  'no-answer': 'note',
  /** WeChat or the company refused with a number that means nothing of its own to us. */
  'refused-otherwise': 'wrong',
} as const satisfies Readonly<Record<string, FindingState>>;
export type FindingName = keyof typeof FINDINGS;

/** What one check found, of one thing. No secret and no phone number is in it. */
export type CheckLine = Of<typeof checkedLine>;
const checkedLine = type({
  check: enums(CHECKS),
  // The table's own keys: Object.keys knows them as text only.
  finding: enums(Object.keys(FINDINGS) as FindingName[]),
  /** Which function or delivery account, by name; empty where there is one only. */
  about: string(),
  /** What belongs into the sentence: a setting's name, a number; may be empty. */
  value: string(),
});

/** What a function found. */
export type CheckedLines = Of<typeof checkedLines>;
export const checkedLines = type({ lines: list(checkedLine) });

/** A line of one finding. */
export function checkLine(
  check: CheckName,
  finding: FindingName,
  { about = '', value = '' }: { readonly about?: string; readonly value?: string } = {},
): CheckLine {
  return { check, finding, about, value };
}
