import type { KnownOrder, OrderAction } from '../../miniprogram/contract/cloud-api';
import { knownOrder, reportOf } from './delivery-reports';
import { eventually } from './eventually';
import { type PhoneHost, answerOf, failureOf } from './phone-host';

/** The answers of `getOrder` at a counter, and the requests. */
export type CounterOrders = ReturnType<typeof tellOrders>;

/** Wait beyond a test, however slow its machine: none is asked for by itself before. */
export const NEXT_ASK_SECONDS = 600;
const HERE = { longitude: 113.33, latitude: 23.13 };

/**
 * Lets a phone's host answer `getOrder`. A delivering rider has a position.
 *
 * @param codes statuses by order id. The shop knows these orders, so 4 final characters find them
 * @param number phone number of the rider
 */
export function tellOrders(host: PhoneHost, codes: Readonly<Record<string, number>>, number = '') {
  const counter = {
    /** Order ids that were looked up, in order. */
    asked: [] as string[],
    /** Order ids that were looked up as whole ones. */
    askedAsWhole: [] as string[],
    /** Orders of a refreshed list, or `no answer`. */
    latest: [] as readonly KnownOrder[] | 'no answer',
    /** Number of refreshes of the list. */
    latestAsks: 0,
    /** Says whether the phone's holder belongs to the shop. */
    isStaff: true as boolean,
    /** Key of the shop, which a refreshed list tells. */
    shopKey: 'shop-1',
  };
  host.functions['getOrder'] = (event) => {
    const { action, orderId: typed = '', exact = false } = event as Event;
    const serverTime = Date.now();
    if (!counter.isStaff) return failureOf(serverTime, 'not-staff');
    if (action === 'reveal-phone') return answerOf(serverTime, { phone: number });
    if (action === 'refresh-orders') {
      const { latest: orders, shopKey } = counter;
      counter.latestAsks += 1;
      if (orders === 'no answer') return { errCode: -504002, errMsg: 'function failed' };
      return answerOf(serverTime, { orders, nextAskInSeconds: NEXT_ASK_SECONDS, shopKey });
    }
    counter.asked.push(typed);
    if (exact) counter.askedAsWhole.push(typed);
    const meant = exact || typed in codes ? [typed] : endingWith(typed, codes);
    if (meant.length > 1) {
      const choices = meant.map((orderId) =>
        knownOrder(orderId, codes[orderId] ?? null, serverTime),
      );
      return answerOf(serverTime, { choices, more: false });
    }
    const [orderId = typed] = meant;
    const code = codes[orderId];
    if (code === undefined) return failureOf(serverTime, 'order-not-found');
    const position = code === 301 ? HERE : null;
    const rider = { name: '陈师傅', phone: '135****0000', callable: true };
    const data = reportOf(code, serverTime, { orderId, position, rider });
    const nextAskInSeconds = data.nextAskInSeconds === null ? null : NEXT_ASK_SECONDS;
    return answerOf(serverTime, { ...data, nextAskInSeconds });
  };
  return counter;
}

/**
 * Waits until the cloud has been asked for so many look-ups: a page shows what it knows, such as an
 * order's row or its id, before that. @returns the order ids
 */
export function untilAsked(
  counter: CounterOrders,
  lookUps: number,
): Promise<CounterOrders['asked']> {
  return eventually(
    () => Promise.resolve(counter.asked),
    ({ length }) => length >= lookUps,
  );
}

interface Event {
  readonly action: OrderAction;
  readonly orderId?: string;
  readonly exact?: boolean;
}

function endingWith(tail: string, codes: Readonly<Record<string, number>>): readonly string[] {
  return tail.length < 4 ? [] : Object.keys(codes).filter((orderId) => orderId.endsWith(tail));
}
