import type { MessageSetup, MessageTemplates } from '../../miniprogram/contract/messages';
import type { StoreRobot } from '../../miniprogram/contract/notices';
import { CLERK, MANAGER } from '../host/people';
import { type Details, type Scene, type Step, at, fill, see, tap } from './scene';
import { type ScriptedAnswers, failed } from './scripted-answers';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const OPEN: StoreRobot = {
  storeId: 'st-1',
  storeName: '天河南店',
  kind: 'wecom',
  sentAt: NOON - 3_600_000,
  problem: null,
  quiet: null,
};
const NONE: StoreRobot = {
  ...OPEN,
  ...{ storeId: 'st-2', storeName: '云汇店', kind: null, sentAt: null },
};
const REFUSED: StoreRobot = {
  ...OPEN,
  ...{ storeId: 'st-3', storeName: '员村店', kind: 'feishu', quiet: { from: 23, to: 8 } },
  problem: '飞书不认这个地址：机器人可能删掉了，重新复制地址，再贴一次（19001）。',
};
const SHUT: MessageSetup = {
  template: null,
  problem: null,
  own: { left: 0, quiet: null },
  others: [],
};
const MESSAGES: MessageSetup = {
  ...SHUT,
  template: { templateId: 'demo-trouble', title: '配送异常提醒' },
  own: { left: 3, quiet: { from: 23, to: 8 } },
  others: [
    { staffId: 's-1', name: '何青', role: 'manager', left: 1 },
    { staffId: 's-2', name: '小林', role: 'clerk', left: 0 },
  ],
};
const CLERKS: MessageSetup = { ...MESSAGES, own: { left: 0, quiet: null }, others: [] };
const REFUSED_MESSAGE = '模板“配送异常提醒”的“门店”这一格，微信不收：到“模板”里换一样（47003）。';
const TEMPLATES: MessageTemplates = {
  templates: [
    template('配送异常提醒', '门店 thing1', '订单 character_string2', '情况 thing3', '时间 time4'),
    template('订单配送通知', '订单编号 character_string1', '配送状态 phrase2', '备注 thing3'),
    template('积分变动提醒', '变动积分 number1', '账户余额 amount2'),
  ],
  chosenId: null,
  filled: [],
  sample: { storeName: '天河南店', orderEnd: '1304', reason: 'unreachable', at: NOON },
};
const ROBOTS: ScriptedAnswers = doors([OPEN, NONE, REFUSED], 0);
const WRONG_SIGN = failed('robot-refused', {
  message: '飞书不认这个签名：把“签名校验”的密钥重新贴一次；没有勾的，清空那一格（19021）。',
});
const TOO_OFTEN = failed('too-frequent', { message: '一小时只能试 5 次，请等一会儿。' });

const KEY = '693a91f6-7a2c-4bc4-97a0-0ec2aaaa5aaa';
const WECOM = paste(`https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`);
const FEISHU = paste(`https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}`);
const SECRET = fill('签名校验的密钥', 'not-the-secret');
const TRY = tap('发一条试试');

/** Main states of page 提醒 and of a robot's page (`notices`, `robot`). */
export const NOTICE_SCENES: readonly Scene[] = [
  at('notices', '', /在跑/, { answers: ROBOTS }),
  at('notices', 'manager', /贴地址/, { person: MANAGER.id, answers: doors([NONE], null) }),
  at('notices', 'late', /上次 12 分前/, { answers: doors([OPEN, NONE], 12) }),
  at('notices', 'no-store', /还没有门店/, { answers: doors([], null) }),
  at('notices', 'messages', /再收一条/, { answers: doors([OPEN, NONE], 0, MESSAGES) }),
  at('notices', 'message-refused', /微信不收/, {
    answers: doors([OPEN], 0, { ...MESSAGES, problem: REFUSED_MESSAGE }),
  }),
  at('notices', 'clerk', /收一条/, { person: CLERK.id, answers: { 'message-door': CLERKS } }),
  at('notices', 'not-accepted', /收一条/, {
    person: CLERK.id,
    answers: { 'message-door': CLERKS },
    steps: [tap('收一条'), see('重选一个')],
  }),
  at('message-template', '', /收到是这样/, { answers: { 'list-message-templates': TEMPLATES } }),
  at('message-template', 'secret', /去填密钥/, {
    answers: { 'list-message-templates': 'settings-missing' },
  }),
  at('message-template', 'none', /还没有模板/, {
    answers: { 'list-message-templates': { ...TEMPLATES, templates: [] } },
  }),
  entered('new'),
  entered('wrong', [paste('https://work.weixin.qq.com/gm/1b0f'), see('这是群的邀请链接')]),
  entered('recognised', [WECOM, see('认出来了：企业微信')]),
  entered('feishu', [FEISHU, see('认出来了：飞书')]),
  entered('missing', [TRY, see('整行贴进来')]),
  entered('tried', [WECOM, TRY, see('看到了，保存')], {}),
  entered('wrong-sign', [FEISHU, SECRET, TRY, see('接下来')], WRONG_SIGN),
  entered('no-answer', [WECOM, TRY, see('也可能发到了')], 'upstream-timeout'),
  entered('too-often', [WECOM, TRY, see('先等一等')], TOO_OFTEN),
  stored('', OPEN),
  stored('refused', REFUSED),
  stored('asked', OPEN, { answers: { ...ROBOTS, 'try-robot': {} }, steps: [TRY, see('看到了吗')] }),
  stored('removing', OPEN, { root: '.phone-modal', steps: [tap(/^关掉/)] }),
];

/** Makes a template of places, each as its label and its keyword. */
function template(title: string, ...places: readonly string[]) {
  return {
    templateId: title,
    title,
    places: places.map((place) => {
      const [label = '', key = ''] = place.split(' ');
      return { key, kind: key.replace(/\d+$/, ''), label };
    }),
  };
}

/** Answers with these doors; WeChat was last asked for them so many minutes ago. */
function doors(
  robots: readonly StoreRobot[],
  minutesAgo: number | null,
  messages: MessageSetup = SHUT,
): ScriptedAnswers {
  const watchedAt = (now: number) => (minutesAgo === null ? null : now - minutesAgo * 60_000);
  return {
    'list-robots': (_real, now) => ({ robots: [...robots], watchedAt: watchedAt(now) }),
    'message-door': messages,
  };
}

function paste(text: string): Step {
  return fill('机器人的地址', text);
}

/** Opens the page of a store without an address. */
function entered(
  state: string,
  steps: readonly Step[] = [],
  tried: ScriptedAnswers['try-robot'] = 'no-answer',
): Scene {
  const answers = { ...ROBOTS, 'try-robot': tried };
  return at('robot', state, /贴进来/, { query: { id: NONE.storeId }, answers, steps });
}

/** Opens the page of a store with an address. */
function stored(state: string, { storeId }: StoreRobot, details: Details = {}): Scene {
  return at('robot', state, /安静时段/, { query: { id: storeId }, answers: ROBOTS, ...details });
}
