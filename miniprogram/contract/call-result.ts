import type { Answer } from './cloud-api';
import type { CloudError } from './cloud-error';

/** Reasons why no readable answer of a cloud function arrived. */
export type NoAnswerReason =
  /** Phone without any network connection. */
  | 'offline'
  | 'weak-network'
  /** Failure on the phone with an unknown error code that is not due to the network. */
  | 'call-failed'
  | 'timed-out'
  | 'busy'
  /** Error code of WeChat's cloud that this app does not know. */
  | 'cloud-failed'
  /** Used-up quota of the cloud environment's plan. */
  | 'cloud-used-up'
  | 'crashed'
  | 'not-deployed'
  | 'cloud-missing'
  | 'environment-missing'
  /** Existing cloud environment that does not accept calls from this mini-program. */
  | 'not-permitted'
  | 'unreadable';

export interface NoAnswer {
  readonly ok: false;
  readonly noAnswer: NoAnswerReason;
  /** Technical description of the failure for support, without personal data. */
  readonly detail: string;
}

/** Result of calling a cloud function, as platform/call-function.ts returns it. */
export type CallResult<Data> = Answer<Data> | NoAnswer;

/** Reason why a call failed: an error that the cloud reported, or no answer at all. */
export type Failure = CloudError | NoAnswer;

/** Failed call: the cloud reported an error, or no readable answer arrived. */
export type FailedCall = Exclude<CallResult<unknown>, { readonly ok: true }>;

export function failureOf(failed: FailedCall): Failure {
  return 'error' in failed ? failed.error : failed;
}

/** Tells whether the caller is no member of the shop; the app then deletes all shop data. */
export function isRefusal(failure: Failure): boolean {
  return 'code' in failure && failure.code === 'not-staff';
}

/** Tells whether the phone's network caused the failure. The network can return at any moment. */
export function isNetworkFailure(failure: Failure): boolean {
  return (
    'noAnswer' in failure && ['offline', 'weak-network', 'timed-out'].includes(failure.noAnswer)
  );
}
