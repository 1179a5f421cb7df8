import type { KnownOrder, OrderAction } from '../../miniprogram/contract/cloud-api';
import { CLOUD_ERRORS } from '../../miniprogram/contract/cloud-error';
import { knownOrder, reportOf } from './delivery-reports';
import type { PhoneHost } from './phone-host';

/** What somebody at a counter asks the function `getOrder` about. */
export interface CounterOrders {
  /** The order ids that were looked up, in order. */
  asked: string[];
  /** The order ids of those that were looked up as whole ones. */
  askedAsWhole: string[];
  /** What the shop asked for last, from whichever phone; a text: the cloud does not answer that. */
  latest: readonly KnownOrder[] | 'no answer';
  /** How often that was asked for. */
  latestAsks: number;
  /** Whoever holds the phone is of the shop. */
  isStaff: boolean;
}

const HERE = { longitude: 113.33, latitude: 23.13 };

/**
 * Has a phone's host answer `getOrder`; a rider has a position while he is delivering.
 *
 * @param codes order ids and the codes that they are at, all known to the shop, so that 4 characters of their end are enough; any other is not found
 * @param number the rider's, as a reveal tells it
 */
export function tellOrders(
  host: PhoneHost,
  codes: Readonly<Record<string, number>>,
  number = '',
): CounterOrders {
  const counter: CounterOrders = {
    asked: [],
    askedAsWhole: [],
    latest: [],
    latestAsks: 0,
    isStaff: true,
  };
  host.functions['getOrder'] = (event) => {
    const { action, orderId: typed = '', exact = false } = event as Event;
    const serverTime = Date.now();
    if (!counter.isStaff) return { result: failure('not-staff', serverTime) };
    if (action === 'reveal-phone')
      return { result: { ok: true, serverTime, data: { phone: number } } };
    if (action === 'latest-orders') {
      counter.latestAsks += 1;
      if (counter.latest === 'no answer') return { errCode: -504002, errMsg: 'function failed' };
      return { result: { ok: true, serverTime, data: { orders: counter.latest } } };
    }
    counter.asked.push(typed);
    if (exact) counter.askedAsWhole.push(typed);
    const meant = exact || typed in codes ? [typed] : endingWith(typed, codes);
    if (meant.length > 1) {
      const choices = meant.map((orderId) =>
        knownOrder(orderId, codes[orderId] ?? null, serverTime),
      );
      return { result: { ok: true, serverTime, data: { choices, more: false } } };
    }
    const [orderId = typed] = meant;
    const code = codes[orderId];
    if (code === undefined) return { result: failure('order-not-found', serverTime) };
    const position = code === 301 ? HERE : null;
    const rider = { name: '陈师傅', phone: '135****0000', callable: true };
    const data = reportOf(code, serverTime, { orderId, position, rider });
    return { result: { ok: true, serverTime, data } };
  };
  return counter;
}

interface Event {
  readonly action: OrderAction;
  readonly orderId?: string;
  readonly exact?: boolean;
}

function endingWith(tail: string, codes: Readonly<Record<string, number>>): readonly string[] {
  return tail.length < 4 ? [] : Object.keys(codes).filter((orderId) => orderId.endsWith(tail));
}

function failure(code: 'not-staff' | 'order-not-found', serverTime: number): object {
  const error = { code, ...CLOUD_ERRORS[code], traceId: 'rid-1' };
  return { ok: false, serverTime, error };
}
