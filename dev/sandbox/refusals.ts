import type { FaultOf } from '../faults/fault-table';
import type { Courier } from './couriers';

/** Error answer of WeChat itself, before a courier is asked (docs/getorder-contract.md §5). */
export class WeChatRefusal extends Error {
  override readonly name = 'WeChatRefusal';

  constructor(
    readonly errcode: number,
    /** Text of `errmsg`, without the request id (`rid: …`) at its end. */
    message: string,
  ) {
    super(message);
  }
}

/** A courier's answer to a wrong `delivery_sign`, which WeChat passes on without an `errcode`. */
export class SignRefusal extends Error {
  override readonly name = 'SignRefusal';

  constructor(readonly courier: Courier) {
    super(courier.signRefusal.resultmsg);
  }
}

/** Error codes of docs/getorder-contract.md §5 [O]. Texts of 930557, 930563 are [R], others [I]. */
const REFUSALS: Readonly<Record<FaultOf<'wechat'>, readonly [errcode: number, errmsg: string]>> = {
  busy: [-1, 'system error'],
  'failed-930555': [930555, 'system error'],
  'failed-930556': [930556, 'delivery system timeout'],
  'failed-930557': [930557, 'delivery system error'],
  'courier-refused-930558': [930558, '站点已停业，请联系 12000000999'],
  'ip-not-allowed': [40164, 'invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist'],
  'quota-exceeded': [45009, 'reach max api daily quota limit'],
  'too-frequent': [45011, 'api minute-quota reach limit  must slower  retry next minute'],
  'api-not-opened': [48001, 'api unauthorized'],
  'account-not-bound': [930560, 'shopid is not bound'],
  'account-not-authorised': [930566, 'not authorised'],
  'account-personal': [930568, 'personal account is not supported'],
  'account-not-admitted': [930571, 'not admitted'],
  'order-not-found': [930563, 'order not exists'],
  'order-over': [930565, 'order already finished'],
};

export function wechatFault(name: FaultOf<'wechat'>): WeChatRefusal {
  return new WeChatRefusal(...REFUSALS[name]);
}
