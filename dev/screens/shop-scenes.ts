import type { RegisterKey } from '../../miniprogram/contract/register-key';
import type { ShopSettings } from '../../miniprogram/contract/shop';
import type { CheckedLines } from '../../miniprogram/contract/self-check';
import { checkLine } from '../../miniprogram/contract/self-check';
import { MAX_RETENTION } from '../../miniprogram/contract/shop';
import type { FilledDemoShop } from './fill-demo-shop';
import type { Action, Scene } from './scene';
import { intracityScenes } from './intracity-scenes';
import { at, tap } from './scene';
import type { ScriptedAnswers } from './scripted-answers';

const NOTHING_YET: ScriptedAnswers = {
  'list-stores': { stores: [] },
  'list-accounts': { accounts: [] },
  settings: settingsWith('missing'),
};

/** Lines of a self-check, three of which are errors and one a remark. */
const THREE_WRONG: CheckedLines = {
  lines: [
    checkLine('settings', 'settings-complete', { about: 'shop' }),
    checkLine('time-limit', 'time-limit-short', { about: 'shop', value: '3' }),
    checkLine('ip', 'ip-allowed'),
    checkLine('token', 'token-obtained'),
    checkLine('accounts', 'account-bound', { about: '达达' }),
    checkLine('accounts', 'account-not-bound', { about: '顺丰同城' }),
    checkLine('sign', 'sign-as-official'),
    checkLine('sign', 'sign-untried', { about: '顺丰同城' }),
    checkLine('shop-no', 'shop-no-ignored', { about: '达达' }),
    checkLine('quota', 'quota-ample', { value: '99204 / 100000' }),
    checkLine('questions', 'questions-left', { value: '796 / 80000' }),
    checkLine('records', 'records-readable'),
    checkLine('search', 'search-quick'),
  ],
};

const REGISTER_KEY: RegisterKey = {
  keyId: 'demo-key',
  label: '点单系统',
  stores: 'all',
  madeBy: '周敏',
  madeAt: Date.parse('2026-11-24T09:30:00+08:00'),
};
const ONE_KEY: ScriptedAnswers = { 'list-register-keys': { keys: [REGISTER_KEY] } };

const STRANGER = { person: 'stranger' };
/** Selector of a confirmation dialog. */
const QUESTION = '.phone-modal';

/** Returns the main states of pages of 店铺. The owner holds the phone unless `person` is set. */
export function shopScenesOf(demoShop: FilledDemoShop): readonly Scene[] {
  const { secret, stores, accounts } = demoShop;
  const invited = { ...STRANGER, query: { invite: secret } };
  const [store] = stores;
  const account = accounts.find(({ company }) => company === 'SFTC');
  const ofAccount = { query: { id: account?.accountId ?? '' } };
  const lost: ScriptedAnswers = {
    'list-accounts': {
      accounts: accounts.map((one) => (one === account ? { ...one, secret: 'lost' } : one)),
    },
  };
  return [
    at('shop', '', /操作记录/),
    at('shop', 'nothing-yet', /还差/, { answers: NOTHING_YET }),
    at('shop', 'manager', /何青/, { person: 'manager' }),
    at('shop', 'clerk', /离开本店/, { person: 'clerk' }),
    at('shop', 'reviewer', /DEMO-1001/, { person: 'reviewer' }),
    at('shop', 'stranger', /只对本店/, STRANGER),
    at('shop', 'claimable', /设置码/, {
      ...STRANGER,
      answers: { me: { kind: 'stranger', claimable: true } },
    }),
    at('shop', 'waiting', /等邀请你的人确认/, { person: 'removed' }),
    at('shop', 'failure', /重试/, { fault: 'database-down' }),
    at('shop', 'failure-for-owner', /去自检/, { answers: { 'list-stores': 'settings-missing' } }),
    at('shop', 'loading', null, { fault: 'database-slow' }),
    at('shop', 'leaving', /离开本店/, {
      person: 'clerk',
      root: QUESTION,
      then: tap('离开本店', '离开本店？'),
    }),

    at('people', '', /等确认/),
    at('people', 'manager', /在店里的人/, { person: 'manager' }),
    at('people', 'refusing', /等确认/, {
      root: QUESTION,
      then: (page) => page.getByLabel(/^拒绝/).click(),
    }),
    at('member', '', /保存/, { query: { id: idOf(demoShop, '小林') } }),
    at('member', 'me', /这是你/, { query: { id: idOf(demoShop, '周敏') } }),
    at('member', 'of-manager', /店主来改/, {
      person: 'manager',
      query: { id: idOf(demoShop, '小林') },
    }),
    at('member', 'removing', /保存/, {
      query: { id: idOf(demoShop, '小林') },
      root: QUESTION,
      then: tap('移除这个人', '移除小林？'),
    }),
    at('member', 'reviewer', /审核员只看/, { query: { id: idOf(demoShop, '微信审核') } }),
    at('member', 'gone', /已经不在了/, { query: { id: 'gone' } }),
    at('invite', '', /做一张邀请/),
    at('invite', 'refused', /做一张邀请/, { then: tap('做一张邀请', '请至少选一家门店') }),
    at('invite', 'made', /做一张邀请/, {
      answers: {
        invite: { inviteId: 'i', secret: 's', expiresAt: Date.parse('2026-11-25T12:35:00+08:00') },
      },
      then: async (page) => {
        await page.getByRole('radio', { name: /店长/ }).click();
        await page.getByRole('checkbox').first().click();
        await tap('做一张邀请', '发给 TA')(page);
      },
    }),

    at('join', '', /邀请你加入/, invited),
    at('join', 'invalid', /邀请不能用了/, { ...STRANGER, query: { invite: 'gone' } }),
    at('join', 'refused', /邀请你加入/, { ...invited, then: tap('加入', '请填名字', true) }),
    at('join', 'failure', /邀请你加入/, {
      ...invited,
      answers: { 'accept-invite': 'invite-invalid' },
      then: fill({ 你的名字: '小赵' }, tap('加入', '邀请不能用了', true)),
    }),
    at('join', 'welcome', /邀请你加入/, {
      ...invited,
      answers: {
        'accept-invite': {
          kind: 'member',
          staffId: 's',
          name: '小赵',
          role: 'clerk',
          stores: [],
          expiresAt: null,
        },
      },
      then: fill({ 你的名字: '小赵' }, tap('加入', '欢迎你', true)),
    }),
    at('join', 'waiting', /等邀请你的人确认/, { ...invited, person: 'removed' }),
    at('join', 'member', /已经在店里/, { ...invited, person: 'clerk' }),
    at('claim', '', /认领店铺/, STRANGER),
    at('claim', 'refused', /认领店铺/, { ...STRANGER, then: tap('认领店铺', '请填设置码') }),
    at('claim', 'failure', /认领店铺/, {
      ...STRANGER,
      answers: { claim: 'setup-code-rejected' },
      then: fill({ 设置码: 'demo-setup-wrong', 你的名字: '周敏' }, tap('认领店铺', '设置码不对')),
    }),

    at('stores', '', /添加门店/),
    at('stores', 'none', /还没有门店/, { answers: NOTHING_YET }),
    at('store', '', /保存/, { query: { id: store?.storeId ?? '' } }),
    at('store', 'new', /保存/),
    at('store', 'refused', /保存/, {
      then: fill(
        { 经度: '113.3245E', '没有骑手接单，分钟': '0' },
        tap('保存', '请填门店的名字', true),
      ),
    }),

    at('accounts', '', /添加配送账号/),
    at('accounts', 'none', /还没有配送账号/, { answers: { 'list-accounts': { accounts: [] } } }),
    at('accounts', 'no-store', /先添加一家门店/, { answers: NOTHING_YET }),
    at('accounts', 'lost', /请重新填写密钥/, { answers: lost }),
    at('account', '', /删除/, ofAccount),
    at('account', 'new', /种类/),
    at('account', 'new-instant', /种类/, { then: tap('即时配送', '保存', true) }),
    ...intracityScenes(stores),
    at('account', 'lost', /删除/, { ...ofAccount, answers: lost }),
    at('account', 'refused', /种类/, {
      then: async (page) => {
        await page.getByText('即时配送', { exact: true }).click();
        await page.getByText('其他公司', { exact: true }).click();
        await tap('保存', '请填配送公司给的密钥', true)(page);
      },
    }),

    at('app-secret', '', /保存/),
    at('app-secret', 'refused', /保存/, {
      answers: { settings: settingsWith('environment') },
      then: tap('保存', '请填小程序的 AppSecret', true),
    }),
    at('app-secret', 'lost', /保存/, { answers: { settings: settingsWith('lost') } }),

    at('register-keys', '', /停用/, { answers: ONE_KEY }),
    at('register-keys', 'none', /生成密钥/),
    at('register-keys', 'refused', /生成密钥/, { then: tap('生成密钥', '请填名字') }),
    at('register-keys', 'made', /生成密钥/, {
      answers: { 'make-register-key': { ...REGISTER_KEY, key: 'demo-key.xxxxxxxxxxxxxxxxxxxxxx' } },
      then: fill({ 名字: '点单系统' }, async (page) => {
        await page.getByRole('checkbox').first().click();
        await tap('生成密钥', '只显示这一次')(page);
      }),
    }),
    at('register-keys', 'revoking', /停用/, {
      answers: ONE_KEY,
      root: QUESTION,
      then: (page) => page.getByLabel(/^停用/).click(),
    }),

    at('dark-map', '', /保存/),
    at('dark-map', 'refused', /保存/, {
      then: fill({ 深色样式的编号: '0' }, tap('保存', '请填 1 到', true)),
    }),

    at('self-check', '', /全部正常/),
    at('self-check', 'wrong', /3 项要处理/, { answers: { 'self-check': THREE_WRONG } }),
    at('self-check', 'loading', /正在检查/, { fault: 'hang' }),
    at('self-check', 'clerk', /角色/, { person: 'clerk' }),
    at('audit', '', /用设置码成为店主/),
    at('audit', 'none', /还没有记录/, { answers: { 'list-audit': { lines: [], older: null } } }),
    at('about', '', /微信基础库/),
    at('privacy', '', /立即清除/),
    at('privacy', 'clerk', /骑手的电话/, { person: 'clerk' }),
    at('privacy', 'refused', /立即清除/, {
      then: fill({ '操作记录，天': '365' }, tap('保存', '请填 1 到', true)),
    }),
    at('privacy', 'saved', /立即清除/, { then: tap('保存', '已保存', true) }),
    at('privacy', 'purging', /立即清除/, {
      root: QUESTION,
      then: tap('立即清除', '清除全部订单和记录？'),
    }),
  ];
}

function settingsWith(appSecret: ShopSettings['appSecret']): ShopSettings {
  return { version: 1, appId: 'wx0000000000000001', appSecret, retention: MAX_RETENTION };
}

function idOf({ members }: FilledDemoShop, name: string): string {
  return members.find((member) => member.name === name)?.staffId ?? '';
}

/** Creates an action that types into the fields with these labels, and then runs `then`. */
function fill(fields: Readonly<Record<string, string>>, then: Action): Action {
  return async (page) => {
    for (const [label, text] of Object.entries(fields)) {
      await page.getByLabel(label, { exact: true }).fill(text);
    }
    await then(page);
  };
}
