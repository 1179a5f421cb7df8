import type { FailedCall, Trouble } from '../shared/trouble';
import { isForNetwork, isRetryable, troubleOf, troubleView } from '../shared/trouble';

/** Why something that a person did was not done, beside what they did it with. */
export interface EntryTrouble {
  readonly title: string;
  /** What the cloud said beyond the title; may be empty. */
  readonly detail: string;
  readonly steps: readonly string[];
  /** Empty when there is none. */
  readonly traceId: string;
}

/** Nothing here is asked for again by itself: what was typed stays, and another tap sends it again. */
export function entryTrouble(failed: FailedCall): EntryTrouble {
  const trouble = troubleOf(failed);
  const { title, detail, steps, traceId } = troubleView(trouble);
  return { title, detail, traceId, steps: isRetryable(trouble) ? againSteps(trouble) : steps };
}

function againSteps(trouble: Trouble): readonly string[] {
  return isForNetwork(trouble)
    ? ['检查手机的网络，再点一次；这里的内容还在。']
    : ['稍后再点一次；这里的内容还在。'];
}
