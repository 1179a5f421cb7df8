import type { Arrival, Delivery, Position, Rider } from '../../../../miniprogram/contract/delivery';
import type { DeliveryStatus } from '../../../../miniprogram/contract/delivery-status';
import { statusOfCode } from './status-codes';
import { CloudFailure } from '../../runtime/cloud-failure';
import { BOUNDS, cut, readWire } from '../wechat/wire';
import { isDialable, maskedDigits, maskedPhone } from '../wechat/mask';
import { ridOf, throwIfWeChatError } from '../wechat/wechat-error';
import type { Wire } from '../wechat/wire';

export interface RiderContact {
  /** Full number. It is never logged or stored, and leaves the cloud only by a reveal. */
  readonly phone: string;
}

/**
 * Values of `resultcode` for "order not found" and "wrong sign", as far as they are known; no
 * global list exists (docs/getorder-contract.md §3, §5).
 */
const ORDER_NOT_FOUND = [2005];
const WRONG_SIGN = [-99, 2003];
/**
 * Bound of `reach_time`, longer than any instant delivery. A greater value is no number of seconds.
 */
const MAX_REACH_TIME_SECONDS = 24 * 60 * 60;

/**
 * Reads the answer of `order/get` in the contract's order of decisions (§1): WeChat's `errcode`,
 * the company's `resultcode`, success.
 *
 * @param askedAt time of the answer, ms since 1970: `reach_time` counts from then
 * @throws CloudFailure
 */
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

  const status = statusOfCode(readStatusCode(wire));
  const { rider, contact } = readRider(wire);
  return {
    delivery: {
      orderId,
      status,
      waybillId: readWaybillId(wire),
      rider,
      position: status.isFinal ? null : readPosition(wire),
      arrival: readArrival(wire, status, askedAt),
    },
    contact,
  };
}

/**
 * Reads `order_status`. Listed and seen codes (§2) are small; a number that might be personal is
 * not.
 *
 * @returns null for what is no code
 */
function readStatusCode(wire: Wire): number | null {
  const code = wire.number('order_status');
  return Number.isInteger(code) && Math.abs(code ?? 0) < BOUNDS.status ? code : null;
}

/**
 * Reads the waybill id. A part of an id is another id, so that one too long is not cut.
 *
 * @returns null for one that is too long
 */
function readWaybillId(wire: Wire): string | null {
  const waybillId = wire.text('waybill_id');
  return waybillId !== null && waybillId.length > BOUNDS.waybillId ? null : waybillId;
}

function courierFailure(resultcode: number, wire: Wire): CloudFailure {
  const rid = ridOf(wire.text('errmsg'));
  if (ORDER_NOT_FOUND.includes(resultcode)) return new CloudFailure('order-not-found', { rid });
  const words = wire.text('resultmsg');
  // The meaning of 1 differs between companies, so the message decides.
  const isSign = WRONG_SIGN.includes(resultcode) || /签名|验签/.test(words ?? '');
  return new CloudFailure(isSign ? 'sign-rejected' : 'courier-refused', {
    message: `配送公司答复：${maskedDigits(cut(words ?? '没有说明原因', BOUNDS.words))}（${resultcode}）。`,
    rid,
  });
}

function readRider(wire: Wire): {
  readonly rider: Rider | null;
  readonly contact: RiderContact | null;
} {
  const given = wire.text('rider_name');
  // The company fills this field, so it may hold a phone number.
  const name = given === null ? null : maskedDigits(cut(given, BOUNDS.name));
  const phone = wire.text('rider_phone')?.normalize('NFKC') ?? null;
  if (phone === null) {
    return { rider: name === null ? null : { name, phone: null, callable: false }, contact: null };
  }
  // Callers that know when the delivery ended decide whether the rider may still be called.
  const callable = phone.length <= BOUNDS.phone && isDialable(phone);
  return {
    rider: { name, phone: maskedPhone(cut(phone, BOUNDS.phone)), callable },
    contact: callable ? { phone } : null,
  };
}

/**
 * Reads the rider's position.
 *
 * @returns null for (0, 0) and for what is no place on earth (§1 [R])
 */
function readPosition(wire: Wire): Position | null {
  const longitude = wire.number('rider_lng') ?? 0;
  const latitude = wire.number('rider_lat') ?? 0;
  if (longitude === 0 || latitude === 0) return null;
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return null;
  return { longitude, latitude };
}

/**
 * Reads `reach_time`: the seconds remaining, valid only while delivering (§1 [O]); zero is unknown.
 */
function readArrival(wire: Wire, status: DeliveryStatus, askedAt: number): Arrival | null {
  if (status.stage !== 'delivering' || status.isFinal) return null;
  const remainingSeconds = wire.number('reach_time') ?? 0;
  if (remainingSeconds <= 0 || remainingSeconds > MAX_REACH_TIME_SECONDS) return null;
  return { remainingSeconds, expectedAt: askedAt + remainingSeconds * 1000 };
}
