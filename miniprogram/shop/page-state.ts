import type { FailedCall, Failure } from '../contract/call-result';
import type { FailureView } from '../ui/wording/failure-view';
import { isRefusal, failureOf } from '../contract/call-result';
import { isRetryable, traceIdOf, failureView } from '../ui/wording/failure-view';

/** How it stands with a page of 店铺: what it knows stays on it, whatever comes after. */
export interface PageState {
  /** `refused`: the cloud does not know this person (any more). `gone`: what the page was opened for is not there (any more). */
  readonly phase: 'loading' | 'known' | 'failure' | 'refused' | 'gone';
  /** While there is nothing but failure. */
  readonly problem: FailureView | null;
  /** Above what is known: why it is not newer; empty when it is. */
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

/** A page's state after an ask that came to nothing. */
export function afterFailure(before: PageState, failed: FailedCall): PageState {
  const failure = failureOf(failed);
  if (isRefusal(failure)) return REFUSED;
  if (before.phase === 'known') {
    const { title } = failureView(failure);
    return { ...KNOWN, notice: `${title}，这里是之前的内容`, noticeTraceId: traceIdOf(failure) };
  }
  return { ...LOADING, phase: 'failure', problem: pageProblem(failure) };
}

/** A page asks when it is shown and when it is told to, not by itself. */
function pageProblem(failure: Failure): FailureView {
  const view = failureView(failure);
  return isRetryable(failure) ? { ...view, steps: ['检查网络，或者稍等片刻，再点“重试”。'] } : view;
}
