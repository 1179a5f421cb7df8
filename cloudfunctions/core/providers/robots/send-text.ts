import type { RobotKind } from '../../../../miniprogram/contract/notices';
import { CloudFailure } from '../../runtime/cloud-failure';
import { causeCodeOf } from '../../runtime/log';
import { isLoopback } from '../../runtime/settings';
import type { PostJson } from '../wechat/post-json';
import { readWire } from '../wechat/wire';
import { type Robot, ROBOTS } from './robot';

/** Time (ms) that a robot has for its answer. */
export const ROBOT_MS = 3000;

export interface RobotConnection {
  /** Sends a message once: it is never repeated by itself. */
  readonly post: PostJson;
  /** Base URL of WeChat's API. One of this machine stands for the robots' hosts, too. */
  readonly apiBaseUrl: string;
  readonly now: () => number;
}

/**
 * Sends a text to a robot's group.
 *
 * @throws CloudFailure `robot-refused` with the reason, which never has the address;
 * `too-frequent`; `upstream-…` codes, after which {@link mayHaveArrived}
 */
export async function sendText(
  robot: Robot,
  text: string,
  { post, apiBaseUrl, now }: RobotConnection,
): Promise<void> {
  const { origin, path, body, result } = ROBOTS[robot.kind];
  const base = isLoopback(new URL(apiBaseUrl).hostname) ? apiBaseUrl : origin;
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

/** Causes of a request that never had a connection. */
const UNSENT_CODES: readonly (string | undefined)[] = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'];

/** Tells whether a text may have arrived, although sending it has failed. */
export function mayHaveArrived(failure: CloudFailure): boolean {
  return failure.code.startsWith('upstream-') && !UNSENT_CODES.includes(causeCodeOf(failure));
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
    19021: '不认这个签名：把“签名校验”的密钥重新贴一次；没有勾的，清空那一格',
    19022: '没让这里的 IP 进：去掉机器人的“IP 白名单”，或加上云函数的固定出口 IP',
    19024: '要有关键词才收：去掉机器人的“自定义关键词”，或加上门店名',
  },
};
