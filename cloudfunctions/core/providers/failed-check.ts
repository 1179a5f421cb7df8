import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import {
  type CheckLine,
  type CheckName,
  type FindingName,
  checkLine,
} from '../../../miniprogram/contract/self-check';
import { cloudFailureOf } from '../runtime/define-function';
import { WeChatError } from './wechat/wechat-error';

/** Finding for an error code that FINDING_OF_CODE lacks. The check's line then shows the code. */
const OTHER_FINDING = 'refused-otherwise';

/** Finding for each error code, and the check that reports it (default: any); others only wait. */
const FINDING_OF_CODE: Partial<
  Record<CloudErrorCode, readonly [finding: FindingName, reporter?: CheckName]>
> = {
  'settings-missing': [OTHER_FINDING, 'settings'],
  'secret-needed': [OTHER_FINDING, 'settings'],
  'token-rejected': [OTHER_FINDING, 'token'],
  'app-secret-frozen': ['app-secret-frozen', 'token'],
  'token-exchanged-elsewhere': ['token-exchanged-elsewhere'],
  'ip-not-allowed': [OTHER_FINDING, 'ip'],
  'account-not-bound': ['account-not-bound', 'accounts'],
  'account-not-admitted': ['not-admitted', 'accounts'],
  'api-not-opened': ['api-not-opened', 'accounts'],
  'sign-rejected': ['sign-rejected'],
  'intracity-not-opened': ['intracity-not-opened', 'intracity'],
  'keys-malformed': ['keys-malformed', 'api-keys'],
  'api-keys-missing': ['keys-not-set-at-wechat', 'api-keys'],
  'signature-missing': ['signature-missing', 'api-keys'],
  'signature-rejected': ['signature-rejected', 'api-keys'],
  'encryption-rejected': ['encryption-rejected', 'api-keys'],
  'certificate-unknown': ['certificate-unknown', 'api-keys'],
  'answer-unverified': ['answer-unverified', 'api-keys'],
  'clock-rejected': ['cloud-clock-wrong', 'cloud-clock'],
  'quota-exceeded': ['quota-used-up'],
  'database-failed': ['database-failed'],
  'too-frequent': ['no-answer'],
  'upstream-failed': ['no-answer'],
  'upstream-malformed': ['no-answer'],
  'upstream-timeout': ['no-answer'],
  'upstream-unreachable': ['no-answer'],
  'wechat-busy': ['no-answer'],
  'unreadable-document': [OTHER_FINDING, 'records'],
};

/** Returns the line of a failed check. Of an error of WeChat, the line shows only the `errcode`. */
export function failedCheck(check: CheckName, error: unknown, about = ''): CheckLine {
  const { code } = cloudFailureOf(error);
  const [finding, reporter = check] = FINDING_OF_CODE[code] ?? [OTHER_FINDING];
  if (reporter !== check) return checkLine(check, 'waits', { about, value: reporter });
  if (finding !== OTHER_FINDING) return checkLine(check, finding, { about });
  const codeText = error instanceof WeChatError ? String(error.errcode) : code;
  return checkLine(check, finding, { about, value: codeText });
}
