import { CloudFailure } from '../../runtime/cloud-failure';
import type { Call } from '../../runtime/define-function';
import { askWeChat } from './ask-wechat';
import type { WeChat } from './wechat';
import { throwIfWeChatError } from './wechat-error';
import type { Wire } from './wire';
import { readWire } from './wire';

/** How WeChat's review of a bound account came out; `unknown` for what no document lists. */
export type AuditResult = 'passed' | 'under-review' | 'refused' | 'unknown';

/** A delivery account that is bound to the mini-program. */
export interface BoundShop {
  /** WeChat's `delivery_id`. */
  readonly companyId: string;
  readonly shopId: string;
  readonly audit: AuditResult;
}

/** `audit_result` [O]. */
const AUDIT_RESULTS: Readonly<Record<number, AuditResult>> = {
  0: 'passed',
  1: 'under-review',
  2: 'refused',
};

/**
 * WeChat's `shop/get` (docs/getorder-contract.md §6 [O]): the delivery accounts that are bound to
 * the mini-program.
 */
export function getBoundShops(wechat: WeChat, call: Call): Promise<readonly BoundShop[]> {
  return askWeChat(wechat, '/cgi-bin/express/local/business/shop/get', {}, readBoundShops, call);
}

/** @throws CloudFailure by the order of decisions of `order/get` (§1) */
function readBoundShops(body: string): readonly BoundShop[] {
  const wire = readWire(body);
  throwIfWeChatError(wire);
  const resultcode = wire.code('resultcode');
  if (resultcode !== null && resultcode !== 0) {
    throw new CloudFailure('wechat-refused', {
      message: `微信没有给出绑定的账号（${resultcode}）。`,
    });
  }
  return wire.objects('shop_list').map(boundShopOf);
}

function boundShopOf(wire: Wire): BoundShop {
  return {
    companyId: wire.text('delivery_id') ?? '',
    shopId: wire.text('shopid') ?? '',
    // Zero may be left out (§1 [R]).
    audit: AUDIT_RESULTS[wire.number('audit_result') ?? 0] ?? 'unknown',
  };
}
