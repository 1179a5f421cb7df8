import { createHmac } from 'crypto';
import type { RobotKind } from '../../../../miniprogram/contract/notices';

/** Robot that writes into a group chat. Whoever has its key can write there, too. */
export interface Robot {
  readonly kind: RobotKind;
  /** Key of the robot, the secret part of its address. */
  readonly key: string;
  /** Secret of the robot's sign (签名校验); null where none is set. 企业微信 has none. */
  readonly signSecret: string | null;
}

interface RobotFacts {
  readonly origin: string;
  /** Finds the key in an address of the right host; null when the address is another one. */
  readonly keyIn: (url: URL) => string | null;
  readonly path: (key: string) => string;
  /** Returns the body of a message (docs/notices.md [O]). `now`: ms since 1970. */
  readonly body: (text: string, robot: Robot, now: number) => object;
  /** Name of the answer's field that is 0 for a message that was sent. */
  readonly result: 'errcode' | 'code';
}

const KEY = /^[\w-]{16,64}$/;
const WECOM_PATH = '/cgi-bin/webhook/send';
const FEISHU_PATH = '/open-apis/bot/v2/hook/';

export const ROBOTS: Readonly<Record<RobotKind, RobotFacts>> = {
  wecom: {
    origin: 'https://qyapi.weixin.qq.com',
    keyIn: ({ pathname, searchParams }) => {
      const keys = searchParams.getAll('key');
      return pathname === WECOM_PATH && [...searchParams].length === 1 ? (keys[0] ?? null) : null;
    },
    path: (key) => `${WECOM_PATH}?key=${key}`,
    body: (text) => ({ msgtype: 'text', text: { content: text } }),
    result: 'errcode',
  },
  feishu: {
    origin: 'https://open.feishu.cn',
    keyIn: ({ pathname, search }) =>
      pathname.startsWith(FEISHU_PATH) && search === '' ? pathname.slice(FEISHU_PATH.length) : null,
    path: (key) => FEISHU_PATH + key,
    body: (text, { signSecret }, now) => ({
      ...(signSecret === null ? {} : signOf(signSecret, now)),
      msg_type: 'text',
      content: { text },
    }),
    result: 'code',
  },
};

/** Signs as 飞书 wants it: the key is the time and the secret, and the message is empty [O]. */
function signOf(
  secret: string,
  now: number,
): { readonly timestamp: string; readonly sign: string } {
  const timestamp = String(Math.floor(now / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
}

/**
 * Reads the address of a robot. The pasted text itself is never used: no other host, port, path or
 * credentials can come from it.
 *
 * @returns null when the text is no address of a robot
 */
export function readRobotAddress(pasted: string): Pick<Robot, 'kind' | 'key'> | null {
  const url = urlIn(pasted.trim());
  const found = Object.entries(ROBOTS).find(([, { origin }]) => origin === url?.origin);
  if (url === null || found === undefined) return null;
  const isPlain = url.username === '' && url.password === '' && url.hash === '';
  const key = isPlain ? found[1].keyIn(url) : null;
  // Cast, because TypeScript types the keys of Object.entries as string.
  return key !== null && KEY.test(key) ? { kind: found[0] as RobotKind, key } : null;
}

function urlIn(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
