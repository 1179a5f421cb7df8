import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import { currentToken, newTokenAfter } from './access-token';
import type { WeChat } from './wechat';
import { bothTokensRefused, isDeadToken } from './wechat-error';

/** Maximum number of newer tokens: a stored one, and a still newer one that WeChat has. */
const MAX_NEWER_TOKENS = 2;

/** Asks an API of WeChat. `read` throws if the answer reports an error. Without `body`: GET. */
export function askWeChat<Answer>(
  wechat: WeChat,
  path: string,
  body: object | null,
  read: (body: string) => Answer,
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

/** Asks again with a newer token if WeChat refuses one; else throws `token-exchanged-elsewhere`. */
export function withToken<Answer>(
  wechat: WeChat,
  call: CallContext,
  ask: (token: string) => Promise<Answer>,
): Promise<Answer> {
  return namingMiniProgram(wechat, askWithTokens(wechat, call, ask));
}

async function askWithTokens<Answer>(
  wechat: WeChat,
  call: CallContext,
  ask: (token: string) => Promise<Answer>,
): Promise<Answer> {
  let token = await currentToken(wechat, call);
  for (let left = MAX_NEWER_TOKENS; ; left -= 1) {
    try {
      return await ask(token);
    } catch (error) {
      if (!isDeadToken(error)) throw error;
      if (left === 0) throw bothTokensRefused(error);
      call.note({ deadToken: error.errcode });
      token = await newTokenAfter(token, wechat, call, error);
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

/** Waits for an answer, and adds the mini-program's name to a failure that concerns it. */
export async function namingMiniProgram<Answer>(
  { appId, nameOf }: Pick<WeChat, 'appId' | 'nameOf'>,
  asked: Promise<Answer>,
): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof CloudFailure) || !concernsOneMiniProgram(error)) throw error;
    throw error.withDetails({ miniProgram: await nameOf(appId) });
  }
}
