import { type FailedCall, type Failure, isRefusal, failureOf } from '../contract/call-result';
import { type FailureView, isRetryable, traceIdOf, failureView } from '../ui/wording/failure-view';

/** State of a page of 店铺. Shown content stays after a failure, but not after a refusal. */
export interface PageState {
  /** `refused`: the person is no member; `gone`: the shown thing, such as a store, was removed. */
  readonly phase: 'loading' | 'known' | 'failure' | 'refused' | 'gone';
  /** Failure of a page that has no content to show; null otherwise. */
  readonly problem: FailureView | null;
  /** Sentence that says why the content is outdated; empty when it is current. */
  readonly notice: string;
  readonly noticeTraceId: string;
}

export const PAGE_LOADING: PageState = {
  phase: 'loading',
  problem: null,
  notice: '',
  noticeTraceId: '',
};
export const PAGE_KNOWN: PageState = { ...PAGE_LOADING, phase: 'known' };
export const PAGE_GONE: PageState = { ...PAGE_LOADING, phase: 'gone' };
const PAGE_REFUSED: PageState = { ...PAGE_LOADING, phase: 'refused' };

export function afterFailure(oldState: PageState, failedCall: FailedCall): PageState {
  const failure = failureOf(failedCall);
  if (isRefusal(failure)) return PAGE_REFUSED;
  if (oldState.phase === 'known') {
    const { title } = failureView(failure);
    const notice = `${title}，这里是之前的内容`;
    return { ...PAGE_KNOWN, notice, noticeTraceId: traceIdOf(failure) };
  }
  return { ...PAGE_LOADING, phase: 'failure', problem: problemWithRetryAdvice(failure) };
}

/** Describes a failure. Advises to retry by hand: pages of 店铺 do not retry themselves. */
function problemWithRetryAdvice(failure: Failure): FailureView {
  const view = failureView(failure);
  return isRetryable(failure) ? { ...view, steps: ['检查网络，或者稍等片刻，再点“重试”。'] } : view;
}
