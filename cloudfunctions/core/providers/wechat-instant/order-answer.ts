import type { Arrival, Delivery, Position, Rider } from '../../../../miniprogram/contract/delivery';
import type { DeliveryStatus } from '../../../../miniprogram/contract/delivery-status';
import { statusOfCode } from './status-codes';
import { CloudFailure } from '../../runtime/cloud-failure';
import { BOUNDS, cut, readWire } from '../wechat/wire';
import { isDialable, maskedDigits, maskedPhone } from '../wechat/mask';
import { ridOf, throwIfWeChatError } from '../wechat/wechat-error';
import type { Wire } from '../wechat/wire';

export interface RiderContact {
  /** The full number: never logged, stored, or sent but by a reveal. */
  readonly phone: string;
}

/**
 * The delivery companies' own "order not found" and "wrong sign" as far as they are known; no
 * global list exists (docs/getorder-contract.md §3, §5).
 */
const ORDER_NOT_FOUND = [2005];
const WRONG_SIGN = [-99, 2003];
/** Longer than any instant delivery: such a `reach_time` is no number of seconds remaining. */
const MAX_REACH_TIME_SECONDS = 24 * 60 * 60;

/**
 * Reads the answer of `order/get` in the contract's order of decisions (§1): WeChat's `errcode`,
 * the company's `resultcode`, success.
 *
 * @param askedAt when it was answered, ms since 1970: `reach_time` counts from then
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
 * No code that is listed or was seen (§2) is as great as a number that might be personal; what is
 * none is unknown.
 */
function readStatusCode(wire: Wire): number | null {
  const code = wire.number('order_status');
  return Number.isInteger(code) && Math.abs(code ?? 0) < BOUNDS.status ? code : null;
}

/** Unknown rather than cut: a part of an id is another id. */
function readWaybillId(wire: Wire): string | null {
  const waybillId = wire.text('waybill_id');
  return waybillId !== null && waybillId.length > BOUNDS.waybillId ? null : waybillId;
}

function courierFailure(resultcode: number, wire: Wire): CloudFailure {
  const rid = ridOf(wire.text('errmsg'));
  if (ORDER_NOT_FOUND.includes(resultcode)) return new CloudFailure('order-not-found', { rid });
  const words = wire.text('resultmsg');
  // A company's 1 may be about anything: its words decide.
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
  // A number has no business in a name, yet the field is the company's.
  const name = given === null ? null : maskedDigits(cut(given, BOUNDS.name));
  const phone = wire.text('rider_phone')?.normalize('NFKC') ?? null;
  if (phone === null) {
    return { rider: name === null ? null : { name, phone: null, callable: false }, contact: null };
  }
  // Whether the end is too long ago to call is for those to say who know when it was.
  const callable = phone.length <= BOUNDS.phone && isDialable(phone);
  return {
    rider: { name, phone: maskedPhone(cut(phone, BOUNDS.phone)), callable },
    contact: callable ? { phone } : null,
  };
}

/** A rider's position; (0, 0) and what is no place on earth read as unknown (§1 [R]). */
function readPosition(wire: Wire): Position | null {
  const longitude = wire.number('rider_lng') ?? 0;
  const latitude = wire.number('rider_lat') ?? 0;
  if (longitude === 0 || latitude === 0) return null;
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return null;
  return { longitude, latitude };
}

/**
 * `reach_time` counts seconds remaining, and only while delivering (§1 [O]); zero is "unknown"
 * there.
 */
function readArrival(wire: Wire, status: DeliveryStatus, askedAt: number): Arrival | null {
  if (status.stage !== 'delivering' || status.isFinal) return null;
  const remainingSeconds = wire.number('reach_time') ?? 0;
  if (remainingSeconds <= 0 || remainingSeconds > MAX_REACH_TIME_SECONDS) return null;
  return { remainingSeconds, expectedAt: askedAt + remainingSeconds * 1000 };
}
