import type { FaultRow } from './fault';

/** What the list of a mini-program's paid orders is like (发货信息管理). */
export const PAID_FAULTS = {
  'paid-closed': ['没开发货信息管理', '小程序没有开通“发货信息管理”，付款单读不到（48001）。'],
  'paid-too-frequent': ['付款单太频繁', '微信说付款单读得太频繁（44990）。'],
  'paid-app-rejected': ['付款单不认 AppID', '微信读付款单时不认 AppID（40013）。'],
  'paid-numbers-differ': ['商户单号不同', '付款单的商户单号和配送的订单号毫无关系。'],
  'paid-numbers-suffixed': ['商户单号带后缀', '付款单的商户单号在订单号后面多了“-1”。'],
  'paid-untyped': ['付款单没有类型', '付款单不说是配送还是自提。'],
  'paid-late': ['付款单晚 5 分钟', '付款 5 分钟以后，付款单才列出来。'],
} as const satisfies Readonly<Record<string, FaultRow>>;
