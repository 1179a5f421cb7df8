import { STATUS_CODES } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { BROKEN_BINDING, faultsOf } from '../faults/fault-table';
import { TEST_SHOP_ID } from './account';
import {
  type ApiRequest,
  type OrderReference,
  boundAccounts,
  checkSign,
  orderReferenceOf,
  shopNoOf,
  textOf,
} from './api-request';
import { type Courier, COURIERS } from './couriers';
import type { Deliveries } from './deliveries';
import { notFoundBy, ODD_ANSWERS } from './odd-answers';
import { type SandboxOrder, hasEnded } from './order';
import { type WireFields, orderAnswer, waybillAsPrinted } from './order-answer';
import { WeChatRefusal } from './refusals';

const OK = { resultcode: 0, resultmsg: 'ok' } as const;

/** Answers `order/get`, by which the product looks an order up (docs/getorder-contract.md §1). */
export function getOrder(deliveries: Deliveries, request: ApiRequest, now: number): WireFields {
  const { body, happens } = request;
  const reference = orderReferenceOf(request);
  const order = knownOrder(deliveries, reference);
  checkSign(body, reference, order.courier);
  const checksShopNo = order.courier.checksShopNo && !happens('shop-no-ignored');
  if (checksShopNo && order.shopNo !== null && order.shopNo !== shopNoOf(body)) {
    return notFoundBy(order);
  }
  const fault = [...faultsOf('courier'), ...faultsOf('answer')].find(happens);
  return fault === undefined ? orderAnswer(order, now) : ODD_ANSWERS[fault](order, now);
}

/**
 * Answers `order/add`, which places a new order, and `order/readd`, which places an ended order
 * again under the same id (docs/getorder-contract.md §2 [O]).
 */
export function placeOrder(
  deliveries: Deliveries,
  request: ApiRequest,
  which: 'new' | 'again',
): WireFields {
  const { body } = request;
  const reference = orderReferenceOf(request);
  const courier = courierOf(body, reference);
  checkSign(body, reference, courier);
  const isTaken =
    which === 'new'
      ? deliveries.find(reference) !== undefined
      : !hasEnded(knownOrder(deliveries, reference).status);
  // The error code 930562 is invented [I].
  if (isTaken) throw new WeChatRefusal(930562, 'order already exists');
  const { appId, shopId, orderId } = reference;
  const order = deliveries.placeOrder({
    appId,
    orderId,
    shopId,
    shopNo: shopNoOf(body),
    courierId: courier.id,
  });
  return {
    ...OK,
    ...{ fee: 0, deliverfee: 0, couponfee: 0, tips: 0, insurancefee: 0 },
    waybill_id: waybillAsPrinted(order),
    order_status: order.status,
    dispatch_duration: 300,
  };
}

/** Unix seconds have ten digits until 2286. Greater numbers are milliseconds. */
const MAX_UNIX_SECONDS = 9_999_999_999;

/** Answers `test_update_order`: sets the status of an order of WeChat's TEST company (§6 [O]). */
export function updateTestOrder(deliveries: Deliveries, request: ApiRequest): WireFields {
  const reference = orderReferenceOf(request);
  const { action_time: actionTime, order_status: status } = request.body;
  if (reference.shopId !== TEST_SHOP_ID) throw new WeChatRefusal(930561, 'invalid args: shopid');
  if (typeof actionTime !== 'number' || actionTime <= 0 || actionTime > MAX_UNIX_SECONDS) {
    throw new WeChatRefusal(930561, 'invalid args: action_time');
  }
  if (typeof status !== 'number' || !STATUS_CODES.includes(status)) {
    throw new WeChatRefusal(930561, 'invalid args: order_status');
  }
  const order = knownOrder(deliveries, reference);
  if (hasEnded(order.status)) throw new WeChatRefusal(930565, 'order already finished');
  deliveries.force(order, status);
  return OK;
}

/** Answers `shop/get` with the mini-program's accounts and their review results (§6, §10 [O]). */
export function boundShops(request: ApiRequest): WireFields {
  const { happens } = request;
  const broken = happens('binding-refused') ? 2 : happens('binding-under-review') ? 1 : 0;
  const isMissing = happens('binding-missing');
  const shops = boundAccounts(request).flatMap(({ shopId: shopid, courierIds }) =>
    courierIds.map((delivery_id) => ({
      delivery_id,
      shopid,
      audit_result: delivery_id === BROKEN_BINDING ? broken : 0,
    })),
  );
  const shop_list = shops.filter((shop) => !(isMissing && shop.delivery_id === BROKEN_BINDING));
  return { ...OK, shop_list };
}

/**
 * Finds an order.
 *
 * @throws WeChatRefusal 930563 (§5) if this shopid, or this mini-program [I], did not place it
 */
function knownOrder(deliveries: Deliveries, reference: OrderReference): SandboxOrder {
  const order = deliveries.find(reference);
  if (order?.appId !== reference.appId) throw new WeChatRefusal(930563, 'order not exists');
  return order;
}

/** Finds a request's courier. @throws WeChatRefusal 930560 (§5) if the account has no such one */
function courierOf(body: ApiRequest['body'], { account }: OrderReference): Courier {
  const deliveryId = textOf(body, 'delivery_id');
  const courierId = account.courierIds.find((bound) => bound === deliveryId);
  if (courierId === undefined) throw new WeChatRefusal(930560, 'delivery_id is not bound');
  return COURIERS[courierId];
}
