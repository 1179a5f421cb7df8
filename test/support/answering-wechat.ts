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
}

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
  return given === null ? {} : { daily_limit: given.limit, remain: given.left };
}

/** Returns an answer, or throws a failure. */
function givenOf<Given>(given: Given | CloudErrorCode | CloudFailure): Given {
  if (given instanceof CloudFailure) throw given;
  if (typeof given === 'string') throw new CloudFailure(given as CloudErrorCode);
  return given;
}
