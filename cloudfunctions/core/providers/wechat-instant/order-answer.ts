import type { Arrival, Delivery } from '../../../../miniprogram/contract/delivery';
import type { DeliveryStatus } from '../../../../miniprogram/contract/delivery-status';
import { statusOfCode } from './status-codes';
import { CloudFailure } from '../../runtime/cloud-failure';
import {
  type RiderContact,
  readPlace,
  readRider,
  readShownId,
  readStatusCode,
} from '../wechat/looked-up';
import { type WireObject, TEXT_BOUNDS, readWire } from '../wechat/wire';
import { maskedText } from '../wechat/mask';
import { requestIdIn, throwIfWeChatError } from '../wechat/wechat-error';

/** `resultcode`s for an unknown order and a wrong sign (docs/getorder-contract.md §3, §5). */
const ORDER_NOT_FOUND_CODES = [2005];
const WRONG_SIGN_CODES = [-99, 2003];
/** Upper bound of `order_status`: codes have three digits (docs/getorder-contract.md §2 [O]). */
const STATUS_BOUND = 10_000;
/** Maximum `reach_time`. No delivery takes a day, so a larger value cannot mean seconds. */
const MAX_REACH_TIME_SECONDS = 24 * 60 * 60;

/** Reads an answer (docs/getorder-contract.md §1). `reach_time` counts from `askedAt` (ms). */
export function readOrderAnswer(
  body: string,
  orderId: string,
  askedAt: number,
): { readonly delivery: Delivery; readonly contact: RiderContact | null } {
  const wire = readWire(body);
  throwIfWeChatError(wire);
  const resultcode = wire.code('resultcode');
  if (resultcode !== null && resultcode !== 0) throw courierFailure(resultcode, wire);
  if (resultcode === null && wire.code('errcode') === null) {
    throw new CloudFailure('upstream-malformed');
  }

  const status = statusOfCode(readStatusCode(wire.number('order_status'), STATUS_BOUND));
  const { rider, contact } = readRider(wire.text('rider_name'), wire.text('rider_phone'));
  return {
    delivery: {
      orderId,
      status,
      waybillId: readShownId(wire.text('waybill_id')),
      rider,
      position: status.isFinal
        ? null
        : readPlace(wire.number('rider_lng'), wire.number('rider_lat')),
      arrival: readArrival(wire, status, askedAt),
    },
    contact,
  };
}

function courierFailure(resultcode: number, wire: WireObject): CloudFailure {
  const rid = requestIdIn(wire.text('errmsg'));
  if (ORDER_NOT_FOUND_CODES.includes(resultcode))
    return new CloudFailure('order-not-found', { rid });
  const words = wire.text('resultmsg');
  // Companies differ in what `resultcode` 1 means, so the text of the message decides.
  const isWrongSign = WRONG_SIGN_CODES.includes(resultcode) || /签名|验签/.test(words ?? '');
  return new CloudFailure(isWrongSign ? 'sign-rejected' : 'courier-refused', {
    message: `配送公司答复：${maskedText(words ?? '没有说明原因', TEXT_BOUNDS.words)}（${resultcode}）。`,
    rid,
  });
}

/** Reads `reach_time` (s; 0: unknown) while delivering (docs/getorder-contract.md §1 [O]). */
function readArrival(wire: WireObject, status: DeliveryStatus, askedAt: number): Arrival | null {
  if (status.stage !== 'delivering' || status.isFinal) return null;
  const remainingSeconds = wire.number('reach_time') ?? 0;
  if (remainingSeconds <= 0 || remainingSeconds > MAX_REACH_TIME_SECONDS) return null;
  return { remainingSeconds, expectedAt: askedAt + remainingSeconds * 1000 };
}
