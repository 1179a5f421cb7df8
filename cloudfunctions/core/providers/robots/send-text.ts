import type { RobotKind } from '../../../../miniprogram/contract/notices';
import { CloudFailure } from '../../runtime/cloud-failure';
import { DEFAULT_API_BASE_URL } from '../../runtime/settings';
import type { PostJson } from '../wechat/post-json';
import { readWire } from '../wechat/wire';
import { type Robot, ROBOTS } from './robot';

/** Time (ms) that a robot has for its answer. */
export const ROBOT_MS = 3000;

export interface RobotConnection {
  /** Sends a message once: it is never repeated by itself. */
  readonly post: PostJson;
  /** Base URL of WeChat's API. Another one than WeChat's own stands for the robots' hosts, too. */
  readonly apiBaseUrl: string;
  readonly now: () => number;
}

/**
 * Sends a text to a robot's group.
 *
 * @throws CloudFailure `robot-refused` with the reason, which never has the address;
 * `too-frequent`; `upstream-…` codes, after which the text may have arrived or not
 */
export async function sendText(
  robot: Robot,
  text: string,
  { post, apiBaseUrl, now }: RobotConnection,
): Promise<void> {
  const { origin, path, body, result } = ROBOTS[robot.kind];
  const base = apiBaseUrl === DEFAULT_API_BASE_URL ? origin : apiBaseUrl;
  const answer = await post(base + path(robot.key), body(text, robot, now()), ROBOT_MS);
  const code = readWire(answer).code(result);
  if (code === 0) return;
  if (code === null) throw new CloudFailure('upstream-malformed');
  const isTooFast = TOO_FAST.includes(code);
  const why = isTooFast
    ? '嫌消息太密，过一会儿再发'
    : (REFUSALS[robot.kind][code] ?? '没有收下这条消息');
  throw new CloudFailure(isTooFast ? 'too-frequent' : 'robot-refused', {
    message: `${NAMES[robot.kind]}${why}（${code}）。`,
    logged: { robotCode: code },
  });
}

const NAMES: Readonly<Record<RobotKind, string>> = { wecom: '企业微信', feishu: '飞书' };

/** Codes for too many messages (docs/notices.md [O, R]). */
const TOO_FAST: readonly number[] = [45009, 130101, 11232];

/** Reasons for refused messages, by the code of the answer (docs/notices.md [O, R]). */
const REFUSALS: Readonly<Record<RobotKind, Readonly<Record<number, string>>>> = {
  wecom: { 93000: '不认这个地址：机器人可能删掉了，重新复制地址，再贴一次' },
  feishu: {
    9499: '没有读懂这条消息',
    19001: '不认这个地址：机器人可能删掉了，重新复制地址，再贴一次',
    19021: '不认这个签名：核对“签名校验”的密钥，没有勾的清空；机器的时间也要准',
    19022: '没让这里的 IP 进：去掉机器人的“IP 白名单”，或加上云函数的固定出口 IP',
    19024: '要有关键词才收：去掉机器人的“自定义关键词”，或加上门店名',
  },
};
