import type { RobotConnection } from '../../cloudfunctions/core/providers/robots/robot';
import { CloudFailure } from '../../cloudfunctions/core/runtime/cloud-failure';
import { DEFAULT_API_BASE_URL } from '../../cloudfunctions/core/runtime/settings';
import type { CloudErrorCode } from '../../miniprogram/contract/cloud-error';

/** Robots of groups, without network. */
export interface FakeRobots {
  /** Answer to each message; a code stands for a failure of the request, a promise for a wait. */
  answer: object | CloudErrorCode | Promise<object>;
  /** Node's code of what made a request fail. */
  cause?: string;
  /** Messages so far, each with the address to which it was sent. */
  readonly sent: { readonly url: string; readonly text: string; readonly body: object }[];
  readonly connect: (now: () => number) => RobotConnection;
}

interface Body {
  readonly text?: { readonly content: string };
  readonly content?: { readonly text: string };
}

export function fakeRobots(): FakeRobots {
  const robots: FakeRobots = {
    answer: { errcode: 0, code: 0 },
    sent: [],
    connect: (now) => ({
      apiBaseUrl: DEFAULT_API_BASE_URL,
      now,
      post: async (url, body) => {
        await Promise.resolve();
        const { text, content } = body as Body;
        const sent = text?.content ?? content?.text ?? '';
        robots.sent.push({ url, text: sent, body: body as object });
        const answer = await robots.answer;
        if (typeof answer === 'string')
          throw new CloudFailure(answer, { cause: systemError(robots.cause) });
        return JSON.stringify(answer);
      },
    }),
  };
  return robots;
}

function systemError(code: string | undefined): Error {
  return Object.assign(new Error('The request failed.'), { code });
}

/** Texts that were sent so far. */
export function textsOf({ sent }: FakeRobots): readonly string[] {
  return sent.map(({ text }) => text);
}

/** Key of a robot, as a person pastes it in an address. */
export const ROBOT_KEY = '8f2c0000-1111-4222-8333-444455556666';
export const WECOM_ADDRESS = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${ROBOT_KEY}`;
export const FEISHU_ADDRESS = `https://open.feishu.cn/open-apis/bot/v2/hook/${ROBOT_KEY}`;
