import type { Account } from '../../miniprogram/contract/shop-settings';
import type { HostState, ShownIntracity } from '../protocol/host-state';
import { type Scene, type Step, at, fill, see, tap, tapRole } from './scene';
import type { ScriptedAnswers } from './scripted-answers';

const NONE: ScriptedAnswers = { 'list-accounts': { accounts: [] } };
const LOST = withEach({ secret: 'lost' });
const FIVE_DAYS = withEach({
  certificates: [{ number: '5A3C70D14B90E7', expiresAt: Date.parse('2026-11-30T08:00+08:00') }],
});

const ENTER_KEYS = [
  enter('对称密钥', 'symmetricKey'),
  enter('对称密钥编号', 'symmetricKeyNumber'),
  enter('应用私钥', 'privateKey'),
  enter('平台证书', 'certificate'),
  enter('平台证书编号', 'certificateNumber'),
];

/** Main states of the pages of delivery accounts (`accounts`, `account`). */
export const ACCOUNT_SCENES: readonly Scene[] = [
  at('accounts', '', /添加配送账号/),
  at('accounts', 'none', /还没有配送账号/, { answers: NONE }),
  at('accounts', 'no-store', /先添加一家门店/, {
    answers: { ...NONE, 'list-stores': { stores: [] } },
  }),
  at('accounts', 'lost', /请重新填写密钥/, { answers: LOST }),
  at('accounts', 'intracity-five-days', /证书还有 5 天/, { answers: FIVE_DAYS }),
  stored('', '顺丰同城', '删除'),
  stored('lost', '顺丰同城', '删除', LOST),
  stored('intracity-five-days', '同城配送', '试过：密钥对', FIVE_DAYS),
  stored('intracity-lost', '同城配送', '密钥读不出来了', LOST),
  at('account', 'owner', /顾客在哪个小程序里下单/, { answers: NONE }),
  added('new'),
  added('new-instant', [tap('即时配送'), see('保存')]),
  at('account', 'given', /微信给的/, {
    query: { appId: 'wx6d20000000000001', kind: 'wechat-instant', company: 'SFTC', shopId: '3158' },
    answers: NONE,
  }),
  added('refused', [tap('即时配送'), tap('其他公司'), tap(/^保存/), see('请填配送公司给的密钥')]),
  intracity('empty', []),
  intracity('pasting', [tap('应用私钥'), (page) => page.locator('wx-textarea').waitFor()]),
  intracity('half', [
    ...ENTER_KEYS.slice(0, 2),
    tap('应用私钥'),
    fill('应用私钥', '-----BEGIN PRIVATE KEY-----'),
    tap('收起'),
    see(/还差 3 处/),
  ]),
  intracity('complete', [...ENTER_KEYS, see(/读到 2 家门店/)], {
    'list-stores': ({ stores }) => ({ stores: stores.slice(0, 1) }),
  }),
  intracity('several-stores', [
    ...ENTER_KEYS,
    see(/读到 2 家门店/),
    tap('改'),
    see('这家门店不用同城配送'),
  ]),
  intracity('refused-by-wechat', [...ENTER_KEYS, see('没有试通，原因在上面')], {
    'list-wechat-stores': 'signature-rejected',
  }),
];

/** Answers with the shop's accounts, each with these facts. */
function withEach(facts: Partial<Account>): ScriptedAnswers {
  return {
    'list-accounts': ({ accounts }) => ({
      accounts: accounts.map((one) => ({ ...one, ...facts })),
    }),
  };
}

/** Opens an account from the list, because the demo's ids are random. */
function stored(state: string, row: string, shows: string, answers: ScriptedAnswers = {}): Scene {
  const name = state === '' ? 'account' : `account-${state}`;
  return at('accounts', '', /添加配送账号/, { name, answers, steps: [tap(row), see(shows)] });
}

function added(state: string, steps: readonly Step[] = [], answers: ScriptedAnswers = {}): Scene {
  return at('account', state, /顾客在哪个小程序里下单/, {
    answers: { ...NONE, ...answers },
    steps: [tapRole('radio', /茶小满点单/), see('种类'), ...steps],
  });
}

function intracity(state: string, steps: readonly Step[], answers: ScriptedAnswers = {}): Scene {
  const begin = [tap('同城配送'), tapRole('radio', /没有，问过了/), see('还差 5 处')];
  return added(`intracity-${state}`, [...begin, ...steps], answers);
}

/** Opens a row, and pastes or types into it what the demo's account has. */
function enter(title: string, key: Exclude<keyof ShownIntracity, 'stores'>): Step {
  return async (page) => {
    const response = await page.request.get(new URL('/host/state', page.url()).href);
    const { shop } = (await response.json()) as HostState;
    await page.getByText(title, { exact: true }).first().click();
    await fill(title, shop.intracity[key])(page);
    if (title.endsWith('编号')) await page.getByLabel(title, { exact: true }).last().blur();
  };
}
