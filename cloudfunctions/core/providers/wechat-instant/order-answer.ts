import type { Arrival, Delivery, Position, Rider } from '../../../../miniprogram/contract/delivery';
import type { DeliveryStatus } from '../../../../miniprogram/contract/delivery-status';
import { UNSEEN } from '../../../../miniprogram/contract/legible';
import { statusOfCode } from './status-codes';
import { CloudFailure } from '../../runtime/cloud-failure';
import { BOUNDS, cut, readWire } from '../wechat/wire';
import { isDialable, maskedPhone, seenText, shownText } from '../wechat/mask';
import { ridOf, throwIfWeChatError } from '../wechat/wechat-error';
import type { Wire } from '../wechat/wire';

export interface RiderContact {
  /** Full phone number: never logged or stored, and sent to phones only by `reveal-phone`. */
  readonly phone: string;
}

/**
 * Values of `resultcode` for "order not found" and "wrong sign", as far as they are known; no
 * global list exists (docs/getorder-contract.md §3, §5).
 */
const ORDER_NOT_FOUND = [2005];
const WRONG_SIGN = [-99, 2003];
/**
 * Maximum `reach_time`: no instant delivery takes a day, so a greater value cannot mean seconds.
 */
const MAX_REACH_TIME_SECONDS = 24 * 60 * 60;

/**
 * Reads the answer of `order/get`. Decides in the order of docs/getorder-contract.md §1: WeChat's
 * `errcode`, the delivery company's `resultcode`, success.
 *
 * @param askedAt time of the answer, ms since 1970, from which the seconds of `reach_time` count
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
 * Reads `order_status`. Known codes are small (docs/getorder-contract.md §2). A large number is
 * dropped, because it might be personal, such as a phone number.
 *
 * @returns null when the field holds no possible code
 */
function readStatusCode(wire: Wire): number | null {
  const code = wire.number('order_status');
  return Number.isInteger(code) && Math.abs(code ?? 0) < BOUNDS.status ? code : null;
}

/**
 * Reads the waybill id. An id that is too long or has unseen characters is not mended, because a
 * part of it is another id.
 *
 * @returns null when the id is missing, or is none that people could read
 */
function readWaybillId(wire: Wire): string | null {
  const waybillId = wire.text('waybill_id');
  if (waybillId === null || waybillId.length > BOUNDS.waybillId) return null;
  return UNSEEN.test(waybillId) ? null : waybillId;
}

function courierFailure(resultcode: number, wire: Wire): CloudFailure {
  const rid = ridOf(wire.text('errmsg'));
  if (ORDER_NOT_FOUND.includes(resultcode)) return new CloudFailure('order-not-found', { rid });
  const words = wire.text('resultmsg');
  // Companies differ in what `resultcode` 1 means, so the text of the message decides.
  const isSign = WRONG_SIGN.includes(resultcode) || /签名|验签/.test(words ?? '');
  return new CloudFailure(isSign ? 'sign-rejected' : 'courier-refused', {
    message: `配送公司答复：${shownText(words ?? '没有说明原因', BOUNDS.words)}（${resultcode}）。`,
    rid,
  });
}

function readRider(wire: Wire): {
  readonly rider: Rider | null;
  readonly contact: RiderContact | null;
} {
  // The delivery company writes this text, so it may hold a phone number.
  const shownName = shownText(wire.text('rider_name') ?? '', BOUNDS.name).trim();
  const name = shownName === '' ? null : shownName;
  const phone = seenText(wire.text('rider_phone')?.normalize('NFKC') ?? '').trim();
  if (phone === '') {
    return { rider: name === null ? null : { name, phone: null, callable: false }, contact: null };
  }
  // `callable` means that the number can be dialled. Whether the rider may still be called after
  // the delivery has ended is decided later (`mayBeCalled`).
  const callable = phone.length <= BOUNDS.phone && isDialable(phone);
  return {
    rider: { name, phone: maskedPhone(cut(phone, BOUNDS.phone)), callable },
    contact: callable ? { phone } : null,
  };
}

/**
 * Reads the rider's position.
 *
 * @returns null when a coordinate is missing, 0 or out of range (docs/getorder-contract.md §1 [R])
 */
function readPosition(wire: Wire): Position | null {
  const longitude = wire.number('rider_lng') ?? 0;
  const latitude = wire.number('rider_lat') ?? 0;
  if (longitude === 0 || latitude === 0) return null;
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return null;
  return { longitude, latitude };
}

/**
 * Reads `reach_time`: the remaining seconds, valid only while delivering; zero means unknown
 * (docs/getorder-contract.md §1 [O]).
 */
function readArrival(wire: Wire, status: DeliveryStatus, askedAt: number): Arrival | null {
  if (status.stage !== 'delivering' || status.isFinal) return null;
  const remainingSeconds = wire.number('reach_time') ?? 0;
  if (remainingSeconds <= 0 || remainingSeconds > MAX_REACH_TIME_SECONDS) return null;
  return { remainingSeconds, expectedAt: askedAt + remainingSeconds * 1000 };
}
