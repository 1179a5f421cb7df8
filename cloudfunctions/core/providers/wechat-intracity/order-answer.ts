import type { Arrival, Delivery, Position } from '../../../../miniprogram/contract/delivery';
import {
  type DeliveryStatus,
  type StatusName,
  awaitsRider,
  isPickingUp,
} from '../../../../miniprogram/contract/delivery-status';
import {
  type LookUp,
  readPlace,
  readRider,
  readVisibleId,
  readStatusCode,
} from '../wechat/looked-up';
import { countDigits, maskText } from '../wechat/mask';
import { type AnswerPart, TEXT_BOUNDS } from '../wechat/wire';
import { statusOfCode } from './status-codes';

const SECOND_MS = 1000;
/** Upper bound of status codes, which have five digits [O]. */
const STATUS_BOUND = 1_000_000;
/** Maximum time (ms) until arrival: no delivery in a city takes a day. */
const MAX_MS_TO_ARRIVAL = 24 * 60 * 60 * SECOND_MS;
/** Earliest time (ms since 1970) that an event may have: before 2020 there was no service. */
const EARLIEST_EVENT_MS = Date.UTC(2020, 0);
/** Largest time (ms) by which a courier's clock may be ahead of ours. */
const MAX_CLOCK_DIFFERENCE_MS = 60 * SECOND_MS;
/** Decimals (of degrees) to which the receiver's position is rounded: about 100 m. */
const POSITION_DECIMALS = 3;
/** Longest route within a city, in metres. */
const MAX_ROUTE_METRES = 200_000;
/** Maximum length of 取货码 or serial number [I]. A longer text may be a phone number. */
const MAX_HANDOVER_CHARACTERS = 20;
const MAX_HANDOVER_DIGITS = 6;

/** Reads a `queryorder` answer (docs/intracity-contract.md §1), but no price or receiver's name. */
export function readOrderAnswer(answer: AnswerPart, orderId: string, askedAt: number): LookUp {
  const status = statusOfCode(readStatusCode(answer.number('order_status'), STATUS_BOUND));
  const transporter = answer.object('transporter_info');
  // A rider who gave the order back is not its rider any more, so no rider is shown.
  const { rider, contact } = awaitsRider(status.name)
    ? { rider: null, contact: null }
    : readRider(
        transporter?.text('transporter_name') ?? null,
        transporter?.text('transporter_phone') ?? null,
      );
  const company = maskText(answer.text('service_trans_id') ?? '', TEXT_BOUNDS.name).trim();
  const receiverPosition = status.isFinal ? null : readReceiverPosition(answer);
  const handover = readHandover(answer, status);
  const routeMetres = readRouteMetres(answer);
  const delivery: Delivery = {
    orderId,
    provider: 'wechat-intracity',
    status,
    waybillId: readVisibleId(answer.text('delivery_no')),
    rider,
    position: null,
    arrival: readArrival(answer, status, askedAt),
    ...(company === '' ? {} : { company }),
    ...(receiverPosition === null ? {} : { receiverPosition }),
    ...(handover === null ? {} : { handover }),
    ...(routeMetres === null ? {} : { routeMetres }),
  };
  return { delivery, contact, askedAt, eventTimes: readEventTimes(answer, status, askedAt) };
}

/** Reads the receiver's position, rounded so that it tells the street corner, but not the door. */
function readReceiverPosition(answer: AnswerPart): Position | null {
  const receiver = answer.object('receiver_info');
  return readPlace(rounded(receiver?.number('lng') ?? 0), rounded(receiver?.number('lat') ?? 0));
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(POSITION_DECIMALS));
}

function readRouteMetres(answer: AnswerPart): number | null {
  const metres = Math.round(answer.number('distance') ?? 0);
  return metres > 0 && metres <= MAX_ROUTE_METRES ? metres : null;
}

/** Reads 取货码 and serial number, which the rider names at the store; null after the pick-up. */
function readHandover(answer: AnswerPart, { name }: DeliveryStatus): Delivery['handover'] | null {
  if (!isPickingUp(name)) return null;
  const readCode = (field: string): string | null => {
    const text = readVisibleId(answer.shownCode(field));
    if (text === null || text.length > MAX_HANDOVER_CHARACTERS) return null;
    return countDigits(text) > MAX_HANDOVER_DIGITS ? null : text;
  };
  const [code, serial] = [readCode('fetch_code'), readCode('order_seq')];
  return code === null && serial === null ? null : { code, serial };
}

/** Reads the expected arrival; null until a rider accepts, because it is a mere estimate before. */
function readArrival(answer: AnswerPart, status: DeliveryStatus, askedAt: number): Arrival | null {
  const isExpected =
    !awaitsRider(status.name) && ['accepting', 'pickup', 'delivering'].includes(status.stage);
  const expectedAt = (answer.number('expected_finish_time') ?? 0) * SECOND_MS;
  const leftMs = expectedAt - askedAt;
  if (!isExpected || status.isFinal || Math.abs(leftMs) > MAX_MS_TO_ARRIVAL) return null;
  return { remainingSeconds: Math.max(0, Math.round(leftMs / SECOND_MS)), expectedAt };
}

/** Events of a delivery, in order: field with the event's time, and status that begins with it. */
const EVENT_FIELDS: readonly (readonly [field: string, status: StatusName])[] = [
  ['create_time', 'waiting'],
  ['accept_time', 'assigned'],
  ['fetch_time', 'picked-up'],
  ['fetch_time', 'delivering'],
  ['finish_time', 'delivered'],
];

/** Number of EVENT_FIELDS that count, by status. Later fields may have an earlier rider's times. */
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
function readEventTimes(answer: AnswerPart, { name, outcome }: DeliveryStatus, askedAt: number) {
  const pastEvents = EVENT_FIELDS.slice(0, PAST_EVENT_COUNTS[name] ?? 0);
  if (outcome === 'failed') pastEvents.push(['cancel_time', name]);
  return pastEvents.flatMap(([field, status]) => {
    const eventMs = (answer.number(field) ?? 0) * SECOND_MS;
    const isPossible = eventMs >= EARLIEST_EVENT_MS && eventMs <= askedAt + MAX_CLOCK_DIFFERENCE_MS;
    return isPossible ? [{ status, at: eventMs }] : [];
  });
}
