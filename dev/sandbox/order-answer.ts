import { LosslessNumber } from 'lossless-json';
import { type Courier, riderAsShown } from './couriers';
import type { SandboxOrder } from './order';
import { publishedJourney } from './rider-journey';

/** Fields of a JSON answer. Numbers too long for JavaScript are LosslessNumber. */
export type WireFields = Readonly<Record<string, unknown>>;

/** Values that some couriers send for absent fields. */
export const ZEROS = {
  order_status: 0,
  waybill_id: '',
  rider_name: '',
  rider_phone: '',
  rider_lng: 0,
  rider_lat: 0,
  reach_time: 0,
} as const;

type OrderField = keyof typeof ZEROS;

/**
 * Builds the answer of `order/get` in the courier's format (docs/getorder-contract.md §1). It has a
 * position and `reach_time` (seconds remaining) only while delivering [O]. How couriers send absent
 * values is known from reports [R].
 */
export function orderAnswer(order: SandboxOrder, now: number): WireFields {
  const { courier } = order;
  const rider = order.rider && riderAsShown(order.rider, courier);
  const journey = publishedJourney(order, now);
  const position = courier.offersPosition ? journey?.position : undefined;
  return {
    resultcode: 0,
    resultmsg: 'ok',
    ...inManner(courier, {
      order_status: order.status,
      waybill_id: waybillAsPrinted(order),
      rider_name: rider?.name ?? null,
      rider_phone: rider?.phone ?? null,
      rider_lng: coordinate(courier, position?.longitude),
      rider_lat: coordinate(courier, position?.latitude),
      reach_time: journey?.remainingSeconds ?? null,
    }),
    ...courier.extraFields,
  };
}

/** Returns fields that a courier adds to a refusal: zeros, if it sends zeros when absent [R]. */
export function refusalFields(courier: Courier): WireFields {
  return courier.absent === 'zeros' ? ZEROS : {};
}

export function signRefused(courier: Courier): WireFields {
  return { ...refusalFields(courier), ...courier.signRefusal };
}

export function waybillAsPrinted(order: SandboxOrder): unknown {
  return order.courier.waybill.as === 'number'
    ? new LosslessNumber(order.waybillId)
    : order.waybillId;
}

function inManner(courier: Courier, values: Readonly<Record<OrderField, unknown>>): WireFields {
  const fields = Object.entries(values) as [OrderField, unknown][];
  switch (courier.absent) {
    case 'zeros':
      return Object.fromEntries(fields.map(([name, value]) => [name, value ?? ZEROS[name]]));
    case 'missing':
      return Object.fromEntries(fields.filter(([, value]) => value !== null));
    case 'null':
      return values;
  }
}

function coordinate(courier: Courier, degrees: number | undefined): unknown {
  if (degrees === undefined) return null;
  switch (courier.coordinates) {
    case 'number':
      return degrees;
    case 'text':
      return degrees.toFixed(6);
    case 'long':
      return new LosslessNumber(`${degrees.toFixed(6)}0000000000001`);
  }
}
