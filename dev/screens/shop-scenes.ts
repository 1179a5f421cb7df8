import type { RegisterKey } from '../../miniprogram/contract/register-key';
import type { Invite, Membership } from '../../miniprogram/contract/shop';
import { CLERK, MANAGER, REVIEWER, STRANGER } from '../host/people';
import { type Details, type Scene, at, fill, see, tap, tapRole } from './scene';
import type { ScriptedAnswers } from './scripted-answers';

const NOTHING_YET: ScriptedAnswers = {
  'list-stores': { stores: [] },
  'list-accounts': { accounts: [] },
  'list-mini-programs': { miniPrograms: [] },
  'refresh-orders': { orders: [], nextAskInSeconds: 60 },
};

const TOMORROW = Date.parse('2026-11-25T12:35:00+08:00');
const REGISTER_KEY: RegisterKey = {
  keyId: 'demo-key',
  label: '点单系统',
  stores: 'all',
  madeBy: '周敏',
  madeAt: Date.parse('2026-11-24T09:30:00+08:00'),
};
const ONE_KEY: ScriptedAnswers = { 'list-register-keys': { keys: [REGISTER_KEY] } };

const CLAIMABLE: Membership = { kind: 'stranger', claimable: true };
const WAITING: Membership = { kind: 'waiting', name: '小吴', role: 'manager', expiresAt: TOMORROW };
const WELCOME: Membership = {
  kind: 'member',
  staffId: 's',
  name: '小赵',
  role: 'clerk',
  stores: [],
  expiresAt: null,
};

const OPEN_INVITE: Invite = {
  inviteId: 'open',
  role: 'clerk',
  stores: 'all',
  state: 'open',
  joinerName: null,
  inviterName: '周敏',
  isMine: true,
  createdAt: TOMORROW - 86_400_000,
  expiresAt: TOMORROW,
};
const JOINER: Invite = { ...OPEN_INVITE, role: 'manager', state: 'waiting', joinerName: '小吴' };
const INVITES: ScriptedAnswers = {
  'list-people': (people) => ({ ...people, invites: [JOINER, OPEN_INVITE] }),
};
const OFFER: ScriptedAnswers = {
  'see-invite': { role: 'clerk', storeNames: ['天河南店'], inviterName: '周敏' },
};

const AS_STRANGER = { person: STRANGER.id };
const AS_CLERK = { person: CLERK.id };
const AS_MANAGER = { person: MANAGER.id };
/** Selector of a confirmation dialog. */
const QUESTION = '.phone-modal';
const ENTER_NAME = fill('你的名字', '小赵');

/** Main states of the other pages of 店铺. The owner holds the phone unless `person` is set. */
export const SHOP_SCENES: readonly Scene[] = [
  at('shop', '', /操作记录/),
  at('shop', 'nothing-yet', /开店三步/, { answers: NOTHING_YET }),
  at('shop', 'manager', /何青/, AS_MANAGER),
  at('shop', 'clerk', /离开本店/, AS_CLERK),
  at('shop', 'reviewer', /DEMO-1001/, { person: REVIEWER.id }),
  at('shop', 'stranger', /只对本店/, AS_STRANGER),
  at('shop', 'claimable', /设置码/, { ...AS_STRANGER, answers: { me: CLAIMABLE } }),
  at('shop', 'waiting', /等邀请你的人确认/, { ...AS_STRANGER, answers: { me: WAITING } }),
  at('shop', 'failure', /重试/, { faults: ['database-down'] }),
  at('shop', 'failure-for-owner', /去自检/, { answers: { 'list-stores': 'settings-missing' } }),
  at('shop', 'loading', null, { faults: ['database-slow'] }),
  at('shop', 'leaving', /离开本店/, { ...AS_CLERK, root: QUESTION, steps: [tap('离开本店')] }),

  at('people', '', /等确认/, { answers: INVITES }),
  at('people', 'manager', /在店里的人/, AS_MANAGER),
  member('', '小林', '保存'),
  member('me', /^周敏/, '这是你'),
  member('of-manager', '小林', '店主来改', AS_MANAGER),
  member('reviewer', '微信审核', '审核员只看'),
  at('member', 'gone', /已经不在了/, { query: { id: 'gone' } }),
  at('invite', '', /做一张邀请/),
  at('invite', 'refused', /做一张邀请/, { steps: [tap('做一张邀请'), see('请至少选一家门店')] }),
  at('invite', 'made', /做一张邀请/, {
    answers: { invite: { inviteId: 'i', secret: 's', expiresAt: TOMORROW } },
    steps: [tapRole('radio', /店长/), tapRole('checkbox'), tap('做一张邀请'), see('发给 TA')],
  }),

  join(''),
  at('join', 'invalid', /邀请不能用了/, { ...AS_STRANGER, query: { invite: 'gone' } }),
  join('refused', { steps: [tap('加入'), see('请填名字')] }),
  join('failure', {
    answers: { ...OFFER, 'accept-invite': 'invite-invalid' },
    steps: [ENTER_NAME, tap('加入'), see('邀请不能用了')],
  }),
  join('welcome', {
    answers: { ...OFFER, 'accept-invite': WELCOME },
    steps: [ENTER_NAME, tap('加入'), see('欢迎你')],
  }),
  join('waiting', { answers: { ...OFFER, me: WAITING }, shows: /等邀请你的人确认/ }),
  join('member', { ...AS_CLERK, shows: /已经在店里/ }),
  at('claim', '', /认领店铺/, AS_STRANGER),
  at('claim', 'refused', /认领店铺/, {
    ...AS_STRANGER,
    steps: [tap('认领店铺'), see('请填设置码')],
  }),
  at('claim', 'failure', /认领店铺/, {
    ...AS_STRANGER,
    answers: { claim: 'setup-code-rejected' },
    steps: [fill('设置码', 'demo-setup-wrong'), ENTER_NAME, tap('认领店铺'), see('设置码不对')],
  }),

  at('stores', '', /添加门店/),
  at('stores', 'none', /还没有门店/, { answers: NOTHING_YET }),
  at('stores', '', /添加门店/, { name: 'store', steps: [tap('天河南店'), see('保存')] }),
  at('store', 'new', /保存/),
  at('store', 'refused', /保存/, {
    steps: [fill('经度', '113.3245E'), tap('保存'), see('请填门店的名字')],
  }),

  at('register-keys', '', /停用/, { answers: ONE_KEY }),
  at('register-keys', 'none', /生成密钥/),
  at('register-keys', 'refused', /生成密钥/, { steps: [tap('生成密钥'), see('请填名字')] }),
  at('register-keys', 'made', /生成密钥/, {
    answers: { 'make-register-key': { ...REGISTER_KEY, key: 'demo-key.xxxxxxxxxxxxxxxxxxxxxx' } },
    steps: [fill('名字', '点单系统'), tapRole('checkbox'), tap('生成密钥'), see('只显示这一次')],
  }),

  at('dark-map', '', /保存/),
  at('dark-map', 'refused', /保存/, {
    steps: [fill('深色样式的编号', '0'), tap('保存'), see('请填 1 到')],
  }),

  at('self-check', '', /全部正常/),
  at('self-check', 'wrong', /项要处理/, {
    faults: ['time-out-short', 'binding-missing', 'shop-no-ignored'],
  }),
  at('self-check', 'loading', /正在检查/, { faults: ['hang'] }),
  at('self-check', 'clerk', /角色/, AS_CLERK),
  at('audit', '', /用设置码成为店主/),
  at('audit', 'none', /还没有记录/, { answers: { 'list-audit': { lines: [], older: null } } }),
  at('about', '', /微信基础库/),
  at('privacy', '', /立即清除/),
  at('privacy', 'clerk', /骑手的电话/, AS_CLERK),
  at('privacy', 'refused', /立即清除/, {
    steps: [fill('操作记录，天', '365'), tap('保存'), see('请填 1 到')],
  }),
  at('privacy', 'saved', /立即清除/, { steps: [tap('保存'), see('已保存')] }),
  at('privacy', 'purging', /立即清除/, { root: QUESTION, steps: [tap(/^立即清除/)] }),
];

/** Opens a person from the list, because the demo's ids are random. */
function member(state: string, row: string | RegExp, shows: string, details: Details = {}): Scene {
  const name = state === '' ? 'member' : `member-${state}`;
  return at('people', '', /在店里的人/, { name, ...details, steps: [tap(row), see(shows)] });
}

function join(state: string, details: Details = {}): Scene {
  const invited = { ...AS_STRANGER, query: { invite: 's' }, answers: OFFER };
  return at('join', state, /邀请你加入/, { ...invited, ...details });
}
