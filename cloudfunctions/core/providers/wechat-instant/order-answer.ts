import type { Arrival, Delivery } from '../../../../miniprogram/contract/delivery';
import type { DeliveryStatus } from '../../../../miniprogram/contract/delivery-status';
import { statusOfCode } from './status-codes';
import { CloudFailure } from '../../runtime/cloud-failure';
import {
  type RiderContact,
  readPlace,
  readRider,
  readVisibleId,
  readStatusCode,
} from '../wechat/looked-up';
import { type AnswerPart, TEXT_BOUNDS, parseAnswer } from '../wechat/wire';
import { maskText } from '../wechat/mask';
import { findRequestId, throwIfWeChatError } from '../wechat/wechat-error';

/** `resultcode`s for an unknown order and a wrong signature (docs/getorder-contract.md §3, §5). */
const ORDER_NOT_FOUND_CODES = [2005];
const WRONG_SIGN_CODES = [-99, 2003];
/** Upper bound of `order_status`: codes have three digits (docs/getorder-contract.md §2 [O]). */
const STATUS_BOUND = 10_000;
/** Maximum `reach_time`. No delivery takes a day, so a larger value cannot mean seconds. */
const MAX_REACH_TIME_SECONDS = 24 * 60 * 60;

/** Reads an answer of `order/get` (docs/getorder-contract.md §1), which came at `askedAt` (ms). */
export function readOrderAnswer(
  body: string,
  orderId: string,
  askedAt: number,
): { readonly delivery: Delivery; readonly contact: RiderContact | null } {
  const answer = parseAnswer(body);
  throwIfWeChatError(answer);
  const resultcode = answer.code('resultcode');
  if (resultcode !== null && resultcode !== 0) throw courierFailure(resultcode, answer);
  if (resultcode === null && answer.code('errcode') === null) {
    throw new CloudFailure('upstream-malformed');
  }

  const status = statusOfCode(readStatusCode(answer.number('order_status'), STATUS_BOUND));
  const { rider, contact } = readRider(answer.text('rider_name'), answer.text('rider_phone'));
  return {
    delivery: {
      orderId,
      status,
      waybillId: readVisibleId(answer.text('waybill_id')),
      rider,
      position: status.isFinal
        ? null
        : readPlace(answer.number('rider_lng'), answer.number('rider_lat')),
      arrival: readArrival(answer, status, askedAt),
    },
    contact,
  };
}

function courierFailure(resultcode: number, answer: AnswerPart): CloudFailure {
  const rid = findRequestId(answer.text('errmsg'));
  if (ORDER_NOT_FOUND_CODES.includes(resultcode))
    return new CloudFailure('order-not-found', { rid });
  const message = answer.text('resultmsg');
  // Companies differ in what `resultcode` 1 means, so the text of the message decides.
  const isWrongSign = WRONG_SIGN_CODES.includes(resultcode) || /签名|验签/.test(message ?? '');
  return new CloudFailure(isWrongSign ? 'sign-rejected' : 'courier-refused', {
    message: `配送公司答复：${maskText(message ?? '没有说明原因', TEXT_BOUNDS.words)}（${resultcode}）。`,
    rid,
  });
}

/** Reads the arrival, `reach_time` seconds after `askedAt` (docs/getorder-contract.md §1 [O]). */
function readArrival(answer: AnswerPart, status: DeliveryStatus, askedAt: number): Arrival | null {
  if (status.stage !== 'delivering' || status.isFinal) return null;
  const remainingSeconds = answer.number('reach_time') ?? 0;
  if (remainingSeconds <= 0 || remainingSeconds > MAX_REACH_TIME_SECONDS) return null;
  return { remainingSeconds, expectedAt: askedAt + remainingSeconds * 1000 };
}
