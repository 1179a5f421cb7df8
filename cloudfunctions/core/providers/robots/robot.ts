import { createHmac } from 'crypto';
import {
  type RobotKind,
  ROBOT_KINDS,
  ROBOT_NAMES,
  ROBOT_URL_STARTS,
} from '../../../../miniprogram/contract/notices';
import { CloudFailure } from '../../runtime/cloud-failure';
import { isLoopback } from '../../runtime/settings';
import { type PostJson, isUnsent } from '../wechat/post-json';
import { parseAnswer } from '../wechat/wire';

/** Robot that writes into a group chat. Whoever has its key can write there, too. */
export interface Robot {
  readonly kind: RobotKind;
  /** Key of the robot, the secret part of its address. */
  readonly key: string;
  /** Secret to sign messages with (签名校验); null when none is set. 企业微信 has no signing. */
  readonly signSecret: string | null;
}

const ROBOT_KEY = /^[\w-]{16,64}$/;

/** Reads the kind and key of a robot's address; null when the text is anything else. */
export function readRobotAddress(pastedText: string): Pick<Robot, 'kind' | 'key'> | null {
  const text = pastedText.trim();
  const robotKind = ROBOT_KINDS.find((robotKind) => text.startsWith(ROBOT_URL_STARTS[robotKind]));
  if (robotKind === undefined) return null;
  const key = text.slice(ROBOT_URL_STARTS[robotKind].length);
  return ROBOT_KEY.test(key) ? { kind: robotKind, key } : null;
}

export const ROBOT_TIMEOUT_MS = 3000;

export interface RobotConnection {
  /** Sends a message only once: a repeated request would show it twice in the group. */
  readonly post: PostJson;
  /** Base URL of WeChat's API. If it is on this machine (tests), robots' messages go there, too. */
  readonly apiBaseUrl: string;
  readonly now: () => number;
}

const WRONG_ADDRESS = '不认这个地址：机器人可能删掉了，重新复制地址，再贴一次';
/** Codes of a robot's answer to too many messages (docs/notices.md [O, R]). */
const TOO_FREQUENT_CODES: readonly number[] = [45009, 130101, 11232];

interface RobotFacts {
  /** Returns the body of a message (docs/notices.md [O]). `now`: ms since 1970. */
  readonly body: (text: string, robot: Robot, now: number) => object;
  /** Name of the answer's field that is 0 for a message that was sent. */
  readonly resultField: 'errcode' | 'code';
  /** Reasons for refused messages, by the code of the answer (docs/notices.md [O, R]). */
  readonly refusals: Readonly<Record<number, string>>;
}

const ROBOT_FACTS: Readonly<Record<RobotKind, RobotFacts>> = {
  wecom: {
    body: (text) => ({ msgtype: 'text', text: { content: text } }),
    resultField: 'errcode',
    refusals: { 93000: WRONG_ADDRESS },
  },
  feishu: {
    body: (text, { signSecret }, now) => ({
      ...(signSecret === null ? {} : feishuSignOf(signSecret, now)),
      msg_type: 'text',
      content: { text },
    }),
    resultField: 'code',
    refusals: {
      9499: '没有读懂这条消息',
      19001: WRONG_ADDRESS,
      19021: '不认这个签名：把“签名校验”的密钥重新贴一次；没有勾的，清空那一格',
      19022: '没让这里的 IP 进：去掉机器人的“IP 白名单”，或加上云函数的固定出口 IP',
      19024: '要有关键词才收：去掉机器人的“自定义关键词”，或加上门店名',
    },
  },
};

/** Signs a message for 飞书: the signed text is empty; time and secret together are the key [O]. */
function feishuSignOf(secret: string, now: number) {
  const timestamp = String(Math.floor(now / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
}

/**
 * Sends a text to a robot's group.
 *
 * @throws CloudFailure `robot-refused` with the reason, which never has the address;
 * `too-frequent`; `upstream-…` codes: {@link mayHaveArrived} tells if the text may have arrived
 */
export async function sendRobotText(
  robot: Robot,
  text: string,
  { post, apiBaseUrl, now }: RobotConnection,
): Promise<void> {
  const { body, resultField, refusals } = ROBOT_FACTS[robot.kind];
  const { origin, pathname, search } = new URL(ROBOT_URL_STARTS[robot.kind] + robot.key);
  const base = isLoopback(new URL(apiBaseUrl).hostname) ? apiBaseUrl : origin;
  const answer = await post(base + pathname + search, body(text, robot, now()), ROBOT_TIMEOUT_MS);
  const code = parseAnswer(answer).code(resultField);
  if (code === 0) return;
  if (code === null) throw new CloudFailure('upstream-malformed');
  const isTooFast = TOO_FREQUENT_CODES.includes(code);
  const reason = isTooFast ? '嫌消息太密，过一会儿再发' : (refusals[code] ?? '没有收下这条消息');
  throw new CloudFailure(isTooFast ? 'too-frequent' : 'robot-refused', {
    message: `${ROBOT_NAMES[robot.kind]}${reason}（${code}）。`,
    logged: { robotCode: code },
  });
}

/** Tells whether a text may have arrived, although sending it has failed. */
export function mayHaveArrived(failure: CloudFailure): boolean {
  return failure.code.startsWith('upstream-') && !isUnsent(failure);
}
