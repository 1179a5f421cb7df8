import type { Fault, FaultRow } from './fault';

/** Delay of WeChat's answers while the fault `slow` is on, in ms of real time. */
export const SLOW_MS = 3000;
/** Delay of a slow database in ms: over the 1 s limit for the stored token, but not for a call. */
export const DATABASE_SLOW_MS = 1100;

/** Milliseconds by which a wrong clock is off: the phone's, or the functions' for WeChat. */
export const CLOCK_OFF_MS = 10 * 60_000;
/** WeChat's default time-out of a function (docs/getorder-contract.md §9 [O]). */
export const SHORT_TIME_OUT_SECONDS = 3;
/** Delivery company whose account the faults `binding-…` concern. */
export const BROKEN_BINDING = 'SFTC';

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
      '正在用的令牌作废（40001），再取还是它；关掉后，最多再等半分钟才查得到。',
      { lasts: 'until-off' },
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
  // Failures of 同城配送, most of them of API signing (docs/intracity-contract.md §3, §4).
  intracity: {
    'intracity-not-opened': ['没有开通', '小程序没有开通同城配送（48001）。'],
    'intracity-sign-rejected': [
      '错签名',
      '公众平台里换了密钥对，微信不认同城配送的请求签名（40234）。',
    ],
    'intracity-key-missing': ['密钥没配', '公众平台里没有配对称密钥，同城配送查不了（40238）。'],
    'intracity-clock-slow': [
      '时钟慢',
      '云函数的时钟比微信慢 10 分钟，同城配送嫌时间戳太旧（40240）。',
    ],
    'intracity-certificate-rotating': [
      '证书轮换',
      '平台证书在换：同城配送的回答用新证书签名，也带着旧证书的签名。',
    ],
    'intracity-certificate-replaced': [
      '旧证书停用',
      '平台证书换完了：同城配送的回答只有新证书的签名。',
    ],
    'intracity-answer-changed': ['响应被改', '同城配送的回答在路上被改了一位，和签名对不上。'],
  },
  // What the list of a mini-program's paid orders is like (发货信息管理).
  paid: {
    'paid-closed': ['没开发货信息管理', '小程序没有开通“发货信息管理”，付款单读不到（48001）。'],
    'paid-too-frequent': ['付款单太频繁', '微信说付款单读得太频繁（44990）。'],
    'paid-app-rejected': ['付款单不认 AppID', '微信读付款单时不认 AppID（40013）。'],
    'paid-numbers-differ': ['商户单号不同', '付款单的商户单号和配送的订单号毫无关系。'],
    'paid-numbers-suffixed': ['商户单号带后缀', '付款单的商户单号在订单号后面多了“-1”。'],
    'paid-untyped': ['付款单没有类型', '付款单不说是配送还是自提。'],
    'paid-late': ['付款单晚 5 分钟', '付款 5 分钟以后，付款单才列出来。'],
  },
  // Failures of the groups' robots (docs/notices.md). Rules for a keyword and IPs are 飞书's own.
  robot: {
    'robot-gone': ['机器人删掉了', '企业微信（93000）或飞书（19001）不认机器人的地址。'],
    'robot-keyword': ['要有关键词', '飞书的机器人勾了“自定义关键词”，消息里没有（19024）。'],
    'robot-ip': ['不让 IP 进', '飞书的机器人勾了“IP 白名单”，里面没有云函数的（19022）。'],
    'robot-too-fast': ['机器人嫌快', '企业微信（45009）或飞书（11232）说发得太快。'],
    'robot-hangs': ['机器人不回答', '机器人收下消息，一直不回答，群里也没有。'],
  },
  // Failures of subscribe messages to people's WeChat (docs/notices.md).
  message: {
    'message-not-accepted': ['没有可收的了', '微信说这个人没有同意，或同意的都用完了（43101）。'],
    'message-field-refused': ['一格不合规', '微信说模板的第一格内容不合规（47003）。'],
    'message-template-gone': ['模板删掉了', '微信不认模板（40037）。'],
    'message-two-at-once': ['同时发两条', '微信说同时给一个人发了两条（43108）。'],
    'message-hangs': ['消息没有回答', '微信收下订阅消息，一直不回答，人也没收到。'],
  },
  database: {
    'database-slow': ['数据库变慢 1.5 秒', '数据库照做，但晚 1.5 秒才回答。'],
    'database-down': ['数据库断开', '数据库一律回答 SYS_ERR。', COMMON],
    'database-refuses': ['数据库拒绝', '数据库一律回答 DATABASE_REQUEST_FAILED。'],
  },
  phone: { 'phone-offline': ['手机断网', '左边的手机没有网络，直到关掉。', COMMON] },
  // Mistakes in the owner's settings. Look-ups still work, unless SETTINGS_KEY is missing.
  'set-up': {
    'key-missing': ['缺少 SETTINGS_KEY', '云函数的环境变量里没有 SETTINGS_KEY，存着的密钥打不开。'],
    'time-out-short': ['云函数超时 3 秒', '四个云函数的超时时间都是微信默认的 3 秒。'],
    'app-secret-reset': [
      'AppSecret 重置过',
      '微信不认存着的 AppSecret（40125），手上的令牌还能用。',
    ],
    'app-secret-frozen': ['AppSecret 冻结', 'AppSecret 被冻结了（40243），手上的令牌还能用。'],
    'binding-missing': ['顺丰账号解绑', '公众平台的即时配送里没有绑定顺丰的账号。'],
    'binding-under-review': ['顺丰账号审核中', '顺丰的账号绑定了，还在审核。'],
    'binding-refused': ['顺丰账号没过审', '顺丰的账号绑定了，审核没有通过。'],
    'binding-everywhere': [
      '账号到处绑了',
      '每个小程序都绑了全部账号，只有下单的那个查得到（930563）。',
    ],
    'shop-no-ignored': ['不核对门店编号', '配送公司不看 shop_no，用哪家门店的编号都查得到订单。'],
    'quota-low': ['额度快用完', '今天的查询次数只剩 5%。'],
    'database-open': ['数据库没有关', '集合都是默认权限：谁都能往里写，也能读自己写的。'],
    'phone-clock-wrong': ['手机快 10 分钟', '左边手机的时间快 10 分钟。'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FaultRow>>>>;

export type FaultGroup = keyof typeof GROUPS;
export type FaultOf<Group extends FaultGroup> = {
  [Each in Group]: keyof (typeof GROUPS)[Each];
}[Group];
export type FaultName = FaultOf<FaultGroup>;
/** Name of a fault that imitates a mistake in the owner's settings. */
export type SetUpFault = FaultOf<'set-up'>;
/** Groups of faults that affect look-ups of 即时配送. */
const LOOK_UP_GROUPS = [
  ...(['transport', 'token', 'wechat', 'courier', 'answer'] as const),
  ...(['database', 'phone'] as const),
];
/** Name of any fault that affects look-ups of 即时配送. */
export type LookUpFault = FaultOf<(typeof LOOK_UP_GROUPS)[number]>;

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

export const LOOK_UP_FAULTS: readonly LookUpFault[] = LOOK_UP_GROUPS.flatMap<LookUpFault>(faultsOf);

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
