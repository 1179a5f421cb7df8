import type { Delivery, Position, Rider } from '../../../../miniprogram/contract/delivery';
import {
  type DeliveryStatus,
  type StatusName,
  statusOf,
} from '../../../../miniprogram/contract/delivery-status';
import type { EventTime } from '../../../../miniprogram/contract/delivery/sightings';
import { INVISIBLE_PATTERN } from '../../../../miniprogram/contract/schema';
import { cutText, isDialable, maskPhone, removeInvisible, maskText } from './mask';
import { TEXT_BOUNDS } from './wire';

/** Result of a look-up. The phone number in `contact` leaves the cloud only by `reveal-phone`. */
export interface LookUp {
  readonly delivery: Delivery;
  readonly contact: RiderContact | null;
  /** Time of the delivery company's answer, ms since 1970. */
  readonly askedAt: number;
  /** Store's own order number, if WeChat's number of 19 digits was looked up (only 同城配送). */
  readonly storeOrderId?: string | undefined;
  /** Exact times (ms since 1970) at which statuses began, if the service sends them. */
  readonly eventTimes?: readonly Omit<EventTime, 'seenAt'>[];
}

export interface RiderContact {
  /** Full phone number: never logged or stored, and sent to phones only by `reveal-phone`. */
  readonly phone: string;
}

/** Reads a rider, with the phone number masked; `contact` has it in full if it can be dialled. */
export function readRider(
  givenName: string | null,
  givenPhone: string | null,
): { readonly rider: Rider | null; readonly contact: RiderContact | null } {
  // The delivery company writes this name, so it may hold a phone number.
  const shownName = maskText(givenName ?? '', TEXT_BOUNDS.name).trim();
  const name = shownName === '' ? null : shownName;
  const phone = removeInvisible(givenPhone?.normalize('NFKC') ?? '').trim();
  if (phone === '') {
    return { rider: name === null ? null : { name, phone: null, callable: false }, contact: null };
  }
  // Whether people may call the rider after the delivery's end is decided in `mayBeCalled`.
  const callable = phone.length <= TEXT_BOUNDS.phone && isDialable(phone);
  return {
    rider: { name, phone: maskPhone(cutText(phone, TEXT_BOUNDS.phone)), callable },
    contact: callable ? { phone } : null,
  };
}

/** Makes a reader of status codes. An undocumented code gives `unknown`, which is not final. */
export function statusReader(namesByCode: Readonly<Record<string, StatusName>>) {
  return (code: number | null): DeliveryStatus =>
    statusOf(
      namesByCode[String(code)] ?? 'unknown',
      code === null || String(code) in namesByCode ? null : String(code),
    );
}

/** Reads a status code; null if it is not below `bound`: a longer one may be a phone number. */
export function readStatusCode(code: number | null, bound: number): number | null {
  return code !== null && Number.isInteger(code) && Math.abs(code) < bound ? code : null;
}

/** Reads an id to show to people; null if it is too long, or has invisible characters. */
export function readVisibleId(id: string | null): string | null {
  return id === null || id.length > TEXT_BOUNDS.waybillId || INVISIBLE_PATTERN.test(id) ? null : id;
}

/** Reads a position; null when a number is 0 or out of range (docs/getorder-contract.md §1 [R]). */
export function readPlace(longitude?: number | null, latitude?: number | null): Position | null {
  if (!longitude || !latitude || Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return null;
  return { longitude, latitude };
}
