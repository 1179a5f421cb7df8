import { createHmac } from 'node:crypto';
import { type Infer, is, literal, number, optional, string, type } from 'superstruct';
import { parsedJson } from '../check/json-text';
import type { FaultOf } from '../faults/fault-table';
import type { Faults } from '../faults/faults';
import type { Journaled } from '../journal/journal';
import type { ShownGroup } from '../protocol/host-state';
import { FIRST_STORE, SECOND_STORE } from './account';

/** Event of a message in a group. The journal of events restores the messages after a restart. */
export const MessageEvent = type({
  type: literal('group-message'),
  at: number(),
  /** Name of the group. */
  group: string(),
  text: string(),
});
export type MessageEvent = Infer<typeof MessageEvent>;

type Group = Omit<ShownGroup, 'messages'>;

const WECOM_PATH = '/cgi-bin/webhook/send';
const FEISHU_PATH = '/open-apis/bot/v2/hook/';

export const GROUPS: readonly Group[] = [
  {
    name: `${FIRST_STORE.name}值班（企业微信）`,
    address: `https://qyapi.weixin.qq.com${WECOM_PATH}?key=de300000-0001-4000-8000-00000000c0de`,
    signSecret: null,
  },
  {
    name: `${SECOND_STORE.name}值班（飞书）`,
    address: `https://open.feishu.cn${FEISHU_PATH}de300000-0002-4000-8000-00000000c0de`,
    signSecret: 'demo-feishu-sign-41c7',
  },
];

export function isRobotPath({ pathname }: URL): boolean {
  return pathname === WECOM_PATH || pathname.startsWith(FEISHU_PATH);
}

/** The robots of 企业微信 and 飞书 (docs/notices.md). */
export class Robots {
  /** All messages, oldest first. */
  readonly messages: MessageEvent[];

  constructor(private readonly parts: Journaled<MessageEvent> & { readonly faults: Faults }) {
    this.messages = [...parts.past];
  }

  /**
   * Answers a request to a robot, whose text then stands in its group unless it is refused.
   *
   * @param sent body of the request
   * @returns null when the robot never answers
   */
  answer(url: URL, sent: string): object | null {
    const { now, faults, record } = this.parts;
    const happens = (name: FaultOf<'robot'>): boolean => faults.take(name, null);
    if (happens('robot-hangs')) return null;
    const isWecom = url.pathname === WECOM_PATH;
    const group = GROUPS.find(({ address }) => address.endsWith(url.pathname + url.search));
    if (group === undefined || happens('robot-gone')) return isWecom ? WECOM.gone : FEISHU.gone;
    if (happens('robot-too-fast')) return isWecom ? WECOM.tooFast : FEISHU.tooFast;
    const { text, refusal } = isWecom
      ? wecomText(sent)
      : feishuText(sent, group, { happens, now: now() });
    if (refusal !== undefined) return refusal;
    const event: MessageEvent = { type: 'group-message', at: now(), group: group.name, text };
    record(event);
    this.messages.push(event);
    return isWecom ? WECOM.sent : FEISHU.sent;
  }
}

/** Text of a message, or the answer by which it is refused. */
type Read =
  | { readonly text: string; readonly refusal?: undefined }
  | { readonly text?: undefined; readonly refusal: object };

const wecomBody = type({ msgtype: literal('text'), text: type({ content: string() }) });
/** Limit of a text of 企业微信 in bytes. */
const WECOM_BYTES = 2048;

function wecomText(sent: string): Read {
  const body = parsedJson(sent);
  if (!is(body, wecomBody)) return { refusal: WECOM.badBody };
  const text = body.text.content;
  return Buffer.byteLength(text) > WECOM_BYTES ? { refusal: WECOM.tooLong } : { text };
}

const feishuBody = type({
  msg_type: literal('text'),
  content: type({ text: string() }),
  timestamp: optional(string()),
  sign: optional(string()),
});
/** Greatest age of a sign, in s. */
const SIGN_SECONDS = 3600;

interface Circumstances {
  readonly happens: (name: FaultOf<'robot'>) => boolean;
  readonly now: number;
}

function feishuText(sent: string, { signSecret }: Group, { happens, now }: Circumstances): Read {
  const body = parsedJson(sent);
  if (!is(body, feishuBody)) return { refusal: FEISHU.badBody };
  const { timestamp = '', sign } = body;
  const isSigned =
    sign === createHmac('sha256', `${timestamp}\n${signSecret}`).digest('base64') &&
    Math.abs(now / 1000 - Number(timestamp)) <= SIGN_SECONDS;
  if (signSecret !== null && !isSigned) return { refusal: FEISHU.sign };
  if (happens('robot-ip')) return { refusal: FEISHU.ip };
  return happens('robot-keyword') ? { refusal: FEISHU.keyword } : { text: body.content.text };
}

const wecom = (errcode: number, errmsg: string): object => ({ errcode, errmsg });
const feishu = (code: number, msg: string): object => ({ code, msg, data: {} });

/** Answers with the codes of docs/notices.md; the words of refusals are [I]. */
const WECOM = {
  sent: wecom(0, 'ok'),
  gone: wecom(93000, 'invalid webhook url'),
  tooFast: wecom(45009, 'api freq out of limit'),
  badBody: wecom(40008, 'invalid message type'),
  tooLong: wecom(40058, 'text.content exceed max length 2048'),
};
const FEISHU = {
  sent: feishu(0, 'success'),
  gone: feishu(19001, 'param invalid: incoming webhook access token invalid'),
  tooFast: feishu(11232, 'frequency limited'),
  badBody: feishu(9499, 'Bad Request'),
  sign: feishu(19021, 'sign match fail or timestamp is not within one hour from current time'),
  ip: feishu(19022, 'Ip Not Allowed'),
  keyword: feishu(19024, 'Key Words Not Found'),
};
