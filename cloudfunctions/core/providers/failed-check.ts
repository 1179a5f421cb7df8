import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import type { CheckLine, CheckName, FindingName } from '../../../miniprogram/contract/self-check';
import { checkLine } from '../../../miniprogram/contract/self-check';
import { CloudFailure } from '../runtime/cloud-failure';
import { WeChatError } from './wechat/wechat-error';

/** Check that reports an error, by error code. Other checks with that error show `waits`. */
const REPORTED_BY: Partial<Record<CloudErrorCode, CheckName>> = {
  'settings-missing': 'settings',
  'secret-needed': 'settings',
  'token-rejected': 'token',
  'app-secret-frozen': 'token',
  'ip-not-allowed': 'ip',
  'account-not-bound': 'accounts',
  'account-not-admitted': 'accounts',
  'api-not-opened': 'accounts',
  'intracity-not-opened': 'intracity',
  'keys-malformed': 'api-keys',
  'api-keys-missing': 'api-keys',
  'signature-missing': 'api-keys',
  'signature-rejected': 'api-keys',
  'encryption-rejected': 'api-keys',
  'certificate-unknown': 'api-keys',
  'answer-unverified': 'api-keys',
  'clock-rejected': 'cloud-clock',
  'unreadable-document': 'records',
};

const FINDING_OF: Partial<Record<CloudErrorCode, FindingName>> = {
  'app-secret-frozen': 'app-secret-frozen',
  'token-exchanged-elsewhere': 'token-exchanged-elsewhere',
  'account-not-bound': 'account-not-bound',
  'account-not-admitted': 'not-admitted',
  'api-not-opened': 'api-not-opened',
  'sign-rejected': 'sign-rejected',
  'intracity-not-opened': 'intracity-not-opened',
  'keys-malformed': 'keys-malformed',
  'api-keys-missing': 'keys-not-set-at-wechat',
  'signature-missing': 'signature-missing',
  'signature-rejected': 'signature-rejected',
  'encryption-rejected': 'encryption-rejected',
  'certificate-unknown': 'certificate-unknown',
  'answer-unverified': 'answer-unverified',
  'clock-rejected': 'cloud-clock-wrong',
  'quota-exceeded': 'quota-used-up',
  'database-failed': 'database-failed',
  'too-frequent': 'no-answer',
  'upstream-failed': 'no-answer',
  'upstream-malformed': 'no-answer',
  'upstream-timeout': 'no-answer',
  'upstream-unreachable': 'no-answer',
  'wechat-busy': 'no-answer',
};

/**
 * Returns the line of a failed check. Of WeChat's and the company's answers it contains only the
 * `errcode`.
 */
export function failedCheck(check: CheckName, error: unknown, about = ''): CheckLine {
  const code = codeOf(error);
  const reporter = REPORTED_BY[code];
  if (reporter !== undefined && reporter !== check)
    return checkLine(check, 'waits', { about, value: reporter });
  const finding = FINDING_OF[code] ?? 'refused-otherwise';
  if (finding !== 'refused-otherwise') return checkLine(check, finding, { about });
  const value = error instanceof WeChatError ? String(error.errcode) : code;
  return checkLine(check, finding, { about, value });
}

/**
 * Returns the code of an error. An error with the SDK's `errCode` comes from the database, because
 * the SDK is used for nothing else.
 */
function codeOf(error: unknown): CloudErrorCode {
  if (error instanceof CloudFailure) return error.code;
  return typeof error === 'object' && error !== null && 'errCode' in error
    ? 'database-failed'
    : 'unexpected';
}
