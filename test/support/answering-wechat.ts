import { CloudFailure } from '../../cloudfunctions/core/runtime/cloud-failure';
import type { BoundShop } from '../../cloudfunctions/core/providers/wechat-instant/bound-shops';
import type { PostJson } from '../../cloudfunctions/core/providers/wechat/post-json';
import type { Quota } from '../../cloudfunctions/core/providers/wechat/mini-program-quota';
import type { CloudErrorCode } from '../../miniprogram/contract/cloud-error';

/** Delivery with fields of the wire besides its status. */
interface WireOrder {
  readonly order_status: number;
  readonly [field: string]: unknown;
}

/**
 * Known orders by `shopid/shop_no/order id`: a status, a delivery, or a failure. Others are not
 * found.
 */
export type Orders = Map<string, number | WireOrder | CloudErrorCode>;

/** Answers to the self-check's requests. A code or a failure is a refusal. */
export interface AskedWeChat {
  token: 'given' | CloudErrorCode | CloudFailure;
  /** Refusals of tokens of single mini-programs, by AppID. */
  refused?: Readonly<Record<string, CloudErrorCode>>;
  bound: readonly BoundShop[] | CloudErrorCode;
  quota: Quota | null | CloudErrorCode;
  /** Paid orders, of all mini-programs; none unless given. */
  paid?: PaidList;
}

/** Order that was paid at `at`, ms since 1970, with fields of the wire. */
export interface WirePaid {
  readonly id: string;
  readonly at: number;
  readonly order_state?: number;
  readonly shipping?: { readonly logistics_type?: number };
}

/** WeChat's list of paid orders. */
export interface PaidList {
  orders: WirePaid[];
  /** Code of a refusal; 0 for none. */
  errcode: number;
  /** Orders on a page, where they are fewer than were asked for. */
  pageSize: number;
  /** Orders of a page that the next one tells again, as new ones have come in between. */
  overlap: number;
  /** Ranges of each page that was asked for, in seconds. */
  readonly asked: (readonly [from: number, to: number])[];
}

export function paidList(...orders: WirePaid[]): PaidList {
  return { orders, errcode: 0, pageSize: Infinity, overlap: 0, asked: [] };
}

/** What WeChat tells of each paid order, and of its errors, and what nobody may see. */
export const PRIVATE = { openid: 'oPayer-7f3a', description: '杨枝甘露大杯', paid_amount: 238017 };

interface Question {
  /** `shopid/shop_no/order id`. */
  readonly key: string;
  readonly sign: string;
}

const AUDIT_RESULTS: Partial<Record<BoundShop['review'], number>> = {
  'account-bound': 0,
  'account-under-review': 1,
  'account-refused': 2,
};

/** WeChat's API for functions, without network. Our error codes stand for refusals. */
export function answeringWeChat(
  orders: Orders,
  weChat: AskedWeChat,
  heard: (question: Question) => void,
): PostJson {
  const answers: readonly (readonly [path: string, answer: (body: unknown) => unknown])[] = [
    ['/cgi-bin/stable_token', (body) => token(weChat, body)],
    ['/business/order/get', (body) => order(orders, body, heard)],
    ['/business/shop/get', () => ({ resultcode: 0, shop_list: shops(weChat) })],
    ['/sec/order/get_order_list', (body) => paidOrders(weChat.paid ?? paidList(), body)],
    ['/openapi/quota/get', () => ({ errcode: 0, quota: quota(weChat) })],
  ];
  return async (url, body) => {
    await Promise.resolve();
    const [, answer] = answers.find(([path]) => url.includes(path)) ?? [];
    if (answer === undefined) throw new Error(`WeChat has no ${url}.`);
    return JSON.stringify(answer(body));
  };
}

function token({ token, refused = {} }: AskedWeChat, body: unknown): unknown {
  const { appid } = body as { readonly appid: string };
  givenOf(refused[appid] ?? (token === 'given' ? null : token));
  return { access_token: 'T1', expires_in: 7200 };
}

function order(orders: Orders, body: unknown, heard: (question: Question) => void): unknown {
  const asked = body as Readonly<Record<string, string | undefined>>;
  const key = `${asked['shopid']}/${asked['shop_no'] ?? ''}/${asked['shop_order_id']}`;
  heard({ key, sign: asked['delivery_sign'] ?? '' });
  const given = givenOf<number | WireOrder>(orders.get(key) ?? 'order-not-found');
  return {
    resultcode: 0,
    waybill_id: '3000000001',
    rider_name: '陈师傅',
    rider_phone: '12012345678',
    ...(typeof given === 'number' ? { order_status: given } : given),
  };
}

function shops(weChat: AskedWeChat): readonly unknown[] {
  return givenOf(weChat.bound).map(({ companyId, shopId, review }) => {
    return { delivery_id: companyId, shopid: shopId, audit_result: AUDIT_RESULTS[review] ?? 9 };
  });
}

function quota(weChat: AskedWeChat): unknown {
  const given = givenOf(weChat.quota);
  return given === null ? {} : { daily_limit: given.dailyLimit, remain: given.leftToday };
}

function paidOrders(
  { orders, errcode, pageSize, overlap, asked }: PaidList,
  body: unknown,
): unknown {
  const { pay_time_range: range, page_size, last_index = '0' } = body as PaidQuestion;
  const { begin_time: from, end_time: to } = range;
  asked.push([from, to]);
  if (errcode !== 0) return { errcode, errmsg: Object.values(PRIVATE).join(' '), ...PRIVATE };
  const listed = orders
    .map(({ id, at, ...more }) => {
      const pay_time = Math.floor(at / 1000);
      return { merchant_trade_no: id, pay_time, order_state: 1, ...more, ...PRIVATE };
    })
    .filter(({ pay_time }) => from <= pay_time && pay_time <= to)
    .sort((one, other) => other.pay_time - one.pay_time);
  const begin = Number(last_index);
  const end = begin + Math.min(page_size, pageSize);
  const has_more = end < listed.length;
  return {
    errcode: 0,
    order_list: listed.slice(Math.max(0, begin - overlap), end),
    has_more,
    last_index: String(end),
  };
}

interface PaidQuestion {
  readonly pay_time_range: { readonly begin_time: number; readonly end_time: number };
  readonly page_size: number;
  readonly last_index?: string;
}

/** Returns an answer, or throws a failure. */
function givenOf<Given>(given: Given | CloudErrorCode | CloudFailure): Given {
  if (given instanceof CloudFailure) throw given;
  if (typeof given === 'string') throw new CloudFailure(given as CloudErrorCode);
  return given;
}
