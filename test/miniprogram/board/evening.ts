import { LONGEST_STAY } from '../../../dev/host/moving-on';
import { randomFromText } from '../../../dev/sandbox/random-from-text';
import { stuckOf } from '../../../cloudfunctions/core/records/describe-order';
import type { BoardRow } from '../../../miniprogram/contract/board-api';
import {
  type StatusName,
  isUnderWayWithGoods,
  statusOf,
} from '../../../miniprogram/contract/delivery-status';
import { DEFAULT_THRESHOLDS } from '../../../miniprogram/contract/shop';

/**
 * Model of an evening at a counter: the stage's stays, with the troubles of its demo. Times are ms
 * since the evening began.
 */

const MINUTE = 60_000;

/** Minutes that a courier expects for a way in the stage's town. */
const WAY = { from: 1, to: 7 };
/** Share of riders who take twice as long, as in the crowd. */
const SLOW = 0.25;
/** Share of orders that get into trouble. */
const TROUBLED = 0.15;
/** Trouble: the status in which it shows, the one that it brings, and how often the demo has it. */
type Trouble = readonly [shownAt: StatusName, becomes: StatusName, times: number];
const TROUBLES = (
  [
    ['assigned', 'pick-up-cancelled-by-rider', 7],
    ['delivering', 'returning-unreachable', 3],
    ['delivering', 'returning-refused', 3],
    ['delivering', 'returning-by-shop', 3],
    ['waiting', 'waiting', 1],
    ['at-store', 'at-store', 1],
    ['assigned', 'assigned', 1],
    ['picked-up', 'picked-up', 1],
    ['delivering', 'delivering', 1],
    ['delivering', 'exception', 1],
  ] satisfies readonly Trouble[]
).flatMap((trouble) => Array.from({ length: trouble[2] }, (): Trouble => trouble));
/** Time after which a trouble ends without anybody. */
const ENDS_ALONE_MS = 60 * MINUTE;

interface Order {
  readonly orderId: string;
  status: StatusName;
  since: number;
  /** Time of the next regular step. */
  nextAt: number;
  trouble: Trouble | null;
  /** True while the trouble lasts. */
  isTroubled: boolean;
  stillSince: number | null;
  promisedAt: number | null;
  expectedAt: number | null;
  readonly isSlow: boolean;
}

/** Step after a status, where nothing goes wrong. */
const NEXT: Readonly<Partial<Record<StatusName, StatusName>>> = {
  waiting: 'assigned',
  assigned: 'at-store',
  'at-store': 'picked-up',
  'picked-up': 'delivering',
  delivering: 'delivered',
  'returning-unreachable': 'returned',
  'returning-refused': 'returned',
  'returning-by-shop': 'returned',
};
/** Longest stays in minutes as the stage has them; 1 in any other status. */
const STAYS: Readonly<Partial<Record<StatusName, number | undefined>>> = {
  waiting: LONGEST_STAY[101],
  'at-store': LONGEST_STAY[201],
};

/** Begins an evening with so many orders under way. `seed` decides all that happens. */
export function eveningOf(seed: number, underWay: number) {
  let drawn = 0;
  const random = (): number => randomFromText(`${seed} ${(drawn += 1)}`);
  const orders = new Map<string, Order>();
  let placed = 0;
  const between = (from: number, to: number): number => from + random() * (to - from);

  function place(orderId: string, now: number): void {
    const order: Order = {
      ...{ orderId, status: 'waiting', since: now, nextAt: now, isTroubled: false },
      ...{ stillSince: null, promisedAt: null, expectedAt: null },
      trouble: TROUBLES[Math.floor((random() / TROUBLED) * TROUBLES.length)] ?? null,
      isSlow: random() < SLOW,
    };
    orders.set(orderId, order);
    enter(order, 'waiting', now);
  }

  /** Lets an order have a status from a time on, and decides when it goes on. */
  function enter(order: Order, status: StatusName, at: number): void {
    const isOnItsWay = isUnderWayWithGoods(status);
    const hasWay = isOnItsWay || status === 'assigned';
    const expected = hasWay ? between(WAY.from, WAY.to) * MINUTE : 0;
    const stay = between(0.5, 1) * (STAYS[status] ?? 1) * MINUTE;
    order.status = status;
    order.since = at;
    order.nextAt = at + expected * (order.isSlow ? 2 : 1) + stay;
    order.expectedAt = status === 'delivering' ? at + expected : null;
    order.promisedAt = order.promisedAt ?? order.expectedAt;
    order.stillSince = null;
    const [shownAt, becomes] = order.trouble ?? [];
    if (status !== shownAt || becomes === undefined) return;
    order.isTroubled = true;
    if (becomes === status) {
      order.stillSince = isOnItsWay ? at : null;
      order.nextAt = at + ENDS_ALONE_MS;
    }
  }

  /** Lets an order take its next step. */
  function step(order: Order): void {
    const { status, nextAt, trouble, isTroubled } = order;
    const [shownAt, becomes] = trouble ?? [];
    const isComing = isTroubled && status === shownAt && becomes !== status;
    const next = isComing ? becomes : NEXT[status];
    if (next === undefined) {
      order.nextAt = Infinity;
      return;
    }
    enter(order, next, nextAt);
    // Half of the riders who come back stop on their way.
    if (!isComing || !isUnderWayWithGoods(next) || random() < 0.5) return;
    order.stillSince = nextAt;
    order.nextAt = nextAt + ENDS_ALONE_MS;
  }

  const leavesAfterMs = ({ status }: Order): number => (HELPED[status] ?? 1) * MINUTE;
  const isOpen = ({ status }: Order): boolean => !statusOf(status).isFinal;

  return {
    random,
    /** Lets the deliveries go on until a time, and as many be under way as the counter has. */
    goOn: (now: number): void => {
      for (const order of orders.values()) while (order.nextAt <= now) step(order);
      const open = [...orders.values()].filter(isOpen).length;
      for (let missing = underWay - open; missing > 0; missing -= 1) {
        placed += 1;
        place(`A-${1000 + placed}`, now);
      }
      for (const order of orders.values())
        if (!isOpen(order) && now - order.since > leavesAfterMs(order))
          orders.delete(order.orderId);
    },
    rows: (now: number): readonly BoardRow[] =>
      [...orders.values()].map((order) => rowOf(order, now)),
    /** Ends the trouble of an order, as somebody does who has acted on it. */
    settle: (orderId: string, now: number): void => {
      const order = orders.get(orderId);
      if (order === undefined) return;
      order.isTroubled = false;
      order.trouble = null;
      if (!isOpen(order)) place(orderId, now);
      else if (order.status === 'exception' || order.status === 'returning-unreachable')
        enter(order, 'delivering', now);
      else if (order.stillSince !== null) enter(order, order.status, now);
      else order.nextAt = now;
    },
    /** Since when a trouble lasts that somebody has to know of, by order id. */
    troubles: (now: number): ReadonlyMap<string, number> =>
      new Map(
        [...orders.values()].flatMap((order): readonly [string, number][] => {
          const troubledSince = troubleSince(order, now);
          return troubledSince === null ? [] : [[order.orderId, troubledSince]];
        }),
      ),
  };
}

/** Minutes after which staff want to know of an order that stays in a status. */
const PATIENCE: Readonly<Partial<Record<StatusName, number>>> = {
  waiting: 10,
  assigned: 15,
  'at-store': 15,
  'picked-up': 10,
};
const STILL_MINUTES = 8;
/** Minutes for which they can do something about what has just happened. */
const HELPED: Readonly<Partial<Record<StatusName, number>>> = {
  exception: Infinity,
  'returning-unreachable': 10,
  'pick-up-cancelled-by-rider': 30,
};

/** Finds since when somebody has to know of an order, by the truth; null when nobody has to. */
function troubleSince({ status, since, stillSince }: Order, now: number): number | null {
  if (now - since < (HELPED[status] ?? 0) * MINUTE) return since;
  const [from, minutes] =
    stillSince === null ? [since, PATIENCE[status] ?? Infinity] : [stillSince, STILL_MINUTES];
  return now - from < minutes * MINUTE ? null : from + minutes * MINUTE;
}

function rowOf(order: Order, now: number): BoardRow {
  const { orderId, status, since, promisedAt, expectedAt } = order;
  const stillSince = isUnderWayWithGoods(status) ? (order.stillSince ?? now) : null;
  const facts = { statusSince: since, stillSince, promisedAt };
  return {
    ...{ kind: 'known', mark: orderId, orderId, status, detail: null, askedAt: now, expectedAt },
    ...facts,
    stuck: stuckOf(statusOf(status), facts, DEFAULT_THRESHOLDS, now) ?? undefined,
    endedAt: since,
  };
}
