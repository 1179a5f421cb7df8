import {
  readRobotAddress,
  sendRobotText,
} from '../../../../cloudfunctions/core/providers/robots/robot';
import { DEFAULT_API_BASE_URL } from '../../../../cloudfunctions/core/runtime/settings';
import { cloudFailureOf } from '../../../../cloudfunctions/core/runtime/define-function';
import type { RobotKind } from '../../../../miniprogram/contract/notices';
import {
  type PastedRobot,
  NO_TRIAL,
  NOTHING_PASTED,
  sampleMessage,
  QUIET_OPTIONS,
  readPastedRobot,
  readRobotForm,
  robotGuides,
  robotRemovalQuestion,
  trialView,
} from '../../../../miniprogram/management/views/robot-form';
import { failedWith, OFFLINE } from '../../../support/failed-calls';
import { NOON } from '../../../support/delivery-reports';

const KEY = '693a91f6-7a2c-4bc4-97a0-0ec2aaaa5aaa';
const WECOM = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`;
const FEISHU = `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}`;
const MASK = '********';

function pasted(text: string): PastedRobot {
  return readPastedRobot(text, NOTHING_PASTED);
}

describe('the box for an address', () => {
  it.each([
    ['wecom', WECOM],
    ['feishu', FEISHU],
  ] as const)('takes an address of %s as the cloud does, and shows no key', (kind, address) => {
    const shown = address.replace(KEY, MASK);
    for (const text of [address, ` ${address}\n`, `地址：${address}，谢谢`, `curl '${address}' \\`])
      expect(pasted(text)).toMatchObject({ kind, address, shown, reason: '' });
    expect(readRobotAddress(address)).toEqual({ kind, key: KEY });
  });

  it('keeps a key that is typed out of sight from its sixteenth character on', () => {
    let box = NOTHING_PASTED;
    for (const character of WECOM) box = readPastedRobot(box.shown + character, box);
    expect(box).toEqual(pasted(WECOM));
  });

  it('says at once what it is that is no address', () => {
    const wrong = (text: string) => pasted(text).reason;
    expect(wrong('https://work.weixin.qq.com/gm/1b0f')).toBe(
      '这是群的邀请链接，不是机器人的地址。要以 https://qyapi.weixin.qq.com 开头的那一行。',
    );
    expect(wrong('https://applink.feishu.cn/client/chat/chatter/add_by_link?link_token=1')).toBe(
      '这是群的邀请链接，不是机器人的地址。要以 https://open.feishu.cn 开头的那一行。',
    );
    expect(wrong('值班群')).toMatch(/^这不是机器人的地址。要以 .*qyapi.* 或 .*feishu.* 开头/);
    expect(wrong('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc')).toMatch('地址不全');
  });

  it.each(['', 'h', 'https://open.', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key='])(
    'says nothing while an address may be typed: %s',
    (text) => {
      expect(pasted(text)).toEqual({ ...NOTHING_PASTED, shown: text });
    },
  );

  it.each([
    `https://oapi.dingtalk.com/robot/send?access_token=${KEY}`,
    `http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`,
    `https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=${KEY}`,
    `https://me@open.feishu.cn/open-apis/bot/v2/hook/${KEY}&more`,
    `https://open.feishu.cn.example.com/open-apis/bot/v2/hook/${KEY}`,
    `${WECOM}${KEY}`,
  ])('takes no other address, and shows none of its secrets: %s', (text) => {
    const { kind, shown, reason } = pasted(text);
    expect(kind).toBeNull();
    expect(shown).not.toContain(KEY);
    expect(reason).not.toBe('');
    expect(reason).not.toContain(KEY);
  });
});

describe('a robot', () => {
  it('is saved with its address, and the secret of its sign where it has one', () => {
    const draft = (text: string, secret: string) => readRobotForm('st-1', pasted(text), secret);
    const value = { storeId: 'st-1', address: FEISHU, signSecret: 's3cret' };
    expect(draft(FEISHU, ' s3cret ')).toEqual({ ok: true, value });
    expect(draft(FEISHU, ' ')).toMatchObject({ value: { signSecret: null } });
    expect(draft(WECOM, 's3cret')).toMatchObject({ value: { signSecret: null } });
  });

  it('without an address is not saved', () => {
    const reasons = (text: string) => readRobotForm('st-1', pasted(text), '');
    const expected = { ok: false, reasons: { address: '请把机器人的地址整行贴进来。' } };
    expect(reasons('')).toEqual(expected);
    const reason = pasted('值班群').reason;
    expect(reasons('值班群')).toEqual({ ok: false, reasons: { address: reason } });
  });

  it('is asked for by the name of its store before it is removed', () => {
    expect(robotRemovalQuestion('一店').title).toBe('不再往“一店”的群发？');
  });

  it('is looked for in both services, until one is recognised', () => {
    const expected = ['地址在哪里 · 企业微信', '地址在哪里 · 飞书'];
    expect(robotGuides(null).map(({ title }) => title)).toEqual(expected);
    expect(robotGuides('feishu')).toMatchObject([{ title: '地址在哪里' }]);
  });

  it('shows before what it will say, and when it may be silent', () => {
    expect(sampleMessage('一店', NOON)).toBe('1304 联系不上收货人 · 一店 · 12:00');
    const expected = ['不设', '22:00–7:00', '23:00–8:00', '0:00–9:00'];
    expect(QUIET_OPTIONS.map(({ title }) => title)).toEqual(expected);
  });
});

/** Asks the cloud's own code what it says about a refusal. */
async function refusedBy(kind: RobotKind, code: number): Promise<string> {
  const connection = {
    post: () => Promise.resolve(JSON.stringify({ code, errcode: code })),
    apiBaseUrl: DEFAULT_API_BASE_URL,
    now: () => NOON,
  };
  try {
    await sendRobotText({ kind, key: KEY, signSecret: null }, '接上了', connection);
  } catch (error) {
    return cloudFailureOf(error).sentDetails.message ?? '';
  }
  throw new Error('The robot took the message.');
}

describe('a message that was sent as a trial', () => {
  it('asks whether it was seen', () => {
    const sent = { ok: true, serverTime: NOON, data: {} } as const;
    const expected = { ...NO_TRIAL, line: '12:00 发过一条，群里看到了吗？', tone: 'done' };
    expect(trialView(sent, NOON)).toEqual(expected);
  });

  it('asks the same where the robot has not answered: it may have arrived', () => {
    const view = trialView(failedWith('upstream-timeout'), NOON);
    expect(view).toMatchObject({ tone: 'wait', failure: null });
    expect(view.line).toContain('看到了吗');
  });

  it.each([
    ['wecom', 93000, 'address', /^企业微信不认这个地址。$/],
    ['feishu', 19021, 'sign', /^飞书不认这个签名。$/],
    ['feishu', 19024, 'address', /^飞书.*关键词.*。$/],
    ['feishu', 19022, 'address', /^飞书.* IP .*。$/],
  ] as const)('that %s refuses by %s says so beside the field, and the steps', async (...row) => {
    const [kind, code, field, wrong] = row;
    const message = await refusedBy(kind, code);
    const { line, reasons, guides, failure } = trialView(
      failedWith('robot-refused', 0, { message }),
      NOON,
    );
    expect([line, failure]).toEqual(['', null]);
    expect(Object.keys(reasons)).toEqual([field]);
    expect(reasons[field]).toMatch(wrong);
    const steps = guides.flatMap((guide) => guide.steps);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.join('')).toMatch(new RegExp(`（${code}）。$`));
    for (const step of steps) expect(step).toMatch(/[^。；]。$/);
  });

  it('that is refused for a reason which nobody knows has the number', async () => {
    const message = await refusedBy('wecom', 40001);
    const view = trialView(failedWith('robot-refused', 0, { message }), NOON);
    expect(view).toMatchObject({ reasons: { address: message }, guides: [] });
  });

  it('that cannot be sent says why, and not that somebody looks orders up too often', () => {
    const message = '一小时只能试 5 次，请等一会儿。';
    const expected = { line: '', failure: { title: '先等一等', detail: message } };
    expect(trialView(failedWith('too-frequent', 0, { message }), NOON)).toMatchObject(expected);
    expect(trialView(OFFLINE, NOON).failure).toMatchObject({ title: '手机没有网络' });
  });
});
