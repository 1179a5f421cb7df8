import { createHmac } from 'node:crypto';
import type { FaultOf } from '../../../dev/faults/fault-table';
import { GROUPS } from '../../../dev/sandbox/robots';
import { createSandbox } from '../../../dev/sandbox/sandbox';
import { sandboxForEach } from '../../support/served-sandbox';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const HOUR = 3_600_000;

const served = sandboxForEach();

const pathOf = (kind: 'wecom' | 'feishu'): string => {
  const { pathname, search } = new URL(GROUPS[kind === 'wecom' ? 0 : 1]?.address ?? '');
  return pathname + search;
};
const WECOM = { msgtype: 'text', text: { content: '接上了' } };
const signed = (secret = GROUPS[1]?.signSecret, at = NOON) => {
  const timestamp = String(at / 1000);
  const sign = createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
  return { timestamp, sign, msg_type: 'text', content: { text: '接上了' } };
};
const codeOf = async (path: string, body: unknown): Promise<unknown> => {
  const { json } = await served.post(path, body);
  return json['errcode'] ?? json['code'];
};
const messages = () =>
  served.sandbox.groups().flatMap(({ name, messages }) => messages.map(({ text }) => [name, text]));

describe('the robots of groups', () => {
  it('write into their group, where the messages stay over a restart', async () => {
    expect(await codeOf(pathOf('wecom'), WECOM)).toBe(0);
    expect(await codeOf(pathOf('feishu'), signed())).toBe(0);
    const [first, second] = GROUPS.map(({ name }) => name);
    expect(messages()).toEqual([
      [first, '接上了'],
      [second, '接上了'],
    ]);
    const again = createSandbox({ now: () => served.now, journalFile: served.journalFile });
    expect(again.groups()).toEqual(served.sandbox.groups());
  });

  it.each([
    ['another key of 企业微信', '/cgi-bin/webhook/send?key=another', WECOM, 93000],
    ['another key of 飞书', '/open-apis/bot/v2/hook/another', signed(), 19001],
    ['no message of 企业微信', pathOf('wecom'), { msgtype: 'text' }, 40008],
    [
      'too long a text of 企业微信',
      pathOf('wecom'),
      { ...WECOM, text: { content: '长'.repeat(683) } },
      40058,
    ],
    ['no message of 飞书', pathOf('feishu'), 'no JSON', 9499],
    ['no sign', pathOf('feishu'), { ...signed(), sign: undefined }, 19021],
    ['the sign of another secret', pathOf('feishu'), signed('another'), 19021],
    ['a sign of an hour ago', pathOf('feishu'), signed(undefined, NOON - HOUR - 1000), 19021],
  ])('refuse %s', async (_what, path, body, code) => {
    expect(await codeOf(path, body)).toBe(code);
    expect(messages()).toEqual([]);
  });

  const FAULTS: readonly [FaultOf<'robot'>, 'wecom' | 'feishu', number][] = [
    ['robot-gone', 'wecom', 93000],
    ['robot-gone', 'feishu', 19001],
    ['robot-too-fast', 'wecom', 45009],
    ['robot-too-fast', 'feishu', 11232],
    ['robot-ip', 'feishu', 19022],
    ['robot-keyword', 'feishu', 19024],
  ];
  it.each(FAULTS)('refuse by the fault %s of %s with %d', async (fault, kind, code) => {
    served.sandbox.faults.set(fault, { times: 1 });
    const body = kind === 'wecom' ? WECOM : signed();
    expect(await codeOf(pathOf(kind), body)).toBe(code);
    expect(await codeOf(pathOf(kind), body)).toBe(0);
    expect(messages()).toHaveLength(1);
  });

  it('that hang neither answer nor write', async () => {
    served.sandbox.faults.set('robot-hangs');
    const leave = new AbortController();
    const sending = fetch(served.baseUrl + pathOf('wecom'), {
      method: 'POST',
      body: JSON.stringify(WECOM),
      signal: leave.signal,
    });
    // This request is taken after the one that hangs.
    expect(await codeOf('/cgi-bin/none', {})).toBe(40066);
    leave.abort();
    await expect(sending).rejects.toThrow();
    expect(messages()).toEqual([]);
  });
});
