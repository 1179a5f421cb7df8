import type { FaultRow } from './fault';

/** Milliseconds by which the phone's clock is ahead while the fault `phone-clock-wrong` is on. */
export const PHONE_CLOCK_AHEAD_MS = 10 * 60_000;
/** WeChat's default time-out of a function (docs/getorder-contract.md §9 [O]). */
export const SHORT_TIME_OUT_SECONDS = 3;
/** Delivery company whose account the faults `binding-…` concern. */
export const BROKEN_BINDING = 'SFTC';

/** Mistakes in the owner's settings. Look-ups still work, unless SETTINGS_KEY is missing. */
export const SET_UP_FAULTS = {
  'key-missing': ['缺少 SETTINGS_KEY', '云函数的环境变量里没有 SETTINGS_KEY，存着的密钥打不开。'],
  'time-out-short': ['云函数超时 3 秒', '四个云函数的超时时间都是微信默认的 3 秒。'],
  'app-secret-reset': ['AppSecret 重置过', '微信不认存着的 AppSecret（40125），手上的令牌还能用。'],
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
} as const satisfies Readonly<Record<string, FaultRow>>;
