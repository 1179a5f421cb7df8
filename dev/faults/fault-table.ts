import type { Fault, FaultGroup } from './fault';
import { SET_UP_FAULTS } from './set-up-faults';

export type { FaultGroup, FaultPlace } from './fault';

/** How late a slow WeChat or courier answers, in ms of real time. */
export const SLOW_MS = 3000;
/** The database, later than a token may wait for it; not so late that a call with all its questions outlasts the cloud's patience. */
export const DATABASE_SLOW_MS = 1100;

/**
 * Everything that can be made to go wrong. Of several in a group that are on at once, the first in this order acts. Codes are those of
 * docs/getorder-contract.md; its marks say what is official; how a fault looks on the wire beyond them is made up (dev/sandbox/README.md).
 */
export const FAULTS = {
  slow: {
    group: 'transport',
    at: 'wechat',
    label: '上游变慢 3 秒',
    what: '微信晚 3 秒才回答。',
    isCommon: true,
  },
  hang: {
    group: 'transport',
    at: 'wechat',
    label: '不回答',
    what: '微信收下请求，一直不回答。',
    isCommon: true,
  },
  reset: {
    group: 'transport',
    at: 'wechat',
    label: '连接中断',
    what: '回答到一半，连接断了。',
  },
  'http-500': {
    group: 'transport',
    at: 'wechat',
    label: '返回 500',
    what: '微信的服务器返回 HTTP 500。',
    isCommon: true,
  },
  'not-json': {
    group: 'transport',
    at: 'wechat',
    label: '不是 JSON',
    what: '回答是一个网页，不是 JSON。',
    isCommon: true,
  },
  empty: { group: 'transport', at: 'wechat', label: '空回答', what: '回答里什么也没有。' },
  truncated: { group: 'transport', at: 'wechat', label: '半截 JSON', what: '回答只有前一半。' },
  huge: { group: 'transport', at: 'wechat', label: '回答过大', what: '回答有 2 MB。' },

  'token-dead': {
    group: 'token',
    at: 'look-up',
    label: '令牌失效',
    what: '正在用的令牌作废（40001），再取就是新的。只发生一次。',
    isCommon: true,
    lasts: 'once',
  },
  'token-stuck': {
    group: 'token',
    at: 'look-up',
    label: '令牌卡住',
    what: '正在用的令牌作废（40001），再取还是它，强制刷新才换新的。只发生一次。',
    lasts: 'once',
  },
  'token-rotating': {
    group: 'token',
    at: 'look-up',
    label: '令牌被抢换',
    what: '每个令牌只能查一次，第二次就作废（40001），像有别的程序抢着换令牌。',
  },

  busy: { group: 'wechat', at: 'wechat', label: '微信忙 -1', what: '微信说系统繁忙（-1）。' },
  'failed-930555': {
    group: 'wechat',
    at: 'look-up',
    label: '出错 930555',
    what: '微信说微信或配送公司出错，或没有及时回答（930555）。',
  },
  'failed-930556': {
    group: 'wechat',
    at: 'look-up',
    label: '出错 930556',
    what: '微信说微信或配送公司出错，或没有及时回答（930556）。',
  },
  'failed-930557': {
    group: 'wechat',
    at: 'look-up',
    label: '出错 930557',
    what: '微信说配送公司的系统出错（930557）。',
  },
  'courier-refused-930558': {
    group: 'wechat',
    at: 'look-up',
    label: '配送公司拒绝 930558',
    what: '微信说配送公司拒绝了（930558），话里带着一个电话号码。',
  },
  'ip-not-allowed': {
    group: 'wechat',
    at: 'wechat',
    label: 'IP 不在白名单',
    what: '微信不认云函数的 IP（40164）。',
  },
  'quota-exceeded': {
    group: 'wechat',
    at: 'look-up',
    label: '超过额度',
    what: '今天的查询次数用完了（45009）。',
    isCommon: true,
  },
  'too-frequent': {
    group: 'wechat',
    at: 'look-up',
    label: '太频繁',
    what: '微信说查得太频繁（45011）。',
  },
  'api-not-opened': {
    group: 'wechat',
    at: 'look-up',
    label: '没有开通接口',
    what: '小程序没有开通即时配送（48001）。',
  },
  'account-not-bound': {
    group: 'wechat',
    at: 'look-up',
    label: '账号没绑定',
    what: '配送账号没有绑定到小程序（930560）。',
  },
  'account-not-authorised': {
    group: 'wechat',
    at: 'look-up',
    label: '没有授权',
    what: '小程序没有得到即时配送的授权（930566）。',
  },
  'account-personal': {
    group: 'wechat',
    at: 'look-up',
    label: '个人主体',
    what: '个人主体的小程序不能使用即时配送（930568）。',
  },
  'account-not-admitted': {
    group: 'wechat',
    at: 'look-up',
    label: '没有准入',
    what: '微信没有准许小程序使用即时配送（930571）。',
  },
  'order-not-found': {
    group: 'wechat',
    at: 'look-up',
    label: '没有这单 930563',
    what: '微信说没有这个订单（930563）。',
  },
  'order-over': {
    group: 'wechat',
    at: 'look-up',
    label: '订单已结束',
    what: '微信说订单已经结束（930565）。',
  },

  'sign-rejected': {
    group: 'courier',
    at: 'look-up',
    label: '签名错误',
    what: '配送公司不认签名，各用各的错误码：-99、2003 或 1。',
    isCommon: true,
  },
  'courier-order-not-found': {
    group: 'courier',
    at: 'look-up',
    label: '没有这单 2005',
    what: '配送公司说没有这个订单（2005）。',
  },
  'courier-refused': {
    group: 'courier',
    at: 'look-up',
    label: '配送公司报错',
    what: '配送公司报错，话里带着一个电话号码。',
  },
  'courier-refused-with-rider': {
    group: 'courier',
    at: 'look-up',
    label: '报错还带骑手',
    what: '配送公司报错，却照样带着骑手、位置和到达时间。',
  },

  'odd-types': {
    group: 'answer',
    at: 'look-up',
    label: '数字变文字',
    what: '数字都写成文字，多出没见过的字段，姓名是 null，电话是空的。',
  },
  'no-values': {
    group: 'answer',
    at: 'look-up',
    label: '只剩状态',
    what: '除了状态都是 0 或空的，位置是 (0, 0)。',
  },
  'unknown-status': {
    group: 'answer',
    at: 'look-up',
    label: '没见过的状态',
    what: '状态是 7，文档里没有。',
  },
  'negative-time': {
    group: 'answer',
    at: 'look-up',
    label: '负的剩余时间',
    what: '剩余时间是 -60 秒。',
  },
  'long-digits': {
    group: 'answer',
    at: 'look-up',
    label: '超长数字',
    what: '运单号是 26 位的 JSON 数字，坐标有 20 多位。',
  },

  'database-slow': {
    group: 'database',
    at: 'database',
    label: '数据库变慢 1.5 秒',
    what: '数据库照做，但晚 1.5 秒才回答。',
  },
  'database-down': {
    group: 'database',
    at: 'database',
    label: '数据库断开',
    what: '数据库一律回答 SYS_ERR。',
    isCommon: true,
  },
  'database-refuses': {
    group: 'database',
    at: 'database',
    label: '数据库拒绝',
    what: '数据库一律回答 DATABASE_REQUEST_FAILED。',
  },

  'phone-offline': {
    group: 'phone',
    at: 'phone',
    label: '手机断网',
    what: '左边的手机没有网络，直到关掉。',
    isCommon: true,
    lasts: 'until-off',
  },

  ...SET_UP_FAULTS,
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;

/** The faults of a group. */
export type FaultOf<Group extends FaultGroup> = {
  [Name in FaultName]: (typeof FAULTS)[Name]['group'] extends Group ? Name : never;
}[FaultName];

/** What an owner has set up wrongly. */
export type SetUpFault = FaultOf<'set-up'>;
/** What a look-up meets. */
export type LookUpFault = Exclude<FaultName, SetUpFault>;

// Object.keys knows the table's keys as text only.
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** What is known of a fault, with what only some entries of the table say. */
export function faultNamed(name: FaultName): Fault {
  return FAULTS[name];
}

/** The faults of a group, in the table's order. */
export function faultsOf<Group extends FaultGroup>(group: Group): readonly FaultOf<Group>[] {
  return FAULT_NAMES.filter((name): name is FaultOf<Group> => FAULTS[name].group === group);
}

export const LOOK_UP_FAULTS: readonly LookUpFault[] = FAULT_NAMES.filter(
  (name): name is LookUpFault => FAULTS[name].group !== 'set-up',
);

/** Whether a fault may be for one order only. */
export function knowsOrders(name: FaultName): boolean {
  return !['database', 'phone', 'set-up'].includes(FAULTS[name].at);
}
