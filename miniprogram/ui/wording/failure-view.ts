import type { CloudError } from '../../contract/cloud-error';
import {
  type FailedCall,
  type Failure,
  failureOf,
  isForNetwork,
  isRefusal,
} from '../../contract/call-result';
import { type FailureWording, ERROR_WORDING, NO_ANSWER_WORDING } from './failure-wording';
import { NEXT_STEP_HEADS } from './status-wording';

/** Texts of a failure, for a panel. */
export interface FailureView {
  readonly title: string;
  /** What happened, as told by the delivery company or the cloud; may be empty. */
  readonly detail: string;
  readonly steps: readonly string[];
  /** Heading of the steps, which names who can take them: `接下来 · 请店主处理`. */
  readonly head: string;
  /** True when a wrong order id is the likely cause, so that a retry would not help. */
  readonly isAboutOrderId: boolean;
  /** True when another mini-program may have placed the order, which the owner can add. */
  readonly isMaybeElsewhere: boolean;
  /** True when the cloud refused the person, who has to join the shop first. */
  readonly isRefusal: boolean;
  /** Trace id for support; empty when the failure has none. */
  readonly traceId: string;
}

/** Tells whether the same call can succeed a little later. */
export function isRetryable(failure: Failure): boolean {
  return 'noAnswer' in failure ? NO_ANSWER_WORDING[failure.noAnswer].retryable : failure.retryable;
}

/** Tells whether the owner has to change a setting, which is not the case in an outage. */
export function isForOwner(failure: Failure): boolean {
  return !isRetryable(failure) && wordingOf(failure).by === 'owner';
}

export function failureView(failure: Failure): FailureView {
  const { title, steps, by } = wordingOf(failure);
  const shared = {
    title,
    steps,
    head: NEXT_STEP_HEADS[by],
    isRefusal: isRefusal(failure),
    traceId: traceIdOf(failure),
  };
  if ('noAnswer' in failure)
    return { ...shared, detail: '', isAboutOrderId: false, isMaybeElsewhere: false };
  return {
    ...shared,
    detail: detailOf(failure),
    isMaybeElsewhere: failure.isMaybeElsewhere === true,
    isAboutOrderId: failure.code === 'order-not-found' || failure.code === 'bad-order-id',
  };
}

/** Texts of a failed attempt to call the rider, shown beside the button 拨打. */
export interface CallFailure {
  readonly text: string;
  /** Trace id; empty when there is none. */
  readonly traceId: string;
}

/**
 * Describes in one line why a call to the rider could not be prepared. Advises a retry by hand,
 * because the page does not retry by itself.
 */
export function callFailure(failed: FailedCall): CallFailure {
  const failure = failureOf(failed);
  return {
    text: `${wordingOf(failure).title}。${callStep(failure)}`,
    traceId: traceIdOf(failure),
  };
}

/**
 * Returns the trace id of the cloud, after WeChat's request id if there is one; for a call without
 * an answer, its error message.
 */
export function traceIdOf(failure: Failure): string {
  if ('noAnswer' in failure) return failure.detail;
  const { rid, traceId } = failure;
  return rid === undefined ? traceId : `${rid} ${traceId}`;
}

/**
 * Returns what happened: the cloud's own sentence, or else our wording. For a delivery account, its
 * name comes first. An account without a store's number is the likeliest cause of all.
 */
function detailOf({ code, message, account, withoutShopNo }: CloudError): string {
  if (withoutShopNo !== undefined)
    return `先看这一样：配送账号“${withoutShopNo}”没有填门店编号。配送公司给了编号的，请店主在“店铺”的“配送账号”里填上，不填会查不到单。`;
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

/** Returns the wording of a failure. The title names the mini-program that the failure concerns. */
function wordingOf(failure: Failure): FailureWording {
  if ('noAnswer' in failure) return NO_ANSWER_WORDING[failure.noAnswer];
  const { title, ofMiniProgram = `：${title}`, steps } = ERROR_WORDING[failure.code];
  const { miniProgram, fixer: by } = failure;
  if (miniProgram === undefined) return { title, steps, by };
  return { title: `点单小程序“${miniProgram}”${ofMiniProgram}`, steps, by };
}

/** Texts of a failed action, shown beside its form. */
export interface EntryFailure {
  readonly title: string;
  /** What happened, as told by the cloud; may be empty. */
  readonly detail: string;
  readonly steps: readonly string[];
  /** Trace id; empty when there is none. */
  readonly traceId: string;
}

/**
 * Describes a failed action. Advises a retry by hand, because the page does not retry by itself;
 * the form keeps its content.
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
