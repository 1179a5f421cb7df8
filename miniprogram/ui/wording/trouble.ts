import type { CloudError } from '../../contract/cloud-error';
import { isRefusal, troubleOf } from '../../contract/call-result';
import type { TroubleWording } from './trouble-wording';
import { ERROR_WORDING, NO_ANSWER_WORDING } from './trouble-wording';
import { NEXT_STEP_HEADS } from './status-wording';
import type { FailedCall, Trouble } from '../../contract/call-result';

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
  /** Whether the cloud does not know this person: nothing helps them but a way into the shop. */
  readonly isRefusal: boolean;
  /** For whoever has to look into it; empty when there is none. */
  readonly traceId: string;
}

/** Whether asking the same again, a little later, can help. */
export function isRetryable(trouble: Trouble): boolean {
  return 'noAnswer' in trouble ? NO_ANSWER_WORDING[trouble.noAnswer].retryable : trouble.retryable;
}

/** Whether it stays until the owner mends something: a setting, not an outage. */
export function isForOwner(trouble: Trouble): boolean {
  return !isRetryable(trouble) && wordingOf(trouble).by === 'owner';
}

/** Everything that is said about a trouble. */
export function troubleView(trouble: Trouble): TroubleView {
  const { title, steps, by } = wordingOf(trouble);
  const said = {
    title,
    steps,
    head: NEXT_STEP_HEADS[by],
    isRefusal: isRefusal(trouble),
    traceId: traceIdOf(trouble),
  };
  if ('noAnswer' in trouble) return { ...said, detail: '', isAboutOrderId: false };
  return {
    ...said,
    detail: detailOf(trouble),
    isAboutOrderId: trouble.code === 'order-not-found' || trouble.code === 'bad-order-id',
  };
}

/** A trouble with a call, as it stands beside 拨打. */
export interface CallTrouble {
  readonly text: string;
  /** Empty when there is none. */
  readonly traceId: string;
}

/** Why a call could not be prepared, in one line: what is asked for once is not asked for again by itself. */
export function callTrouble(failed: FailedCall): CallTrouble {
  const trouble = troubleOf(failed);
  return {
    text: `${wordingOf(trouble).title}。${callStep(trouble)}`,
    traceId: traceIdOf(trouble),
  };
}

/** Whether it is for want of a network that can come back at any moment. */
export function isForNetwork(trouble: Trouble): boolean {
  return (
    'noAnswer' in trouble && ['offline', 'weak-network', 'timed-out'].includes(trouble.noAnswer)
  );
}

/** For whoever has to look into it: WeChat's number and our own; empty when there is none. */
export function traceIdOf(trouble: Trouble): string {
  if ('noAnswer' in trouble) return trouble.detail;
  const { rid, traceId } = trouble;
  return rid === undefined ? traceId : `${rid} ${traceId}`;
}

/** The cloud's own sentence where it has one; of a delivery account, with its label. */
function detailOf({ code, message, account }: CloudError): string {
  const { title, detail } = ERROR_WORDING[code];
  const told = message ?? detail;
  return account === undefined ? (told ?? '') : `配送账号“${account}”：${told ?? `${title}。`}`;
}

function callStep(trouble: Trouble): string {
  if (isRetryable(trouble)) return '稍后再点“拨打”。';
  const other = '请在配送公司的系统里联系骑手。';
  return isForOwner(trouble) ? `请告诉店主；急的话，${other}` : other;
}

function wordingOf(trouble: Trouble): TroubleWording {
  return 'noAnswer' in trouble
    ? NO_ANSWER_WORDING[trouble.noAnswer]
    : { ...ERROR_WORDING[trouble.code], by: trouble.fixer };
}

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
