import { CLOUD_ERRORS } from '../../miniprogram/shared/cloud-error';
import { reportOf } from './delivery-reports';
import type { PhoneHost } from './phone-host';

/** What somebody at a counter asks the function `getOrder` about. */
export interface CounterOrders {
  /** The order ids that were looked up, in order. */
  asked: string[];
  /** Whoever holds the phone is of the shop. */
  isStaff: boolean;
}

const HERE = { longitude: 113.33, latitude: 23.13 };

/**
 * Has a phone's host answer `getOrder`; a rider has a position while he is delivering.
 *
 * @param codes order ids and the codes that they are at; any other is not found
 * @param number the rider's, as a reveal tells it
 */
export function tellOrders(
  host: PhoneHost,
  codes: Readonly<Record<string, number>>,
  number = '',
): CounterOrders {
  const counter: CounterOrders = { asked: [], isStaff: true };
  host.functions['getOrder'] = (event) => {
    const { orderId, reveal } = event as { orderId: string; reveal?: string };
    const serverTime = Date.now();
    if (!counter.isStaff) return { result: failure('not-staff', serverTime) };
    if (reveal !== undefined) return { result: { ok: true, serverTime, data: { phone: number } } };
    counter.asked.push(orderId);
    const code = codes[orderId];
    if (code === undefined) return { result: failure('order-not-found', serverTime) };
    const position = code === 301 ? HERE : null;
    const rider = { name: '陈师傅', phone: '135****0000', callable: true };
    const data = reportOf(code, serverTime, { orderId, position, rider });
    return { result: { ok: true, serverTime, data } };
  };
  return counter;
}

function failure(code: 'not-staff' | 'order-not-found', serverTime: number): object {
  const error = { code, ...CLOUD_ERRORS[code], traceId: 'rid-1' };
  return { ok: false, serverTime, error };
}
