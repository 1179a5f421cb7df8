import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { WeChat } from './wechat';

/** Codes of failures that concern all questions in the name of one mini-program, and no others. */
const ABOUT_A_MINI_PROGRAM: readonly CloudErrorCode[] = [
  'token-rejected',
  'token-exchanged-elsewhere',
  'app-secret-frozen',
  'ip-not-allowed',
  'api-not-opened',
  'quota-exceeded',
  'settings-missing',
  'secret-needed',
];

/** Tells whether a failure concerns one mini-program, so that others may well answer. */
export function isOfOneMiniProgram({ code }: CloudFailure): boolean {
  return ABOUT_A_MINI_PROGRAM.includes(code);
}

/** Names the mini-program in a failure that concerns all its questions, unless it is named. */
export async function namedFailure(
  wechat: Pick<WeChat, 'nameOf'>,
  appId: string,
  failure: CloudFailure,
): Promise<CloudFailure> {
  const { account, miniProgram } = failure.told;
  const isNamed = account !== undefined || miniProgram !== undefined;
  if (isNamed || !isOfOneMiniProgram(failure)) return failure;
  return failure.with({ miniProgram: await wechat.nameOf(appId) });
}

/** Waits for an answer in the name of a mini-program, which a failure names. */
export async function ofMiniProgram<Answer>(
  wechat: Pick<WeChat, 'nameOf'>,
  appId: string,
  asked: Promise<Answer>,
): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof CloudFailure ? await namedFailure(wechat, appId, error) : error;
  }
}
