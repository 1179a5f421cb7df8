import type { Answer } from './cloud-api';
import type { CloudError } from './cloud-error';

/** Reasons why no readable answer of a cloud function arrived. */
export type NoAnswerReason =
  | 'offline'
  | 'weak-network'
  /** The call failed on the phone, with an unknown error code, although the network works. */
  | 'call-failed'
  | 'timed-out'
  | 'busy'
  /** WeChat's cloud reported an error code that this app does not know. */
  | 'cloud-failed'
  | 'cloud-used-up'
  | 'crashed'
  | 'not-deployed'
  | 'cloud-missing'
  | 'environment-missing'
  /** The cloud environment exists, but does not accept calls from this mini-program. */
  | 'not-permitted'
  | 'unreadable';

export interface NoAnswer {
  readonly ok: false;
  readonly noAnswer: NoAnswerReason;
  /** Technical description of the failure for support, without personal data. */
  readonly detail: string;
}

export type CallResult<Data> = Answer<Data> | NoAnswer;

export type Failure = CloudError | NoAnswer;

export type FailedCall = Exclude<CallResult<unknown>, { readonly ok: true }>;

export function failureOf(failed: FailedCall): Failure {
  return 'error' in failed ? failed.error : failed;
}

/** Tells whether the cloud refused a caller who is no member. The app then deletes shop data. */
export function isRefusal(failure: Failure): boolean {
  return 'code' in failure && failure.code === 'not-staff';
}

/** Tells whether the phone's network caused the failure, so that the call may soon work. */
export function isNetworkFailure(failure: Failure): boolean {
  if (!('noAnswer' in failure)) return false;
  return ['offline', 'weak-network', 'timed-out'].includes(failure.noAnswer);
}
