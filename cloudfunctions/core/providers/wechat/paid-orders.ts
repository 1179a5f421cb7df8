import { idProblem, isSendable } from '../../../../miniprogram/contract/order-id';
import type { CallContext } from '../../runtime/define-function';
import { askWeChat } from './ask-wechat';
import type { WeChat } from './wechat';
import { type Meanings, throwIfWeChatError } from './wechat-error';
import { type WireObject, readWire } from './wire';

/** Paid order of a mini-program. Payer, goods and amount are never read. */
export interface PaidOrder {
  readonly orderId: string;
  /** Time of payment, ms since 1970. */
  readonly paidAt: number;
  readonly isRefunded: boolean;
  /** False when WeChat says that the order is sent by mail, virtual, or picked up. */
  readonly isDelivered: boolean;
}

export interface PaidPage {
  readonly orders: readonly PaidOrder[];
  /** Where the next page begins; null after the last one, or if WeChat does not say. */
  readonly next: string | null;
  readonly isLastPage: boolean;
}

/** Range of times of payment, ms since 1970, both included. */
export interface PaidRange {
  readonly from: number;
  readonly to: number;
}

const LIST_PATH = '/wxa/sec/order/get_order_list';
const PAGE_SIZE = 100;
const REFUNDED_STATE = 5;
/** Values of `logistics_type` for 同城配送, and for an answer without this field. */
const DELIVERED_TYPES: readonly (number | null)[] = [2, 0, null];
const MEANINGS: Meanings = {
  44990: { code: 'too-frequent', message: () => '微信说读得太多了，请过 10 分钟再来。' },
  48001: { code: 'paid-orders-closed' },
};

/**
 * Lists a page that begins at `after` (docs/getorder-contract.md, 发货信息管理 [O]); throws
 * `paid-orders-closed` when the service is not on, `too-frequent`.
 */
export async function listPaidOrders(
  wechat: WeChat,
  { from, to }: PaidRange,
  after: string | null,
  call: CallContext,
): Promise<PaidPage> {
  const range = { begin_time: Math.floor(from / 1000), end_time: Math.ceil(to / 1000) };
  const start = after === null ? {} : { last_index: after };
  const requestBody = { pay_time_range: range, page_size: PAGE_SIZE, ...start };
  return askWeChat(wechat, LIST_PATH, requestBody, readPage, call);
}

function readPage(body: string): PaidPage {
  const wire = readWire(body);
  throwIfWeChatError(wire, MEANINGS);
  const isLastPage = !wire.isTrue('has_more');
  const next = isLastPage ? null : wire.text('last_index');
  return { orders: wire.objects('order_list').flatMap(readOrder), next, isLastPage };
}

/** Reads an order; none when its number cannot be that of a delivery, or its time is missing. */
function readOrder(wire: WireObject): readonly PaidOrder[] {
  const orderId = wire.text('merchant_trade_no');
  const paidSeconds = wire.number('pay_time');
  if (orderId === null || paidSeconds === null) return [];
  if (!isSendable(orderId) || idProblem(orderId) !== null) return [];
  const type = wire.object('shipping')?.number('logistics_type') ?? null;
  return [
    {
      orderId,
      paidAt: paidSeconds * 1000,
      isRefunded: wire.number('order_state') === REFUNDED_STATE,
      isDelivered: DELIVERED_TYPES.includes(type),
    },
  ];
}
