import { LONGEST_STAY } from '../../../dev/host/moving-on';
import { DEMO_STORES } from '../../../dev/sandbox/account';
import { district } from '../../../dev/district/district';
import { route } from '../../../dev/district/route';
import { stuckOf } from '../../../cloudfunctions/core/records/describe-order';
import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import type { BoardRow } from '../../../miniprogram/contract/board-api';
import {
  type StatusName,
  isUnderWayWithGoods,
  statusOf,
} from '../../../miniprogram/contract/delivery-status';
import { DEFAULT_THRESHOLDS } from '../../../miniprogram/contract/shop';

/**
 * Model of an evening at a counter: the stage's ways, speeds and stays, with the troubles of its
 * demo. Times are ms since the evening began.
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Metres per second that a courier expects; every fourth rider has half of it, as in the crowd. */
const SPEEDS = { from: 4, to: 6, slowOneIn: 4, slowBy: 0.5 };
/** Share of orders that get into trouble. */
const TROUBLED = 0.15;
/** Kinds of trouble, as often as the demo's stories have them, and the stage's two newest. */
const TROUBLES = [
  ...repeat(7, 'failed'),
  ...repeat(3, 'unreachable', 'refused', 'cancelled'),
  ...repeat(1, 'no-rider', 'at-store', 'not-arrived', 'not-departed', 'not-moving', 'exception'),
] as const;
type Trouble = (typeof TROUBLES)[number];
/** Time after which a trouble ends without anybody. */
const ENDS_ALONE_MS = 60 * MINUTE;

function repeat<Kind extends string>(times: number, ...kinds: readonly Kind[]): readonly Kind[] {
  return kinds.flatMap((kind) => Array.from({ length: times }, () => kind));
}

/** Lengths in metres of the ways from anywhere to a store, and from a store to a customer. */
const WAYS = DEMO_STORES.flatMap((store) =>
  district.places.map(({ kind, position }) => ({
    toStore: route(position, store.position).lengthMetres,
    isHome: kind === 'home' || kind === 'office',
  })),
);
const WAYS_TO_STORE = WAYS.map(({ toStore }) => toStore);
const WAYS_TO_CUSTOMER = WAYS.filter(({ isHome }) => isHome).map(({ toStore }) => toStore);

/** Returns numbers from 0 to below 1 that a seed alone decides (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

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
  readonly metresPerSecond: number;
  readonly pace: number;
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
/** Status in which a trouble shows, and the status that it brings. */
const SHOWS: Readonly<Record<Trouble, readonly [at: StatusName, becomes: StatusName]>> = {
  failed: ['assigned', 'pick-up-cancelled-by-rider'],
  unreachable: ['delivering', 'returning-unreachable'],
  refused: ['delivering', 'returning-refused'],
  cancelled: ['delivering', 'returning-by-shop'],
  'no-rider': ['waiting', 'waiting'],
  'not-arrived': ['assigned', 'assigned'],
  'at-store': ['at-store', 'at-store'],
  'not-departed': ['picked-up', 'picked-up'],
  'not-moving': ['delivering', 'delivering'],
  exception: ['delivering', 'exception'],
};
/** Code of a status as the stage has it, for its stay. */
const CODES: Readonly<Partial<Record<StatusName, number>>> = Object.fromEntries(
  [101, 102, 201, 202, 301, 303, 304, 305].map((code) => [statusOfCode(code).name, code]),
);

export interface Evening {
  /** Lets the deliveries go on until a time, and as many be under way as the counter has. */
  readonly goOn: (now: number) => void;
  /** Rows of the board. */
  readonly rows: (now: number) => readonly BoardRow[];
  /** Ends the trouble of an order, as somebody does who has acted on it. */
  readonly settle: (orderId: string, now: number) => void;
  /** Since when a trouble lasts that somebody has to know of, by order id. */
  readonly troubles: (now: number) => ReadonlyMap<string, number>;
  readonly random: () => number;
}

/** Begins an evening with so many orders under way. `seed` decides all that happens. */
export function eveningOf(seed: number, underWay: number): Evening {
  const random = randomOf(seed);
  const orders = new Map<string, Order>();
  let placed = 0;
  const between = (from: number, to: number): number => from + random() * (to - from);
  const oneOf = <Item>(items: readonly Item[], otherwise: Item): Item =>
    items[Math.floor(random() * items.length)] ?? otherwise;

  function place(orderId: string, now: number): void {
    const isSlow = random() * SPEEDS.slowOneIn < 1;
    const order: Order = {
      ...{ orderId, status: 'waiting', since: now, nextAt: now, isTroubled: false },
      ...{ stillSince: null, promisedAt: null, expectedAt: null },
      trouble: random() < TROUBLED ? oneOf(TROUBLES, null) : null,
      metresPerSecond: between(SPEEDS.from, SPEEDS.to),
      pace: isSlow ? SPEEDS.slowBy : 1,
    };
    orders.set(orderId, order);
    enter(order, 'waiting', now);
  }

  /** Lets an order have a status from a time on, and decides when it goes on. */
  function enter(order: Order, status: StatusName, at: number): void {
    const isOnItsWay = isUnderWayWithGoods(status);
    const ways = isOnItsWay ? WAYS_TO_CUSTOMER : status === 'assigned' ? WAYS_TO_STORE : [0];
    const expected = (oneOf(ways, 0) / order.metresPerSecond) * SECOND;
    const stay = between(0.5, 1) * (LONGEST_STAY[CODES[status] ?? 0] ?? 1) * MINUTE;
    order.status = status;
    order.since = at;
    order.nextAt = at + expected / order.pace + stay;
    order.expectedAt = status === 'delivering' ? at + expected : null;
    order.promisedAt = order.promisedAt ?? order.expectedAt;
    order.stillSince = null;
    const [shownAt, becomes] = order.trouble === null ? [] : SHOWS[order.trouble];
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
    const [shownAt, becomes] = trouble === null ? [] : SHOWS[trouble];
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
    goOn: (now) => {
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
    rows: (now) => [...orders.values()].map((order) => rowOf(order, now)),
    settle: (orderId, now) => {
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
    troubles: (now) =>
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
    kind: 'known',
    mark: orderId,
    orderId,
    status,
    detail: null,
    askedAt: now,
    statusSince: since,
    stillSince,
    promisedAt,
    expectedAt,
    stuck: stuckOf(statusOf(status), facts, DEFAULT_THRESHOLDS, now) ?? undefined,
    endedAt: since,
  };
}
