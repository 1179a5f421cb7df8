import type { CloudError } from '../../contract/cloud-error';
import { isRefusal, failureOf } from '../../contract/call-result';
import type { FailureWording } from './failure-wording';
import { ERROR_WORDING, NO_ANSWER_WORDING } from './failure-wording';
import { NEXT_STEP_HEADS } from './status-wording';
import type { FailedCall, Failure } from '../../contract/call-result';

/** A failure as a panel tells it. */
export interface FailureView {
  readonly title: string;
  /** What the delivery company or the cloud said beyond the title; may be empty. */
  readonly detail: string;
  readonly steps: readonly string[];
  /** Who can take these steps: `接下来 · 请店主处理`. */
  readonly head: string;
  /** Whether another order id is the likely way out; else it is another try. */
  readonly isAboutOrderId: boolean;
  /** Whether the cloud does not know this person: nothing helps them but a way into the shop. */
  readonly isRefusal: boolean;
  /** For whoever has to look into it; empty when there is none. */
  readonly traceId: string;
}

/** Whether asking the same again, a little later, can help. */
export function isRetryable(failure: Failure): boolean {
  return 'noAnswer' in failure ? NO_ANSWER_WORDING[failure.noAnswer].retryable : failure.retryable;
}

/** Whether it stays until the owner mends something: a setting, not an outage. */
export function isForOwner(failure: Failure): boolean {
  return !isRetryable(failure) && wordingOf(failure).by === 'owner';
}

/** Everything that is said about a failure. */
export function failureView(failure: Failure): FailureView {
  const { title, steps, by } = wordingOf(failure);
  const said = {
    title,
    steps,
    head: NEXT_STEP_HEADS[by],
    isRefusal: isRefusal(failure),
    traceId: traceIdOf(failure),
  };
  if ('noAnswer' in failure) return { ...said, detail: '', isAboutOrderId: false };
  return {
    ...said,
    detail: detailOf(failure),
    isAboutOrderId: failure.code === 'order-not-found' || failure.code === 'bad-order-id',
  };
}

/** A failure with a call, as it stands beside 拨打. */
export interface CallFailure {
  readonly text: string;
  /** Empty when there is none. */
  readonly traceId: string;
}

/** Why a call could not be prepared, in one line: what is asked for once is not asked for again by itself. */
export function callFailure(failed: FailedCall): CallFailure {
  const failure = failureOf(failed);
  return {
    text: `${wordingOf(failure).title}。${callStep(failure)}`,
    traceId: traceIdOf(failure),
  };
}

/** Whether it is for want of a network that can come back at any moment. */
export function isForNetwork(failure: Failure): boolean {
  return (
    'noAnswer' in failure && ['offline', 'weak-network', 'timed-out'].includes(failure.noAnswer)
  );
}

/** For whoever has to look into it: WeChat's number and our own; empty when there is none. */
export function traceIdOf(failure: Failure): string {
  if ('noAnswer' in failure) return failure.detail;
  const { rid, traceId } = failure;
  return rid === undefined ? traceId : `${rid} ${traceId}`;
}

/** The cloud's own sentence where it has one; of a delivery account, with its label. */
function detailOf({ code, message, account }: CloudError): string {
  const { title, detail } = ERROR_WORDING[code];
  const told = message ?? detail;
  return account === undefined ? (told ?? '') : `配送账号“${account}”：${told ?? `${title}。`}`;
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

/** Why something that a person did was not done, beside what they did it with. */
export interface EntryFailure {
  readonly title: string;
  /** What the cloud said beyond the title; may be empty. */
  readonly detail: string;
  readonly steps: readonly string[];
  /** Empty when there is none. */
  readonly traceId: string;
}

/** Nothing here is asked for again by itself: what was typed stays, and another tap sends it again. */
export function entryFailure(failed: FailedCall): EntryFailure {
  const failure = failureOf(failed);
  const { title, detail, steps, traceId } = failureView(failure);
  return { title, detail, traceId, steps: isRetryable(failure) ? againSteps(failure) : steps };
}

function againSteps(failure: Failure): readonly string[] {
  return isForNetwork(failure)
    ? ['检查手机的网络，再点一次；这里的内容还在。']
    : ['稍后再点一次；这里的内容还在。'];
}
