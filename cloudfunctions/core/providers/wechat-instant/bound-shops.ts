import { CloudFailure } from '../../runtime/cloud-failure';
import type { Call } from '../../runtime/define-function';
import { askWeChat } from '../wechat/ask-wechat';
import type { WeChat } from '../wechat/wechat';
import { throwIfWeChatError } from '../wechat/wechat-error';
import type { Wire } from '../wechat/wire';
import { readWire } from '../wechat/wire';

/** Result of WeChat's review of a bound account; `unknown` for an undocumented value. */
export type AuditResult = 'passed' | 'under-review' | 'refused' | 'unknown';

/** Delivery account that is bound to the mini-program. */
export interface BoundShop {
  /** Id of the delivery company: WeChat's `delivery_id`. */
  readonly companyId: string;
  readonly shopId: string;
  readonly audit: AuditResult;
}

/** Review results by `audit_result` (docs/getorder-contract.md §6 [O]). */
const AUDIT_RESULTS: Readonly<Record<number, AuditResult>> = {
  0: 'passed',
  1: 'under-review',
  2: 'refused',
};

/**
 * Lists the delivery accounts that are bound to the mini-program, by WeChat's `shop/get`
 * (docs/getorder-contract.md §6 [O]).
 */
export function getBoundShops(wechat: WeChat, call: Call): Promise<readonly BoundShop[]> {
  return askWeChat(wechat, '/cgi-bin/express/local/business/shop/get', {}, readBoundShops, call);
}

/**
 * Reads the answer of `shop/get`.
 *
 * @throws CloudFailure when `errcode` or `resultcode` reports an error, checked in this order
 */
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
    // A missing field may stand for zero (docs/getorder-contract.md §1 [R]).
    audit: AUDIT_RESULTS[wire.number('audit_result') ?? 0] ?? 'unknown',
  };
}
