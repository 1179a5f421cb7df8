import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import { currentToken, getTokenExcept } from './access-token';
import type { WeChat } from './wechat';
import { tokensRefusedFailure, isDeadToken } from './wechat-error';

/** Maximum number of newer tokens that a question tries: the stored one, then WeChat's. */
const MAX_NEWER_TOKENS = 2;

/** Asks an API of WeChat, by GET if `body` is null. `read` throws if the answer has an error. */
export function askWeChat<Answer>(
  wechat: WeChat,
  path: string,
  body: object | null,
  read: (answerBody: string) => Answer,
  call: CallContext,
): Promise<Answer> {
  return withToken(wechat, call, async (token) => {
    call.count('upstream');
    const url = apiUrlOf(wechat, path, token);
    const leftMs = call.timeLeftMs();
    return read(await (body === null ? wechat.get(url, leftMs) : wechat.post(url, body, leftMs)));
  });
}

export function apiUrlOf({ apiBaseUrl }: WeChat, path: string, token: string): string {
  return `${apiBaseUrl}${path}?access_token=${encodeURIComponent(token)}`;
}

/** Asks with a token, then with newer ones; `token-exchanged-elsewhere` if WeChat refuses all. */
export function withToken<Answer>(
  wechat: WeChat,
  call: CallContext,
  askWithToken: (token: string) => Promise<Answer>,
): Promise<Answer> {
  return addMiniProgramName(wechat, askWithTokens(wechat, call, askWithToken));
}

async function askWithTokens<Answer>(
  wechat: WeChat,
  call: CallContext,
  askWithToken: (token: string) => Promise<Answer>,
): Promise<Answer> {
  let token = await currentToken(wechat, call);
  for (let newerTokensLeft = MAX_NEWER_TOKENS; ; newerTokensLeft -= 1) {
    try {
      return await askWithToken(token);
    } catch (error) {
      if (!isDeadToken(error)) throw error;
      if (newerTokensLeft === 0) throw tokensRefusedFailure(error);
      call.note({ deadToken: error.errcode });
      token = await getTokenExcept(token, wechat, call, error);
    }
  }
}

const MINI_PROGRAM_ERROR_CODES: readonly CloudErrorCode[] = [
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
  return MINI_PROGRAM_ERROR_CODES.includes(code);
}

/** Waits for an answer. A failure that concerns only this mini-program gets its name. */
export async function addMiniProgramName<Answer>(
  { appId, nameOf }: Pick<WeChat, 'appId' | 'nameOf'>,
  answer: Promise<Answer>,
): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof CloudFailure) || !concernsOneMiniProgram(error)) throw error;
    throw error.withDetails({ miniProgram: await nameOf(appId) });
  }
}
