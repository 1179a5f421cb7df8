import {
  type Robot,
  readRobotAddress,
  sendRobotText,
} from '../../../../../cloudfunctions/core/providers/robots/robot';
import { DEFAULT_API_BASE_URL } from '../../../../../cloudfunctions/core/runtime/settings';

const WECOM: Robot = { kind: 'wecom', key: 'key-of-the-robot-1', signSecret: null };
const FEISHU: Robot = { kind: 'feishu', key: 'key-of-the-robot-2', signSecret: 'demo' };
const NOW = Date.UTC(2026, 10, 24, 4);

/** Sends a text, which is answered so. @returns address and body of the request */
async function sent(robot: Robot, answer: string, apiBaseUrl = DEFAULT_API_BASE_URL) {
  const requests: unknown[] = [];
  const post = (url: string, body: unknown, timeoutMs: number): Promise<string> => {
    requests.push([url, body, timeoutMs]);
    return Promise.resolve(answer);
  };
  await sendRobotText(robot, '1304 没人接', { post, apiBaseUrl, now: () => NOW });
  return requests;
}

it('writes to 企业微信', async () => {
  const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-of-the-robot-1';
  const body = { msgtype: 'text', text: { content: '1304 没人接' } };
  expect(await sent(WECOM, '{"errcode":0,"errmsg":"ok"}')).toEqual([[url, body, 3000]]);
});

it('writes to 飞书, signed', async () => {
  const url = 'https://open.feishu.cn/open-apis/bot/v2/hook/key-of-the-robot-2';
  const body = {
    timestamp: '1795492800',
    // printf '' | openssl dgst -sha256 -hmac "$(printf '1795492800\ndemo')" -binary | base64
    sign: '96CDhTOKekATDVgH+WLHaKrPY3ljieF9QkovKeRbDmU=',
    msg_type: 'text',
    content: { text: '1304 没人接' },
  };
  expect(await sent(FEISHU, '{"code":0,"msg":"success"}')).toEqual([[url, body, 3000]]);
});

it.each([
  ['where a base URL of this machine says', 'http://127.0.0.1:9', 'http://127.0.0.1:9'],
  ['to no other host', 'https://proxy.example.com', 'https://qyapi.weixin.qq.com'],
])('goes with its key %s, by the same path', async (_where, baseUrl, host) => {
  const url = `${host}/cgi-bin/webhook/send?key=key-of-the-robot-1`;
  expect(await sent(WECOM, '{"errcode":0}', baseUrl)).toMatchObject([[url, {}, 3000]]);
});

it.each([
  [WECOM, '{"errcode":93000}', 'robot-refused', '企业微信不认这个地址'],
  [WECOM, '{"errcode":40058}', 'robot-refused', '企业微信没有收下这条消息（40058）'],
  [WECOM, '{"errcode":45009}', 'too-frequent', '企业微信嫌消息太密'],
  [WECOM, '{"errcode":130101}', 'too-frequent', '企业微信嫌消息太密'],
  [FEISHU, '{"code":9499}', 'robot-refused', '飞书没有读懂'],
  [FEISHU, '{"code":19001}', 'robot-refused', '飞书不认这个地址'],
  [FEISHU, '{"code":19021}', 'robot-refused', '飞书不认这个签名'],
  [FEISHU, '{"code":"19022"}', 'robot-refused', 'IP 白名单'],
  [FEISHU, '{"code":19024}', 'robot-refused', '自定义关键词'],
  [FEISHU, '{"code":11232}', 'too-frequent', '飞书嫌消息太密'],
  [WECOM, '{"code":0}', 'upstream-malformed', ''],
  [FEISHU, '<html>Moved</html>', 'upstream-malformed', ''],
] as const)('%#: words for an answer of %j', async (robot, answer, code, words) => {
  const failure: unknown = await sent(robot, answer).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code });
  const { userMessage } = failure as { readonly userMessage?: string };
  expect(userMessage ?? '').toContain(words);
  const { cause: _, ...all } = failure as Error;
  expect(`${String(failure)} ${JSON.stringify(all)}`).not.toContain('key-of-the-robot');
});

const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';

describe('the address of a robot', () => {
  it.each([
    ['企业微信', `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`, 'wecom'],
    ['飞书', ` https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}\n`, 'feishu'],
  ])('of %s is read', (_name, pasted, kind) => {
    expect(readRobotAddress(pasted)).toEqual({ kind, key: KEY });
  });

  it.each([
    ['another host', `https://qyapi.weixin.qq.com.example.com/cgi-bin/webhook/send?key=${KEY}`],
    ['no https', `http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`],
    ['a port', `https://open.feishu.cn:8443/open-apis/bot/v2/hook/${KEY}`],
    ['credentials', `https://open.feishu.cn@127.0.0.1/open-apis/bot/v2/hook/${KEY}`],
    ['credentials of the right host', `https://a:b@open.feishu.cn/open-apis/bot/v2/hook/${KEY}`],
    ['another path', `https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=${KEY}`],
    ['a path that leads on', `https://open.feishu.cn/open-apis/bot/v2/hook/../../x/${KEY}`],
    ['two keys', `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}&key=${KEY}`],
    ['one more parameter', `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}&debug=1`],
    ['an encoded line end in its key', `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}%0d%0a`],
    ['a fragment', `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}#x`],
    ['no address', '请大家加群：https://work.weixin.qq.com/g/abc'],
  ])('is refused: %s', (_what, pasted) => {
    expect(readRobotAddress(pasted)).toBeNull();
  });
});
