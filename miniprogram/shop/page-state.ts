import type { FailedCall, Trouble } from '../contract/call-result';
import type { TroubleView } from '../ui/wording/trouble';
import { isRefusal, troubleOf } from '../contract/call-result';
import { isRetryable, traceIdOf, troubleView } from '../ui/wording/trouble';

/** How it stands with a page of 店铺: what it knows stays on it, whatever comes after. */
export interface PageState {
  /** `refused`: the cloud does not know this person (any more). `gone`: what the page was opened for is not there (any more). */
  readonly phase: 'loading' | 'known' | 'trouble' | 'refused' | 'gone';
  /** While there is nothing but trouble. */
  readonly problem: TroubleView | null;
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
export function afterTrouble(before: PageState, failed: FailedCall): PageState {
  const trouble = troubleOf(failed);
  if (isRefusal(trouble)) return REFUSED;
  if (before.phase === 'known') {
    const { title } = troubleView(trouble);
    return { ...KNOWN, notice: `${title}，这里是之前的内容`, noticeTraceId: traceIdOf(trouble) };
  }
  return { ...LOADING, phase: 'trouble', problem: pageProblem(trouble) };
}

/** A page asks when it is shown and when it is told to, not by itself. */
function pageProblem(trouble: Trouble): TroubleView {
  const view = troubleView(trouble);
  return isRetryable(trouble) ? { ...view, steps: ['检查网络，或者稍等片刻，再点“重试”。'] } : view;
}
