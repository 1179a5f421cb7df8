import type {
  MiniProgram,
  MiniProgramAtWeChat,
  PaidComparison,
  PaidMatch,
} from '../../miniprogram/contract/mini-programs';
import { OWNER } from '../host/people';
import { type Scene, type Step, at, fill, see, tap, tapRole } from './scene';
import { type ScriptedAnswers, failed } from './scripted-answers';

const OWN: MiniProgram = {
  appId: 'wx9f31000000000001',
  version: 1,
  name: '骑手在哪',
  isOwn: true,
  isForeign: false,
  secret: 'missing',
  paidOrders: { isOn: false, stoppedAt: null, match: null },
};
const MALL: MiniProgram = {
  ...OWN,
  appId: 'wx6d20000000000001',
  name: '茶小满点单',
  isOwn: false,
  secret: 'set',
};
const LEFT: MiniProgram = { ...MALL, appId: 'wx77e0000000000001', name: '旧店', isForeign: true };
const READ: MiniProgramAtWeChat = {
  readAt: Date.parse('2026-11-29T22:02:00+08:00'),
  bound: [
    { company: 'SFTC', shopId: '315800000077', review: 'accepted' },
    { company: 'SS', shopId: '440600000012', review: 'refused' },
    { company: 'DADA', shopId: '772000000030', review: 'under-review' },
  ],
  quota: { limit: 100_000, left: 86_000 },
};
const HALL: ScriptedAnswers = {
  'list-mini-programs': { miniPrograms: [OWN, MALL, LEFT] },
  'list-accounts': ({ accounts }) => ({
    accounts: accounts.map((one) => ({ ...one, appId: MALL.appId })),
  }),
  'read-mini-program': READ,
};
/** Comparisons of deliveries with paid orders: 9 of 10 have the same number, or 2. */
const SAME: PaidMatch = { at: READ.readAt, of: 10, same: 9 };
const DIFFERENT: PaidMatch = { ...SAME, same: 2 };
const COMPARED: PaidComparison = {
  miniProgram: { ...MALL, paidOrders: { ...MALL.paidOrders, match: DIFFERENT } },
  listed: 24,
  examples: [
    { paid: '1288', delivery: '9931' },
    { paid: '4417', delivery: '9932' },
  ],
};
const FEW = { message: '最近 7 天查到 3 单，还差 2 单。' };
const NAMED = { miniProgram: MALL.name };
const COMPARE = [tap('比一比订单号')];
const BLOCKED = failed('ip-not-allowed', { miniProgram: MALL.name, address: '1.2.3.4' });
const NO_ORDERS = { orders: [], nextAskInSeconds: 60 };
const NOT_FOUND = {
  query: { id: '20261129-1286' },
  answers: { 'look-up': failed('order-not-found', { isMaybeElsewhere: true }) },
};
const OPENED = { query: { id: MALL.appId } };
const ANOTHER = tapRole('radio', /另一个小程序/);

/** Main states of the pages of mini-programs (`mini-programs`, `mini-program`). */
export const MINI_PROGRAM_SCENES: readonly Scene[] = [
  at('mini-programs', '', /最多用一半/, { answers: HALL }),
  at('mini-programs', 'blocked', /没让进/, { answers: { ...HALL, 'read-mini-program': BLOCKED } }),
  at('mini-programs', 'low', /额度快用完/, {
    answers: { ...HALL, 'read-mini-program': { ...READ, quota: { limit: 100, left: 18 } } },
  }),
  added('new'),
  added('kept', ANOTHER, see('密钥存下来了吗')),
  added('not-kept', ANOTHER, tapRole('radio', /没有/), see('先别点重置')),
  added(
    'pasted',
    ANOTHER,
    tapRole('radio', /存下来了/),
    fill('AppID 和 AppSecret，一起粘进来', `AppID ${MALL.appId} AppSecret ${'0a'.repeat(16)}`),
    see('遮住了'),
  ),
  added('refused', ANOTHER, tapRole('radio', /存下来了/), tap('保存，去问微信'), see('请把')),
  at('mini-program', '', /建账号/, { ...OPENED, answers: HALL }),
  at('mini-program', 'not-opened', /没有开通/, {
    ...OPENED,
    answers: { ...HALL, 'read-mini-program': { ...READ, bound: null } },
  }),
  at('mini-program', 'blocked', /1\.2\.3\.4/, {
    ...OPENED,
    answers: { ...HALL, 'read-mini-program': BLOCKED },
  }),
  withOrders('comparing', /正在比/, {}, 'no-answer', ...COMPARE),
  withOrders('few', /还差 2 单/, {}, failed('too-few-deliveries', FEW), ...COMPARE),
  withOrders('closed', /不给付款单/, {}, failed('paid-orders-closed', NAMED), ...COMPARE),
  withOrders('too-soon', /隔 10 分钟/, {}, 'too-frequent', ...COMPARE),
  withOrders('same', /9 单的订单号一样/, { match: SAME }),
  withOrders('on', /9 单的订单号一样/, { match: SAME, isOn: true }),
  withOrders('different', /9931/, {}, COMPARED, ...COMPARE),
  withOrders('stopped', /自己停了/, { match: SAME, stoppedAt: READ.readAt + 5_400_000 }),
  at('shop', 'second-step', /第 2 步/, {
    answers: { ...HALL, 'list-accounts': { accounts: [] }, 'refresh-orders': NO_ORDERS },
  }),
  at('delivery', 'elsewhere', /问店主一句/, { ...NOT_FOUND }),
  at('delivery', 'elsewhere-owner', /去加下单小程序/, { ...NOT_FOUND, person: OWNER.id }),
  at('mini-program', 'left', /别的店铺/, { query: { id: LEFT.appId }, answers: HALL }),
];

function added(state: string, ...steps: readonly Step[]): Scene {
  return at('mini-program', state, /订单是在哪个小程序里下的/, { answers: HALL, steps });
}

/** The page of the mall, whose paid orders are so, and what a comparison answers. */
function withOrders(
  state: string,
  shows: RegExp,
  paidOrders: Partial<MiniProgram['paidOrders']>,
  compared?: ScriptedAnswers['compare-paid-orders'],
  ...steps: readonly Step[]
): Scene {
  const mall = { ...MALL, paidOrders: { ...MALL.paidOrders, ...paidOrders } };
  const answers = {
    ...HALL,
    'list-mini-programs': { miniPrograms: [OWN, mall] },
    ...(compared !== undefined && { 'compare-paid-orders': compared }),
  };
  const waits = steps.length === 0 ? [] : [see(shows)];
  const first = steps.length === 0 ? shows : /比一比订单号/;
  return at('mini-program', `orders-${state}`, first, {
    ...OPENED,
    answers,
    steps: [...steps, ...waits],
  });
}
