import { idProblem, isSendable } from '../../../../miniprogram/contract/order-id';
import type { CallContext } from '../../runtime/define-function';
import { askWeChat } from './ask-wechat';
import type { WeChat } from './wechat';
import { type Meanings, throwIfWeChatError } from './wechat-error';
import { type AnswerPart, parseAnswer } from './wire';

/** Paid order of a mini-program. Payer, goods and amount are never read. */
export interface PaidOrder {
  readonly orderId: string;
  /** Time of payment, ms since 1970. */
  readonly paidAt: number;
  readonly isRefunded: boolean;
  /** False when WeChat says that the order is sent by mail, virtual, or picked up. */
  readonly isForDelivery: boolean;
}

export interface PaidPage {
  readonly orders: readonly PaidOrder[];
  /** Start of the next page; null after the last page, or if WeChat does not say. */
  readonly nextStart: string | null;
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
/** Values of `logistics_type` for a delivery by 同城配送; 0 and null stand for a missing field. */
const DELIVERY_TYPES: readonly (number | null)[] = [2, 0, null];
const MEANINGS: Meanings = {
  44990: { code: 'too-frequent', message: () => '微信说读得太多了，请过 10 分钟再来。' },
  48001: { code: 'paid-orders-closed' },
};

/** Lists paid orders (docs/getorder-contract.md, 发货信息管理 [O]). Throws what `askWeChat` throws. */
export async function listPaidOrders(
  wechat: WeChat,
  { from, to }: PaidRange,
  pageStart: string | null,
  call: CallContext,
): Promise<PaidPage> {
  const payTimeRange = { begin_time: Math.floor(from / 1000), end_time: Math.ceil(to / 1000) };
  const pageFields = pageStart === null ? {} : { last_index: pageStart };
  const requestBody = { pay_time_range: payTimeRange, page_size: PAGE_SIZE, ...pageFields };
  return askWeChat(wechat, LIST_PATH, requestBody, readPage, call);
}

function readPage(body: string): PaidPage {
  const answer = parseAnswer(body);
  throwIfWeChatError(answer, MEANINGS);
  const isLastPage = !answer.isTrue('has_more');
  const nextStart = isLastPage ? null : answer.text('last_index');
  return { orders: answer.objects('order_list').flatMap(readOrder), nextStart, isLastPage };
}

/** Reads a paid order: a list of one, or empty without a payment time or a usable order id. */
function readOrder(orderEntry: AnswerPart): readonly PaidOrder[] {
  const orderId = orderEntry.text('merchant_trade_no');
  const paidSeconds = orderEntry.number('pay_time');
  if (orderId === null || paidSeconds === null) return [];
  if (!isSendable(orderId) || idProblem(orderId) !== null) return [];
  const logisticsType = orderEntry.object('shipping')?.number('logistics_type') ?? null;
  return [
    {
      orderId,
      paidAt: paidSeconds * 1000,
      isRefunded: orderEntry.number('order_state') === REFUNDED_STATE,
      isForDelivery: DELIVERY_TYPES.includes(logisticsType),
    },
  ];
}
