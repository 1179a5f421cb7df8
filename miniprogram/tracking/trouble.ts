import type { CloudError } from '../shared/cloud-error';
import type { CallResult, NoAnswer } from '../shared/call-result';
import { ERROR_WORDING, NO_ANSWER_WORDING } from './trouble-wording';
import { NEXT_STEP_HEADS } from '../shared/status-wording';

/** Why there is no new data: an error of the cloud, or no answer at all. */
export type Trouble = CloudError | NoAnswer;

/** A trouble as a panel tells it. */
export interface TroubleView {
  readonly title: string;
  /** What the delivery company or the cloud said beyond the title; may be empty. */
  readonly detail: string;
  readonly steps: readonly string[];
  /** Who can take these steps: `接下来 · 请店主处理`. */
  readonly head: string;
  /** Whether another order id is the likely way out; else it is another try. */
  readonly isAboutOrderId: boolean;
  /** For whoever has to look into it; empty when there is none. */
  readonly traceId: string;
}

/** Whether asking the same again, a little later, can help. */
export function isRetryable(trouble: Trouble): boolean {
  return 'noAnswer' in trouble ? NO_ANSWER_WORDING[trouble.noAnswer].retryable : trouble.retryable;
}

/** Everything that is said about a trouble. */
export function troubleView(trouble: Trouble): TroubleView {
  if ('noAnswer' in trouble) {
    const { title, steps, by } = NO_ANSWER_WORDING[trouble.noAnswer];
    return {
      title,
      detail: '',
      steps,
      head: NEXT_STEP_HEADS[by],
      isAboutOrderId: false,
      traceId: trouble.detail,
    };
  }
  const { title, steps } = ERROR_WORDING[trouble.code];
  const detail = saysTheSame(trouble.message, title) ? '' : trouble.message;
  return {
    title,
    detail,
    steps,
    head: NEXT_STEP_HEADS[trouble.fixer],
    isAboutOrderId: trouble.code === 'order-not-found' || trouble.code === 'bad-order-id',
    traceId: trouble.traceId,
  };
}

/** Why a call could not be prepared, in one line. */
export function callTrouble(result: Exclude<CallResult<unknown>, { readonly ok: true }>): string {
  const { title, steps } = troubleView('error' in result ? result.error : result);
  return `${title}。${steps[0] ?? ''}`;
}

function saysTheSame(message: string, title: string): boolean {
  return message.replace(/。$/, '') === title;
}
