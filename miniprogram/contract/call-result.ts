import type { Answer } from './cloud-api';
import type { CloudError } from './cloud-error';

/** Why no answer of a cloud function arrived, or none that can be read. */
export type NoAnswerReason =
  /** The phone has no network. */
  | 'offline'
  | 'weak-network'
  /** The phone's SDK failed, for no reason that is known here. */
  | 'call-failed'
  | 'timed-out'
  | 'busy'
  /** The cloud itself failed, for no reason that is known here. */
  | 'cloud-failed'
  /** The cloud environment has used up what its plan allows. */
  | 'cloud-used-up'
  | 'crashed'
  | 'not-deployed'
  | 'cloud-missing'
  | 'environment-missing'
  /** The environment is there, and does not let this mini-program call. */
  | 'not-permitted'
  | 'unreadable';

/** What stands in for an answer when none arrived. `detail` is for whoever has to mend it: technical, without personal data. */
export interface NoAnswer {
  readonly ok: false;
  readonly noAnswer: NoAnswerReason;
  readonly detail: string;
}

/** How a call of a cloud function came out, as the caller sees it: platform/ makes it, the features read it. */
export type CallResult<Data> = Answer<Data> | NoAnswer;

/** Why there is no new data: an error of the cloud, or no answer at all. */
export type Failure = CloudError | NoAnswer;

/** How a call came out that brought no data. */
export type FailedCall = Exclude<CallResult<unknown>, { readonly ok: true }>;

export function failureOf(failed: FailedCall): Failure {
  return 'error' in failed ? failed.error : failed;
}

/** Whether the cloud does not know whoever asked: nothing of the shop may stay on their phone. */
export function isRefusal(failure: Failure): boolean {
  return 'code' in failure && failure.code === 'not-staff';
}
