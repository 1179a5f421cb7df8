import type { NoAnswer } from '../../miniprogram/contract/call-result';
import {
  type CloudError,
  type CloudErrorCode,
  CLOUD_ERRORS,
} from '../../miniprogram/contract/cloud-error';

export const OFFLINE = {
  ok: false,
  noAnswer: 'offline',
  detail: 'request:fail',
} as const satisfies NoAnswer;

/** Builds an error of the cloud. */
export function errorOf(code: CloudErrorCode, more: Partial<CloudError> = {}): CloudError {
  return { code, ...CLOUD_ERRORS[code], traceId: 't-1', ...more };
}

/** Builds the answer of a cloud that refuses or fails. */
export function failedWith(code: CloudErrorCode, serverTime = 0, more: Partial<CloudError> = {}) {
  return { ok: false, serverTime, error: errorOf(code, more) } as const;
}
