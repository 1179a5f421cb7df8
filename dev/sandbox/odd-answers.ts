import { LosslessNumber } from 'lossless-json';
import type { FaultOf } from '../faults/fault-table';
import { digitsFromText } from './random-from-text';
import type { SandboxOrder } from './order';
import { type WireFields, orderAnswer, refusalFields, signRefused, ZEROS } from './order-answer';

export type AnswerFault = FaultOf<'courier' | 'answer'>;

type OddAnswer = (order: SandboxOrder, now: number) => WireFields;

/**
 * `order/get` answers of couriers that refuse or answer oddly, all observed [R] unless marked
 * otherwise (docs/getorder-contract.md §1, §3, §5).
 */
export const ODD_ANSWERS: Readonly<Record<AnswerFault, OddAnswer>> = {
  'sign-rejected': ({ courier }) => signRefused(courier),
  'courier-order-not-found': notFoundBy,
  // The values of `resultcode` and `resultmsg` are invented [I].
  'courier-refused': ({ courier }) => ({
    ...refusalFields(courier),
    resultcode: 9001,
    resultmsg: '运力紧张，请联系站点 12000000999',
  }),
  'courier-refused-with-rider': (order, now) => ({
    ...orderAnswer(order, now),
    resultcode: 9002,
    resultmsg: '系统异常',
  }),

  'odd-types': (order, now) => ({
    ...Object.fromEntries(
      Object.entries(orderAnswer(order, now)).map(([name, value]) => [name, asText(value)]),
    ),
    rider_name: null,
    rider_phone: '',
    agent_info: { name: null },
    order_token: '',
  }),
  'no-values': (order, now) => ({
    ...orderAnswer(order, now),
    ...ZEROS,
    order_status: order.status,
  }),
  'unknown-status': (order, now) => ({ ...orderAnswer(order, now), order_status: 7 }),
  'negative-time': (order, now) => ({ ...orderAnswer(order, now), reach_time: -60 }),
  'long-digits': (order, now) => {
    const answer = orderAnswer(order, now);
    return {
      ...answer,
      waybill_id: new LosslessNumber(digitsFromText(`${order.orderId} long`, 26)),
      rider_lng: withMoreDigits(answer['rider_lng']),
      rider_lat: withMoreDigits(answer['rider_lat']),
    };
  },
};

/** Returns a courier's own answer "order not found" (docs/getorder-contract.md §5 [R]). */
export function notFoundBy({ courier }: SandboxOrder): WireFields {
  return { ...refusalFields(courier), resultcode: 2005, resultmsg: '订单不存在' };
}

function asText(value: unknown): unknown {
  return typeof value === 'number' || value instanceof LosslessNumber ? value.toString() : value;
}

/** Converts a coordinate to a number of more than 15 digits. An absent value stays as it is. */
function withMoreDigits(printed: unknown): unknown {
  const degrees = Number(String(printed));
  return degrees > 0 ? new LosslessNumber(`${degrees.toFixed(6)}0000000000000001`) : printed;
}
