import type { Answer } from './cloud-api';
import type { CloudError } from './cloud-error';

/** Reasons why no readable answer of a cloud function arrived. */
export type NoAnswerReason =
  /** Missing network of the phone. */
  | 'offline'
  | 'weak-network'
  /** Failure of the phone's SDK for a reason that is not known here. */
  | 'call-failed'
  | 'timed-out'
  | 'busy'
  /** Failure of the cloud itself for a reason that is not known here. */
  | 'cloud-failed'
  /** Exhausted plan of the cloud environment. */
  | 'cloud-used-up'
  | 'crashed'
  | 'not-deployed'
  | 'cloud-missing'
  | 'environment-missing'
  /** Existing environment that does not let this mini-program call. */
  | 'not-permitted'
  | 'unreadable';

/** Result of a call that brought no answer. */
export interface NoAnswer {
  readonly ok: false;
  readonly noAnswer: NoAnswerReason;
  /** Technical description for whoever fixes the failure, without personal data. */
  readonly detail: string;
}

/** Result of a call of a cloud function. The code in platform/ makes it, the features read it. */
export type CallResult<Data> = Answer<Data> | NoAnswer;

/** Reason why there is no new data: an error of the cloud, or no answer at all. */
export type Failure = CloudError | NoAnswer;

/** Result of a call that brought no data. */
export type FailedCall = Exclude<CallResult<unknown>, { readonly ok: true }>;

export function failureOf(failed: FailedCall): Failure {
  return 'error' in failed ? failed.error : failed;
}

/**
 * Tells whether the cloud refused the caller as unknown. No shop data may then stay on their phone.
 */
export function isRefusal(failure: Failure): boolean {
  return 'code' in failure && failure.code === 'not-staff';
}
