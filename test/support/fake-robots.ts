import type { RobotConnection } from '../../cloudfunctions/core/providers/robots/robot';
import { CloudFailure } from '../../cloudfunctions/core/runtime/cloud-failure';
import { DEFAULT_API_BASE_URL } from '../../cloudfunctions/core/runtime/settings';
import type { CloudErrorCode } from '../../miniprogram/contract/cloud-error';

/** What WeChat or a group's robot answers to each message. */
export interface ScriptedAnswer {
  /** A code stands for a failure of the request, a promise for a wait. */
  answer: object | CloudErrorCode | Promise<object>;
  /** Node's code of what made a request fail. */
  cause?: string;
}

/** @returns the answer as JSON. @throws CloudFailure where the request is to fail */
export async function answerOf(scripted: ScriptedAnswer): Promise<string> {
  const answer = await scripted.answer;
  if (typeof answer !== 'string') return JSON.stringify(answer);
  const cause = Object.assign(new Error('The request failed.'), { code: scripted.cause });
  throw new CloudFailure(answer, { cause });
}

/** Robots of groups, without network. */
export type FakeRobots = ReturnType<typeof fakeRobots>;

interface Body {
  readonly text?: { readonly content: string };
  readonly content?: { readonly text: string };
}

export function fakeRobots() {
  const scripted: ScriptedAnswer = { answer: { errcode: 0, code: 0 } };
  /** Messages so far, each with the address to which it was sent. */
  const sent: { readonly url: string; readonly text: string; readonly body: object }[] = [];
  const connect = (now: () => number): RobotConnection => ({
    apiBaseUrl: DEFAULT_API_BASE_URL,
    now,
    post: async (url, body) => {
      await Promise.resolve();
      const { text, content } = body as Body;
      sent.push({ url, text: text?.content ?? content?.text ?? '', body: body as object });
      return answerOf(scripted);
    },
  });
  return Object.assign(scripted, { sent, connect });
}

/** Texts that were sent so far. */
export function textsOf({ sent }: FakeRobots): readonly string[] {
  return sent.map(({ text }) => text);
}

/** Key of a robot, as a person pastes it in an address. */
export const ROBOT_KEY = '8f2c0000-1111-4222-8333-444455556666';
export const WECOM_ADDRESS = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${ROBOT_KEY}`;
export const FEISHU_ADDRESS = `https://open.feishu.cn/open-apis/bot/v2/hook/${ROBOT_KEY}`;
