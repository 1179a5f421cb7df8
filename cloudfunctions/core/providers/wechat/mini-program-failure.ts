import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { WeChat } from './wechat';

/** Codes of failures that concern all questions of one mini-program, but of no other one. */
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

/** Tells whether a failure concerns only one mini-program, so that others may still answer. */
export function concernsOneMiniProgram({ code }: CloudFailure): boolean {
  return ABOUT_A_MINI_PROGRAM.includes(code);
}

/** Waits for an answer, and adds the mini-program's name to a failure that concerns it. */
export async function namingMiniProgram<Answer>(
  { appId, nameOf }: Pick<WeChat, 'appId' | 'nameOf'>,
  asked: Promise<Answer>,
): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof CloudFailure) || !concernsOneMiniProgram(error)) throw error;
    throw error.with({ miniProgram: await nameOf(appId) });
  }
}
