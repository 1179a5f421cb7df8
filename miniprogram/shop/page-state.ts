import type { FailedCall, Failure } from '../contract/call-result';
import type { FailureView } from '../ui/wording/failure-view';
import { isRefusal, failureOf } from '../contract/call-result';
import { isRetryable, traceIdOf, failureView } from '../ui/wording/failure-view';

/** State of a page of 店铺. Known content stays on the page, also after a failure. */
export interface PageState {
  /**
   * Phase of the page. `refused`: the cloud does not know this person (any more). `gone`: the entry
   * of this page does not exist (any more).
   */
  readonly phase: 'loading' | 'known' | 'failure' | 'refused' | 'gone';
  /** Failure on a page without content; null otherwise. */
  readonly problem: FailureView | null;
  /** Reason why the content is not newer, shown above it; empty when it is current. */
  readonly notice: string;
  readonly noticeTraceId: string;
}

export const LOADING: PageState = {
  phase: 'loading',
  problem: null,
  notice: '',
  noticeTraceId: '',
};
export const KNOWN: PageState = { ...LOADING, phase: 'known' };
export const GONE: PageState = { ...LOADING, phase: 'gone' };
const REFUSED: PageState = { ...LOADING, phase: 'refused' };

/** Computes the state of a page after a failed call. */
export function afterFailure(before: PageState, failed: FailedCall): PageState {
  const failure = failureOf(failed);
  if (isRefusal(failure)) return REFUSED;
  if (before.phase === 'known') {
    const { title } = failureView(failure);
    return { ...KNOWN, notice: `${title}，这里是之前的内容`, noticeTraceId: traceIdOf(failure) };
  }
  return { ...LOADING, phase: 'failure', problem: pageProblem(failure) };
}

/** Describes a failure with the advice to retry, since a page of 店铺 does not retry by itself. */
function pageProblem(failure: Failure): FailureView {
  const view = failureView(failure);
  return isRetryable(failure) ? { ...view, steps: ['检查网络，或者稍等片刻，再点“重试”。'] } : view;
}
