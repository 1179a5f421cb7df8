import type { Arrival, Delivery, Position } from '../../../../miniprogram/contract/delivery';
import {
  type DeliveryStatus,
  type StatusName,
  awaitsRider,
  isPickingUp,
} from '../../../../miniprogram/contract/delivery-status';
import {
  type LookedUp,
  readPlace,
  readRider,
  readShownId,
  readStatusCode,
} from '../wechat/looked-up';
import { digitsIn, maskedText } from '../wechat/mask';
import { type WireObject, TEXT_BOUNDS } from '../wechat/wire';
import { statusOfCode } from './status-codes';

const SECOND_MS = 1000;
/** Upper bound of status codes, which have five digits [O]. */
const STATUS_BOUND = 1_000_000;
/** Maximum time (ms) until arrival: no delivery in a city takes a day. */
const MAX_MS_TO_ARRIVAL = 24 * 60 * 60 * SECOND_MS;
/** Earliest time (ms since 1970) that an event may have: the service began after 2020. */
const EARLIEST_MS = Date.UTC(2020, 0);
/** Largest time (ms) by which a courier's clock may be ahead of ours. */
const CLOCKS_APART_MS = 60 * SECOND_MS;
/** Decimals of the receiver's position, in degrees: about 100 m. */
const POINT_DECIMALS = 3;
/** Longest route within a city, in metres. */
const MAX_ROUTE_METRES = 200_000;
/** Maximum length of 取货码 or serial number [I]; with more digits it may be a phone number. */
const MAX_HANDOVER_CHARACTERS = 20;
const MAX_HANDOVER_DIGITS = 6;

/** Reads `queryorder` (docs/intracity-contract.md §1); never who the receiver is, or prices. */
export function readOrderAnswer(wire: WireObject, orderId: string, askedAt: number): LookedUp {
  const status = statusOfCode(readStatusCode(wire.number('order_status'), STATUS_BOUND));
  const transporter = wire.object('transporter_info');
  // A rider who gave the order back is not its rider any more, so no rider is shown.
  const { rider, contact } = awaitsRider(status.name)
    ? { rider: null, contact: null }
    : readRider(
        transporter?.text('transporter_name') ?? null,
        transporter?.text('transporter_phone') ?? null,
      );
  const company = maskedText(wire.text('service_trans_id') ?? '', TEXT_BOUNDS.name).trim();
  const receiverPosition = status.isFinal ? null : readReceiverPosition(wire);
  const handover = readHandover(wire, status);
  const routeMetres = readRoute(wire);
  const delivery: Delivery = {
    orderId,
    provider: 'wechat-intracity',
    status,
    waybillId: readShownId(wire.text('delivery_no')),
    rider,
    position: null,
    arrival: readArrival(wire, status, askedAt),
    ...(company === '' ? {} : { company }),
    ...(receiverPosition === null ? {} : { receiverPosition }),
    ...(handover === null ? {} : { handover }),
    ...(routeMetres === null ? {} : { routeMetres }),
  };
  return { delivery, contact, askedAt, eventTimes: readEventTimes(wire, status, askedAt) };
}

/** Reads the receiver's position, rounded so that it tells the street corner, but not the door. */
function readReceiverPosition(wire: WireObject): Position | null {
  const receiver = wire.object('receiver_info');
  return readPlace(rounded(receiver?.number('lng') ?? 0), rounded(receiver?.number('lat') ?? 0));
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(POINT_DECIMALS));
}

function readRoute(wire: WireObject): number | null {
  const metres = Math.round(wire.number('distance') ?? 0);
  return metres > 0 && metres <= MAX_ROUTE_METRES ? metres : null;
}

/** Reads 取货码 and serial number, which the rider names; null after the pick-up. */
function readHandover(wire: WireObject, { name }: DeliveryStatus): Delivery['handover'] | null {
  if (!isPickingUp(name)) return null;
  const read = (field: string): string | null => {
    const text = readShownId(wire.shownCode(field));
    if (text === null || text.length > MAX_HANDOVER_CHARACTERS) return null;
    return digitsIn(text) > MAX_HANDOVER_DIGITS ? null : text;
  };
  const [code, serial] = [read('fetch_code'), read('order_seq')];
  return code === null && serial === null ? null : { code, serial };
}

/** Reads the expected arrival; null until a rider accepts, because it is only an estimate then. */
function readArrival(wire: WireObject, status: DeliveryStatus, askedAt: number): Arrival | null {
  const isExpected =
    !awaitsRider(status.name) && ['accepting', 'pickup', 'delivering'].includes(status.stage);
  const expectedAt = (wire.number('expected_finish_time') ?? 0) * SECOND_MS;
  const leftMs = expectedAt - askedAt;
  if (!isExpected || status.isFinal || Math.abs(leftMs) > MAX_MS_TO_ARRIVAL) return null;
  return { remainingSeconds: Math.max(0, Math.round(leftMs / SECOND_MS)), expectedAt };
}

/** Events in their order: fields with their times, and the status that begins with each. */
const EVENTS: readonly (readonly [field: string, status: StatusName])[] = [
  ['create_time', 'waiting'],
  ['accept_time', 'assigned'],
  ['fetch_time', 'picked-up'],
  ['fetch_time', 'delivering'],
  ['finish_time', 'delivered'],
];

/** How many events are past in a status. Later times are left over from a previous rider. */
const PAST_EVENT_COUNTS: Partial<Record<StatusName, number>> = {
  waiting: 1,
  assigned: 2,
  'at-store': 2,
  'rider-withdrew': 2,
  delivering: 4,
  delivered: 5,
  exception: 3,
  'cancelled-by-shop': 3,
  'cancelled-by-courier': 3,
};

/** Reads the exact times of events (unix seconds in the answer); 0 or missing means "not yet". */
function readEventTimes(wire: WireObject, { name, outcome }: DeliveryStatus, askedAt: number) {
  const fields = EVENTS.slice(0, PAST_EVENT_COUNTS[name] ?? 0);
  if (outcome === 'failed') fields.push(['cancel_time', name]);
  return fields.flatMap(([field, status]) => {
    const at = (wire.number(field) ?? 0) * SECOND_MS;
    const isPossible = at >= EARLIEST_MS && at <= askedAt + CLOCKS_APART_MS;
    return isPossible ? [{ status, at }] : [];
  });
}
