import type { CloudError } from '../../contract/cloud-error';
import {
  type FailedCall,
  type Failure,
  failureOf,
  type NoAnswerReason,
  isNetworkFailure,
  isRefusal,
} from '../../contract/call-result';
import {
  type FailureWording,
  ASK_LATER_STEPS,
  ERROR_WORDING,
  SCANNED_NOT_FOUND,
} from './failure-wording';
import { NEXT_STEP_HEADS } from './status-wording';

const MENDED_BY_STAFF = { stepTaker: 'staff', retryable: true } as const;
const MENDED_BY_WECHAT = { stepTaker: 'wechat', retryable: true } as const;
const MENDED_BY_OWNER = { stepTaker: 'owner', retryable: false } as const;

export const NO_ANSWER_WORDING: Readonly<
  Record<NoAnswerReason, FailureWording & { readonly retryable: boolean }>
> = {
  offline: {
    title: '手机没有网络',
    steps: ['打开无线网络或移动数据；开着飞行模式的话，先关掉。恢复后会自动再查。'],
    ...MENDED_BY_STAFF,
  },
  'weak-network': {
    title: '网络不稳',
    steps: ['换个信号好的地方，或换一个网络；会自动再查。'],
    ...MENDED_BY_STAFF,
  },
  'call-failed': {
    title: '没有连上云端',
    steps: ['会自动再查；一直这样，关掉小程序再打开，仍然不行就点 ⓘ 复制错误信息，发给店主。'],
    ...MENDED_BY_STAFF,
  },
  'timed-out': { title: '云端没有及时回答', steps: ASK_LATER_STEPS, ...MENDED_BY_WECHAT },
  busy: { title: '同时查询的人太多', steps: ['稍后会自动再查。'], ...MENDED_BY_WECHAT },
  'cloud-failed': {
    title: '云端出了故障',
    steps: ['稍后会自动再查；一直这样，点 ⓘ 复制错误信息，发给店主。'],
    ...MENDED_BY_WECHAT,
  },
  'cloud-used-up': {
    title: '云端的用量用完了',
    steps: ['请店主在云开发平台看套餐用量：打开“超限按量”，或升级套餐。'],
    ...MENDED_BY_OWNER,
  },
  crashed: {
    title: '云函数出错了',
    steps: ['稍后会自动再查；一直这样，请店主查看云端日志。'],
    stepTaker: 'owner',
    retryable: true,
  },
  'not-deployed': {
    title: '云函数还没有上传',
    steps: ['请店主在开发者工具里上传并部署全部云函数。'],
    ...MENDED_BY_OWNER,
  },
  'cloud-missing': {
    title: '云开发还没有开通',
    steps: ['请店主为小程序开通云开发；微信版本太旧的话，请先更新微信。'],
    ...MENDED_BY_OWNER,
  },
  'environment-missing': {
    title: '没有找到云环境',
    steps: [
      '请店主打开云开发控制台，在“设置 → 环境设置”里找到环境 ID，让开发者填进 miniprogram/platform/cloud-environment.ts 再上传。',
    ],
    ...MENDED_BY_OWNER,
  },
  'not-permitted': {
    title: '云环境不让这个小程序用',
    steps: ['请店主在云开发控制台核对环境 ID 和云函数的权限设置。'],
    ...MENDED_BY_OWNER,
  },
  unreadable: {
    title: '云端的回答读不懂',
    steps: ['关掉小程序再打开，更新到最新版；仍然不行，请店主重新上传云函数。'],
    stepTaker: 'owner',
    retryable: true,
  },
};

export interface FailureView {
  readonly title: string;
  /** What happened, in the words of the delivery company or the cloud; may be empty. */
  readonly detail: string;
  readonly steps: readonly string[];
  /** Heading of the steps. It says who can take them: `接下来 · 请店主处理`. */
  readonly head: string;
  /** True when the order id is probably wrong, so that a retry would not help. */
  readonly isAboutOrderId: boolean;
  /** True when the order may be from another mini-program, which the owner can add. */
  readonly isMaybeElsewhere: boolean;
  /** True when the cloud refused the call, because the person is not a member of the shop. */
  readonly isRefusal: boolean;
  readonly traceId: string;
}

/** Tells whether the same call can succeed a little later. */
export function isRetryable(failure: Failure): boolean {
  return 'noAnswer' in failure ? NO_ANSWER_WORDING[failure.noAnswer].retryable : failure.retryable;
}

/** Tells whether the owner has to change a setting; false if a retry may help. */
export function isForOwner(failure: Failure): boolean {
  return !isRetryable(failure) && wordingOf(failure).stepTaker === 'owner';
}

export function failureView(failure: Failure): FailureView {
  const { title, steps, stepTaker } = wordingOf(failure);
  const error = 'noAnswer' in failure ? null : failure;
  return {
    title,
    detail: error === null ? '' : writeWhatHappened(error),
    steps,
    head: NEXT_STEP_HEADS[stepTaker],
    isAboutOrderId: error?.code === 'order-not-found' || error?.code === 'bad-order-id',
    isMaybeElsewhere: error?.isMaybeElsewhere === true,
    isRefusal: isRefusal(failure),
    traceId: traceIdOf(failure),
  };
}

/** Describes why a scan found no order, and that the board will ask again if WeChat lacks it. */
export function scanFailureView(failure: Failure): FailureView {
  const view = failureView(failure);
  const code = 'code' in failure ? failure.code : null;
  if (code === 'queued') return { ...view, steps: SCANNED_NOT_FOUND.steps.slice(0, 1) };
  return code === 'order-not-found' ? { ...view, ...SCANNED_NOT_FOUND } : view;
}

export type DialFailure = Readonly<Record<'text' | 'traceId', string>>;

/** Describes why the rider could not be called, and how to reach the rider instead. */
export function dialFailure(failed: FailedCall): DialFailure {
  const failure = failureOf(failed);
  const text = `${wordingOf(failure).title}。${callAdvice(failure)}`;
  return { text, traceId: traceIdOf(failure) };
}

/** Returns the trace ids of WeChat and the cloud; the error message if the cloud did not answer. */
export function traceIdOf(failure: Failure): string {
  if ('noAnswer' in failure) return failure.detail;
  const { rid, traceId } = failure;
  return rid === undefined ? traceId : `${rid} ${traceId}`;
}

/** Says what happened, in which account; if an account lacks its store number, says only that. */
function writeWhatHappened({ code, message, account, withoutShopNo }: CloudError): string {
  if (withoutShopNo !== undefined)
    return `先看这一样：配送账号“${withoutShopNo}”没有填门店编号。配送公司给了编号的，请店主在“店铺”的“配送账号”里填上，不填会查不到单。`;
  const { title, detail } = ERROR_WORDING[code];
  const sentence = message ?? detail;
  return account === undefined
    ? (sentence ?? '')
    : `配送账号“${account}”：${sentence ?? `${title}。`}`;
}

function callAdvice(failure: Failure): string {
  if (isRetryable(failure)) return '稍后再点“拨打”。';
  const callElsewhere = '请在配送公司的系统里联系骑手。';
  return isForOwner(failure) ? `请告诉店主；急的话，${callElsewhere}` : callElsewhere;
}

function wordingOf(failure: Failure): FailureWording {
  if ('noAnswer' in failure) return NO_ANSWER_WORDING[failure.noAnswer];
  const { title, titleAfterName = `：${title}`, steps } = ERROR_WORDING[failure.code];
  const { miniProgram, fixer: stepTaker, waitSeconds } = failure;
  if (waitSeconds !== undefined)
    return { title: `${title} · 约 ${waitSeconds} 秒`, steps, stepTaker };
  if (miniProgram === undefined) return { title, steps, stepTaker };
  return { title: `下单小程序“${miniProgram}”${titleAfterName}`, steps, stepTaker };
}

/** Failure of an action, as the form of the action shows it. */
export type ActionFailure = Pick<FailureView, 'title' | 'detail' | 'steps' | 'traceId'>;

/** Describes a failed action. If a retry can help, says that the entered data are still there. */
export function actionFailure(failed: FailedCall): ActionFailure {
  const failure = failureOf(failed);
  const { title, detail, steps, traceId } = failureView(failure);
  const waitWords = isNetworkFailure(failure) ? '检查手机的网络，' : '稍后';
  const retrySteps = [`${waitWords}再点一次；这里的内容还在。`];
  return { title, detail, traceId, steps: isRetryable(failure) ? retrySteps : steps };
}

/** Changes a sentence for staff to one for the owner: `请店主重新上传云函数。` → `请重新上传云函数。`. */
export function sentenceForOwner(sentence: string): string {
  return sentence
    .replace('请店主处理', '你来处理')
    .replace('请告诉店主', '请到“店铺”里自检')
    .replace('都对的话，告诉店主：可能缺这家配送公司的账号。', COMPARE_ACCOUNTS_STEP)
    .replace('发给店主', '发给帮你开通的人')
    .replace(/请店主/g, '请');
}

/** Advice to an owner whose order was not found: compare the delivery accounts. */
const COMPARE_ACCOUNTS_STEP =
  '都对的话，核对配送账号：shopid 要和配送公司给的一样，这一单的配送公司也要建了账号。';

/** Tells whether steps ask the owner to check or change a delivery account. */
export function askToChangeAccount(steps: readonly string[]): boolean {
  return steps.some((step) => /核对配送账号|这个配送账号里/.test(step));
}

type FailureTexts = Pick<FailureView, 'detail' | 'steps'> & Partial<Pick<FailureView, 'head'>>;

export function rewordForOwner<Texts extends FailureTexts>(failure: Texts): Texts {
  const { detail, steps, head } = failure;
  return {
    ...failure,
    detail: sentenceForOwner(detail),
    steps: steps.map(sentenceForOwner),
    ...(head !== undefined && { head: sentenceForOwner(head) }),
  };
}

/** Tells whether a sentence mentions the owner. The owner gets such a sentence in other words. */
export function mentionsOwner(...sentences: readonly string[]): boolean {
  return sentences.some((sentence) => sentence.includes('店主'));
}

/** Tells whether sentences ask the owner to do something. Page 自检 (self-check) says what. */
export function asksOwner(...sentences: readonly string[]): boolean {
  return sentences.some((sentence) => sentence.includes('请店主'));
}
