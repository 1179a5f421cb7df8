import type { FaultOf } from '../faults/fault-table';
import { WeChatRefusal } from './refusals';

/** `errcode` and `errmsg` of what WeChat itself refuses (docs/getorder-contract.md §5 [O]; the words are [I]). */
const REFUSALS: Readonly<Record<FaultOf<'wechat'>, readonly [errcode: number, errmsg: string]>> = {
  busy: [-1, 'system error'],
  'ip-not-allowed': [40164, 'invalid ip 127.0.0.1, not in whitelist'],
  'quota-exceeded': [45009, 'reach max api daily quota limit'],
  'too-frequent': [45011, 'api minute-quota reach limit  must slower  retry next minute'],
  'api-not-opened': [48001, 'api unauthorized'],
  'account-not-bound': [930560, 'shopid is not bound'],
  'account-not-admitted': [930566, 'not authorised'],
  'order-not-found': [930563, 'order not found'],
  'order-over': [930565, 'order already finished'],
};

export function wechatFault(name: FaultOf<'wechat'>): WeChatRefusal {
  return new WeChatRefusal(...REFUSALS[name]);
}
