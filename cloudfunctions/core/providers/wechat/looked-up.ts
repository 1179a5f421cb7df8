import type { Delivery, Position, Rider } from '../../../../miniprogram/contract/delivery';
import {
  type DeliveryStatus,
  type StatusName,
  statusOf,
} from '../../../../miniprogram/contract/delivery-status';
import type { EventTime } from '../../../../miniprogram/contract/delivery/sightings';
import { INVISIBLE } from '../../../../miniprogram/contract/schema';
import { cutText, isDialable, maskedPhone, visibleText, maskedText } from './mask';
import { TEXT_BOUNDS } from './wire';

/** Answer about an order. The full number in `contact` leaves the cloud only by `reveal-phone`. */
export interface LookedUp {
  readonly delivery: Delivery;
  readonly contact: RiderContact | null;
  /** Time of the delivery company's answer, ms since 1970. */
  readonly askedAt: number;
  /** Store's own number of an order that was looked up by WeChat's 19 digits. Only for 同城配送. */
  readonly storeOrderId?: string | undefined;
  /** Exact times (ms since 1970) at which statuses began, if the service sends them. */
  readonly eventTimes?: readonly Omit<EventTime, 'seenAt'>[];
}

export interface RiderContact {
  /** Full phone number: never logged or stored, and sent to phones only by `reveal-phone`. */
  readonly phone: string;
}

/** Reads a rider, with a masked number; `contact` has the full number if it can be dialled. */
export function readRider(
  givenName: string | null,
  givenPhone: string | null,
): { readonly rider: Rider | null; readonly contact: RiderContact | null } {
  // The delivery company writes this name, so it may hold a phone number.
  const shownName = maskedText(givenName ?? '', TEXT_BOUNDS.name).trim();
  const name = shownName === '' ? null : shownName;
  const phone = visibleText(givenPhone?.normalize('NFKC') ?? '').trim();
  if (phone === '') {
    return { rider: name === null ? null : { name, phone: null, callable: false }, contact: null };
  }
  // Whether the rider may still be called after the end is decided later (`mayBeCalled`).
  const callable = phone.length <= TEXT_BOUNDS.phone && isDialable(phone);
  return {
    rider: { name, phone: maskedPhone(cutText(phone, TEXT_BOUNDS.phone)), callable },
    contact: callable ? { phone } : null,
  };
}

/** Makes a reader of status codes. An undocumented code gives `unknown`, which is not final. */
export function statusReader(names: Readonly<Record<string, StatusName>>) {
  return (code: number | null): DeliveryStatus =>
    statusOf(
      names[String(code)] ?? 'unknown',
      code === null || String(code) in names ? null : String(code),
    );
}

/** Reads a status code; null unless it is an integer below `bound`: phone numbers are larger. */
export function readStatusCode(code: number | null, bound: number): number | null {
  return code !== null && Number.isInteger(code) && Math.abs(code) < bound ? code : null;
}

/** Reads an id that people compare; null when it is too long or has unseen characters. */
export function readShownId(id: string | null): string | null {
  return id === null || id.length > TEXT_BOUNDS.waybillId || INVISIBLE.test(id) ? null : id;
}

/** Reads a position; null when a number is 0 or out of range (docs/getorder-contract.md §1 [R]). */
export function readPlace(longitude?: number | null, latitude?: number | null): Position | null {
  if (!longitude || !latitude || Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return null;
  return { longitude, latitude };
}
