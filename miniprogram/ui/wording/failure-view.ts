import type { CloudError } from '../../contract/cloud-error';
import { isRefusal, failureOf } from '../../contract/call-result';
import type { FailureWording } from './failure-wording';
import { ERROR_WORDING, NO_ANSWER_WORDING } from './failure-wording';
import { NEXT_STEP_HEADS } from './status-wording';
import type { FailedCall, Failure } from '../../contract/call-result';

/** Failure in words, for a panel. */
export interface FailureView {
  readonly title: string;
  /** Detail from the delivery company or the cloud; may be empty. */
  readonly detail: string;
  readonly steps: readonly string[];
  /** Head of the steps, which names who can take them: `接下来 · 请店主处理`. */
  readonly head: string;
  /** Tells whether another order id is the likely solution; otherwise a retry is. */
  readonly isAboutOrderId: boolean;
  /** Tells whether the cloud does not know this person, who then has to join the shop. */
  readonly isRefusal: boolean;
  /** Trace id for support; empty when there is none. */
  readonly traceId: string;
}

/** Tells whether the same call can succeed a little later. */
export function isRetryable(failure: Failure): boolean {
  return 'noAnswer' in failure ? NO_ANSWER_WORDING[failure.noAnswer].retryable : failure.retryable;
}

/** Tells whether the owner has to fix a setting; an outage does not count. */
export function isForOwner(failure: Failure): boolean {
  return !isRetryable(failure) && wordingOf(failure).by === 'owner';
}

/** Describes a failure. */
export function failureView(failure: Failure): FailureView {
  const { title, steps, by } = wordingOf(failure);
  const shared = {
    title,
    steps,
    head: NEXT_STEP_HEADS[by],
    isRefusal: isRefusal(failure),
    traceId: traceIdOf(failure),
  };
  if ('noAnswer' in failure) return { ...shared, detail: '', isAboutOrderId: false };
  return {
    ...shared,
    detail: detailOf(failure),
    isAboutOrderId: failure.code === 'order-not-found' || failure.code === 'bad-order-id',
  };
}

/** Failure of a call to the rider, shown beside 拨打. */
export interface CallFailure {
  readonly text: string;
  /** Trace id; empty when there is none. */
  readonly traceId: string;
}

/**
 * Describes in one line why a call could not be prepared. The page does not retry such a call by
 * itself.
 */
export function callFailure(failed: FailedCall): CallFailure {
  const failure = failureOf(failed);
  return {
    text: `${wordingOf(failure).title}。${callStep(failure)}`,
    traceId: traceIdOf(failure),
  };
}

/** Tells whether a failure is due to the phone's network, which can return at any moment. */
export function isForNetwork(failure: Failure): boolean {
  return (
    'noAnswer' in failure && ['offline', 'weak-network', 'timed-out'].includes(failure.noAnswer)
  );
}

/**
 * Returns WeChat's request id and the cloud's own, or the error message of a call without an
 * answer.
 */
export function traceIdOf(failure: Failure): string {
  if ('noAnswer' in failure) return failure.detail;
  const { rid, traceId } = failure;
  return rid === undefined ? traceId : `${rid} ${traceId}`;
}

/**
 * Returns the cloud's own sentence where there is one; that of a delivery account with its label.
 */
function detailOf({ code, message, account }: CloudError): string {
  const { title, detail } = ERROR_WORDING[code];
  const sentence = message ?? detail;
  return account === undefined
    ? (sentence ?? '')
    : `配送账号“${account}”：${sentence ?? `${title}。`}`;
}

function callStep(failure: Failure): string {
  if (isRetryable(failure)) return '稍后再点“拨打”。';
  const other = '请在配送公司的系统里联系骑手。';
  return isForOwner(failure) ? `请告诉店主；急的话，${other}` : other;
}

function wordingOf(failure: Failure): FailureWording {
  return 'noAnswer' in failure
    ? NO_ANSWER_WORDING[failure.noAnswer]
    : { ...ERROR_WORDING[failure.code], by: failure.fixer };
}

/** Failure of an action of a person, shown beside its form. */
export interface EntryFailure {
  readonly title: string;
  /** Detail from the cloud; may be empty. */
  readonly detail: string;
  readonly steps: readonly string[];
  /** Trace id; empty when there is none. */
  readonly traceId: string;
}

/**
 * Describes the failure of an action. The page does not retry by itself: the form keeps its
 * content, and another tap sends it again.
 */
export function entryFailure(failed: FailedCall): EntryFailure {
  const failure = failureOf(failed);
  const { title, detail, steps, traceId } = failureView(failure);
  return { title, detail, traceId, steps: isRetryable(failure) ? retrySteps(failure) : steps };
}

function retrySteps(failure: Failure): readonly string[] {
  return isForNetwork(failure)
    ? ['检查手机的网络，再点一次；这里的内容还在。']
    : ['稍后再点一次；这里的内容还在。'];
}
