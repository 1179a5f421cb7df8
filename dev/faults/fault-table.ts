import type { Fault, FaultRow } from './fault';
import { INTRACITY_FAULTS } from './intracity-faults';
import { MESSAGE_FAULTS } from './message-faults';
import { PAID_FAULTS } from './paid-faults';
import { ROBOT_FAULTS } from './robot-faults';
import { SET_UP_FAULTS } from './set-up-faults';

/** Delay of WeChat's answers while the fault `slow` is on, in ms of real time. */
export const SLOW_MS = 3000;
/** Delay of a slow database in ms: over the 1 s limit for the stored token, but not for a call. */
export const DATABASE_SLOW_MS = 1100;

const COMMON = { isCommon: true } as const;

/**
 * All faults, by group. If several of a group are active, the first in this order acts. Error codes
 * are those of docs/getorder-contract.md, which marks the official ones. Other details of answers
 * are invented (dev/sandbox/README.md).
 */
const GROUPS = {
  transport: {
    slow: ['上游变慢 3 秒', '微信晚 3 秒才回答。', COMMON],
    hang: ['不回答', '微信收下请求，一直不回答。', COMMON],
    reset: ['连接中断', '回答到一半，连接断了。'],
    'http-500': ['返回 500', '微信的服务器返回 HTTP 500。', COMMON],
    'not-json': ['不是 JSON', '回答是一个网页，不是 JSON。', COMMON],
    empty: ['空回答', '回答里什么也没有。'],
    truncated: ['半截 JSON', '回答只有前一半。'],
    huge: ['回答过大', '回答有 2 MB。'],
  },
  token: {
    'token-dead': [
      '令牌失效',
      '正在用的令牌作废（40001），再取就是新的。只发生一次。',
      { ...COMMON, lasts: 'once' },
    ],
    'token-stuck': [
      '令牌卡住',
      '正在用的令牌作废（40001），再取还是它，半分钟内没法查。只发生一次。',
      { lasts: 'once' },
    ],
    'token-rotating': [
      '令牌被抢换',
      '每个令牌只能查一次，第二次就作废（40001），像有别的程序抢着换令牌。',
    ],
    'token-taken': [
      '令牌一直被抢换',
      '每个令牌一用就作废（40001），像有别的程序不停地换令牌。',
      { lasts: 'until-off' },
    ],
  },
  wechat: {
    busy: ['微信忙 -1', '微信说系统繁忙（-1）。', { at: 'wechat' }],
    'failed-930555': ['出错 930555', '微信说微信或配送公司出错，或没有及时回答（930555）。'],
    'failed-930556': ['出错 930556', '微信说微信或配送公司出错，或没有及时回答（930556）。'],
    'failed-930557': ['出错 930557', '微信说配送公司的系统出错（930557）。'],
    'courier-refused-930558': [
      '配送公司拒绝 930558',
      '微信说配送公司拒绝了（930558），话里带着一个电话号码。',
    ],
    'ip-not-allowed': ['IP 不在白名单', '微信不认云函数的 IP（40164）。', { at: 'wechat' }],
    'quota-exceeded': [
      '超过额度',
      '今天的查询次数用完了（45009）。',
      { ...COMMON, at: 'any-look-up' },
    ],
    'too-frequent': ['太频繁', '微信说查得太频繁（45011）。', { at: 'any-look-up' }],
    'api-not-opened': ['没有开通接口', '小程序没有开通即时配送（48001）。', { at: 'instant' }],
    'account-not-bound': ['账号没绑定', '配送账号没有绑定到小程序（930560）。'],
    'account-not-authorised': ['没有授权', '小程序没有得到即时配送的授权（930566）。'],
    'account-personal': ['个人主体', '个人主体的小程序不能使用即时配送（930568）。'],
    'account-not-admitted': ['没有准入', '微信没有准许小程序使用即时配送（930571）。'],
    'order-not-found': ['没有这单 930563', '微信说没有这个订单（930563）。'],
    'order-over': ['订单已结束', '微信说订单已经结束（930565）。'],
  },
  courier: {
    'sign-rejected': ['签名错误', '配送公司不认签名，各用各的错误码：-99、2003 或 1。', COMMON],
    'courier-order-not-found': ['没有这单 2005', '配送公司说没有这个订单（2005）。'],
    'courier-refused': ['配送公司报错', '配送公司报错，话里带着一个电话号码。'],
    'courier-refused-with-rider': [
      '报错还带骑手',
      '配送公司报错，却照样带着骑手、位置和到达时间。',
    ],
  },
  answer: {
    'odd-types': ['数字变文字', '数字都写成文字，多出没见过的字段，姓名是 null，电话是空的。'],
    'no-values': ['只剩状态', '除了状态都是 0 或空的，位置是 (0, 0)。'],
    'unknown-status': ['没见过的状态', '状态是 7，文档里没有。'],
    'negative-time': ['负的剩余时间', '剩余时间是 -60 秒。'],
    'long-digits': ['超长数字', '运单号是 26 位的 JSON 数字，坐标有 20 多位。'],
  },
  intracity: INTRACITY_FAULTS,
  paid: PAID_FAULTS,
  robot: ROBOT_FAULTS,
  message: MESSAGE_FAULTS,
  database: {
    'database-slow': ['数据库变慢 1.5 秒', '数据库照做，但晚 1.5 秒才回答。'],
    'database-down': ['数据库断开', '数据库一律回答 SYS_ERR。', COMMON],
    'database-refuses': ['数据库拒绝', '数据库一律回答 DATABASE_REQUEST_FAILED。'],
  },
  phone: {
    'phone-offline': ['手机断网', '左边的手机没有网络，直到关掉。', COMMON],
  },
  'set-up': SET_UP_FAULTS,
} as const satisfies Readonly<Record<string, Readonly<Record<string, FaultRow>>>>;

export type FaultGroup = keyof typeof GROUPS;
export type FaultOf<Group extends FaultGroup> = {
  [Each in Group]: keyof (typeof GROUPS)[Each];
}[Group];
export type FaultName = FaultOf<FaultGroup>;
/** Name of a fault that imitates a mistake in the owner's settings. */
export type SetUpFault = FaultOf<'set-up'>;
/** Groups of faults that affect no look-up of 即时配送. */
const OTHER_GROUPS = ['intracity', 'paid', 'robot', 'message'] as const;
/** Name of any fault that affects look-ups of 即时配送. */
export type LookUpFault = Exclude<FaultName, SetUpFault | FaultOf<(typeof OTHER_GROUPS)[number]>>;

/** Default place and duration of the faults of each group. */
const USUAL: Readonly<Record<FaultGroup, Pick<Fault, 'at' | 'lasts'>>> = {
  transport: { at: 'wechat' },
  token: { at: 'any-look-up' },
  wechat: { at: 'look-up' },
  courier: { at: 'look-up' },
  answer: { at: 'look-up' },
  intracity: { at: 'intracity' },
  paid: { at: 'paid-orders', lasts: 'until-off' },
  robot: { at: 'robot' },
  message: { at: 'message' },
  database: { at: 'database' },
  phone: { at: 'phone', lasts: 'until-off' },
  'set-up': { at: 'set-up', lasts: 'until-off' },
};

/** Lists the faults of a group, in the table's order. */
export function faultsOf<Group extends FaultGroup>(group: Group): readonly FaultOf<Group>[] {
  // A cast, because the type of Object.keys() is string[].
  return Object.keys(GROUPS[group]) as FaultOf<Group>[];
}

const GROUP_NAMES = Object.keys(GROUPS) as FaultGroup[];

export const FAULT_NAMES: readonly FaultName[] = GROUP_NAMES.flatMap<FaultName>(faultsOf);

export const LOOK_UP_FAULTS: readonly LookUpFault[] = GROUP_NAMES.flatMap((group) =>
  isOfLookUps(group) ? faultsOf<typeof group>(group) : [],
);

function isOfLookUps(
  group: FaultGroup,
): group is Exclude<FaultGroup, (typeof OTHER_GROUPS)[number] | 'set-up'> {
  return group !== 'set-up' && !OTHER_GROUPS.some((other) => other === group);
}

const FAULTS = Object.fromEntries(
  GROUP_NAMES.flatMap((group) =>
    Object.entries<FaultRow>(GROUPS[group]).map(([name, [label, what, differs]]) => [
      name,
      { ...USUAL[group], label, what, ...differs },
    ]),
  ),
) as Readonly<Record<FaultName, Fault>>;

export function faultNamed(name: FaultName): Fault {
  return FAULTS[name];
}

/** Says whether a fault may be limited to one order. */
export function knowsOrders(name: FaultName): boolean {
  return !['paid-orders', 'robot', 'message', 'database', 'phone', 'set-up'].includes(
    faultNamed(name).at,
  );
}
