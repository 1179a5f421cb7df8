import { is, number, optional, string, type } from 'superstruct';
import type { FaultOf } from '../faults/fault-table';
import type { ApiRequest } from './api-request';
import type { SandboxDelivery } from './deliveries';
import type { WireFields } from './order-answer';
import { choiceFromText, digitsFromText, randomFromText } from './random-from-text';
import { WeChatRefusal } from './refusals';
import type { Happens } from './request-faults';
import { reportToldSecrets } from './told-secrets';

/** Order that customers have paid. Times are ms since 1970. */
interface PaidOrder {
  readonly number: string;
  readonly paidAt: number;
  readonly kind: 'delivered' | (typeof NEVER_DELIVERED)[number];
}

const MINUTE = 60_000;
/** Time (ms) from a payment until its delivery is placed. */
const PLACED_AFTER_MS = MINUTE;
/** Time (ms) from a payment until it is listed, while the list is late. */
const LATE_MS = 5 * MINUTE;
const REFUNDED_AFTER_MS = 20 * MINUTE;
const PAGE_SIZE = 100;

/** Orders that are paid and never delivered: one to about four deliveries. */
const NEVER_DELIVERED = ['fetched', 'refunded', 'forgotten'] as const;

/** Errors by fault; 44990 is [O] of another call of the service, and the texts are invented [I]. */
const REFUSALS: readonly (readonly [fault: FaultOf<'paid'>, errcode: number, errmsg: string])[] = [
  ['paid-closed', 48001, 'api unauthorized'],
  ['paid-too-frequent', 44990, 'reach max frequency limit'],
  ['paid-app-rejected', 40013, 'invalid appid'],
];

const second = optional(number());
const question = type({
  pay_time_range: optional(type({ begin_time: second, end_time: second })),
  last_index: optional(string()),
  page_size: optional(number()),
});

/**
 * Answers `get_order_list` with what was paid in the mini-program that asks, the latest first
 * (docs/getorder-contract.md §11): its deliveries' orders, and some that are never delivered.
 *
 * @throws WeChatRefusal while a fault closes the list, 47001 for arguments of a wrong type
 */
export function listPaidOrders(
  deliveries: readonly SandboxDelivery[],
  { appId, body, happens }: ApiRequest,
  now: number,
): WireFields {
  const refused = REFUSALS.find(([fault]) => happens(fault));
  if (refused !== undefined) throw new WeChatRefusal(refused[1], refused[2]);
  if (!is(body, question)) throw new WeChatRefusal(47001, 'data format error');
  const { begin_time = 0, end_time = Infinity } = body.pay_time_range ?? {};
  const { last_index, page_size = PAGE_SIZE } = body;
  const listedUntil = now - (happens('paid-late') ? LATE_MS : 0);
  const orders = deliveries
    .filter((delivery) => delivery.appId === appId)
    .flatMap(paidFor)
    .filter(({ paidAt }) => paidAt <= listedUntil)
    .map((order) => orderFields(order, happens, now))
    .filter(({ pay_time: paid }) => paid >= begin_time && paid <= end_time)
    .sort((a, b) => b.pay_time - a.pay_time);
  const from = orders.findIndex((order) => order.transaction_id === last_index) + 1;
  const page = orders.slice(from, from + page_size);
  for (const paid of page) reportToldSecrets({ paid });
  return {
    errcode: 0,
    errmsg: 'ok',
    last_index: page.at(-1)?.transaction_id ?? '',
    has_more: from + page.length < orders.length,
    order_list: page,
  };
}

function paidFor({ orderId, storeOrderId, placedAt }: SandboxDelivery): readonly PaidOrder[] {
  const [number, paidAt] = [storeOrderId ?? orderId, placedAt - PLACED_AFTER_MS];
  const delivered = { number, paidAt, kind: 'delivered' } as const;
  if (randomFromText(`${number} alone`) < 0.75) return [delivered];
  const kind = choiceFromText([...NEVER_DELIVERED], number);
  return [delivered, { number: `${number}N`, paidAt, kind }];
}

/** Returns an order as WeChat lists it. Amounts are so great that tests can look for them. */
function orderFields({ number, paidAt, kind }: PaidOrder, happens: Happens, now: number) {
  const isRefunded = kind === 'refunded' && now >= paidAt + REFUNDED_AFTER_MS;
  const seconds = Math.floor(paidAt / 1000);
  return {
    transaction_id: `42000${digitsFromText(`${number} transaction`, 23)}`,
    merchant_id: '1600000001',
    sub_merchant_id: '',
    merchant_trade_no: tradeNumber(number, happens),
    description: `茶小满 第 ${digitsFromText(`${number} goods`, 6)} 杯`,
    paid_amount: Number(digitsFromText(`${number} amount`, 9)),
    openid: `o-customer-${digitsFromText(`${number} customer`, 12)}`,
    trade_create_time: seconds,
    pay_time: seconds,
    order_state: isRefunded ? 5 : 1,
    in_complaint: false,
    ...(!happens('paid-untyped') && {
      shipping: { delivery_mode: 1, logistics_type: kind === 'fetched' ? 4 : 2 },
    }),
  };
}

function tradeNumber(number: string, happens: Happens): string {
  if (happens('paid-numbers-differ')) return `M${digitsFromText(`${number} trade`, 18)}`;
  return happens('paid-numbers-suffixed') ? `${number}-1` : number;
}
