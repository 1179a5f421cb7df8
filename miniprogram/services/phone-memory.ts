import { storage } from '../platform/storage';
import { ageMs, RIDERS_KEPT_MS } from '../contract/age';
import type { KnownOrder } from '../contract/cloud-api';
import { boardMemory } from './board-memory';
import {
  type HiddenOrders,
  isHidden,
  parseHidden,
  parseRecents,
  withAllHidden,
  withHidden,
  withLatest,
  withoutHidden,
  withoutOldRider,
  recentsWithoutOrder,
  recentsWithReport,
} from './recent-orders';
import { createServerClock } from './server-clock';
import { is, type } from 'superstruct';
import { type DarkMap, type Role, darkMap, role } from '../contract/shop';
import { deliveryReport } from '../contract/delivery';
import { deliveryHistory, withoutRider } from '../contract/delivery/delivery-history';
import { statusOf } from '../contract/delivery-status';
import type { Of } from '../contract/schema';

const RECENTS_KEY = 'recents';
const HIDDEN_KEY = 'hidden-orders';
const SNAPSHOT_KEY = 'delivery/';
const DARK_MAP_KEY = 'dark-map';
const CLOCK_KEY = 'clock-ahead-ms';
const ROLE_KEY = 'role';
const SHOP_KEY = 'shop-key';

/** Clock of the app: the cloud's time as this phone estimates it. All ages use this clock. */
export const serverClock = createServerClock(() => Date.now(), {
  load: () => {
    const ahead = storage.read(CLOCK_KEY);
    return typeof ahead === 'number' ? ahead : null;
  },
  keep: (aheadMs) => {
    storage.write(CLOCK_KEY, aheadMs);
  },
});

/** Shortest time (ms) between two removals of riders' data that are too old. */
const DROP_EVERY_MS = 3_600_000;
let droppedAt: number | null = null;
let timesKept = 0;
let timesForgotten = 0;
/** Shop key of this run of the app. It stays when another window changes the stored key. */
let shopKey: unknown;

/** Memory of this phone for the shop's orders: the recents, and each order's last good data. */
export const phoneMemory = {
  recents: (): readonly KnownOrder[] => parseRecents(storage.read(RECENTS_KEY)),

  snapshot: (orderId: string): DeliverySnapshot | null =>
    parseSnapshot(storage.read(SNAPSHOT_KEY + orderId)),

  /** Number of reports saved since the app's start. It grows when a look-up has found an order. */
  timesKept: (): number => timesKept,

  /**
   * Returns a test that fails once all shop data were deleted. Data that were asked for before must
   * then not be saved.
   */
  untilForgotten: (): (() => boolean) => {
    const before = timesForgotten;
    return () => timesForgotten === before;
  },

  /** Stores the shop key of an answer. Returns true when data of another shop were deleted. */
  keepShopKey: (answerKey: string): boolean => {
    const before = shopKey ?? storage.read(SHOP_KEY);
    const isOther = before !== undefined && before !== answerKey;
    if (isOther) phoneMemory.forgetOrders();
    if (before !== answerKey) storage.write(SHOP_KEY, answerKey);
    shopKey = answerKey;
    return isOther;
  },

  /**
   * Saves a report, and puts its order in front of the recents. Returns false, and saves nothing,
   * when a person has removed the order.
   */
  keepReport: (snapshot: DeliverySnapshot): boolean => {
    const { report, history } = snapshot;
    const now = serverClock.now();
    if (hiddenOrders().orderIds.includes(report.orderId)) return false;
    timesKept += 1;
    writeRecents(recentsWithReport(phoneMemory.recents(), report, history, now));
    storage.write(SNAPSHOT_KEY + report.orderId, storable(snapshot, now));
    return true;
  },

  /** Lets removed orders return to the recents, because a person opens them. */
  unhide: (orderIds: readonly string[]): void => {
    const hidden = hiddenOrders();
    const after = orderIds.reduce(withoutHidden, hidden);
    if (after.orderIds.length < hidden.orderIds.length) storage.write(HIDDEN_KEY, after);
  },

  /**
   * Adds the shop's orders, except those that were removed on this phone. Deletes the riders' data
   * of orders that have ended since.
   */
  mergeLatest: (latest: readonly KnownOrder[]): void => {
    const hidden = hiddenOrders();
    const wanted = latest.filter((order) => !isHidden(hidden, order));
    const before = phoneMemory.recents();
    const after = withLatest(before, wanted, serverClock.now());
    writeRecents(after);
    before.forEach(({ orderId, status }) => {
      const now = after.find((order) => order.orderId === orderId);
      if (now !== undefined && statusOf(now.status).isFinal && !statusOf(status).isFinal)
        forgetRider(orderId);
    });
  },

  /** Removes an order from the recents until it is opened on this phone again. */
  remove: (orderId: string): void => {
    writeRecents(recentsWithoutOrder(phoneMemory.recents(), orderId));
    storage.write(HIDDEN_KEY, withHidden(hiddenOrders(), orderId));
  },

  /**
   * Empties the recents. An order returns when somebody looks it up again, on any phone.
   *
   * @param shownIds ids of the order on show, which returns only when it is opened again
   */
  clear: (shownIds: readonly string[] = []): void => {
    const recents = phoneMemory.recents();
    const shown = shownIds.filter((id) => recents.some(({ orderId }) => orderId === id));
    const others = withAllHidden(hiddenOrders(), recents, serverClock.now());
    const hidden = shown.reduce(withHidden, others);
    removeOrders();
    storage.write(HIDDEN_KEY, hidden);
  },

  /** Role of this phone's holder in the cloud's last answer; null when it is not known. */
  role: (): Role | null => {
    const stored = storage.read(ROLE_KEY);
    return is(stored, role) ? stored : null;
  },

  keepRole: (role: Role): void => {
    storage.write(ROLE_KEY, role);
  },

  /** Returns the owner's dark style for the map; null where the shop has none. */
  darkMap: (): DarkMap | null => {
    const stored = storage.read(DARK_MAP_KEY);
    return is(stored, darkMap) ? stored : null;
  },

  /** Saves the dark style from the cloud or the page 深色地图; null when the shop has none any more. */
  keepDarkMap: (style: DarkMap | null): void => {
    const before = phoneMemory.darkMap();
    if (style === null) {
      if (before !== null) storage.remove(DARK_MAP_KEY);
    } else if (before?.key !== style.key || before.style !== style.style) {
      storage.write(DARK_MAP_KEY, style);
    }
  },

  /** Deletes all shop data from the phone; true when there were any. */
  forgetOrders: (): boolean => {
    const wasOfShop = phoneMemory.role() !== null || storage.read(SHOP_KEY) !== undefined;
    timesForgotten += 1;
    shopKey = undefined;
    storage.remove(SHOP_KEY);
    storage.remove(ROLE_KEY);
    removeOrders();
    boardMemory.forgetOrders();
    storage.remove(DARK_MAP_KEY);
    return wasOfShop;
  },

  /**
   * Removes riders' data that are too old. Called again and again, because a computer keeps the app
   * open for days.
   */
  dropOldRiders: (): void => {
    const now = serverClock.now();
    if (droppedAt !== null && Math.abs(now - droppedAt) < DROP_EVERY_MS) return;
    droppedAt = now;
    boardMemory.dropOldBoard(now);
    writeRecents(phoneMemory.recents());
    for (const key of snapshotKeys()) {
      const snapshot = parseSnapshot(storage.read(key));
      if (snapshot === null) storage.remove(key);
      else storage.write(key, storable(snapshot, now));
    }
  },
};

function removeOrders(): void {
  storage.remove(RECENTS_KEY);
  storage.remove(HIDDEN_KEY);
  snapshotKeys().forEach((key) => {
    storage.remove(key);
  });
}

/** Writes the recents, and removes the data of orders that are no longer among them. */
function writeRecents(recents: readonly KnownOrder[]): void {
  const kept = new Set(recents.map(({ orderId }) => orderId));
  phoneMemory.recents().forEach(({ orderId }) => {
    if (!kept.has(orderId)) storage.remove(SNAPSHOT_KEY + orderId);
  });
  const now = serverClock.now();
  storage.write(
    RECENTS_KEY,
    recents.map((recent) => withoutOldRider(recent, now)),
  );
}

function forgetRider(orderId: string): void {
  const snapshot = phoneMemory.snapshot(orderId);
  if (snapshot !== null) storage.write(SNAPSHOT_KEY + orderId, withoutRiderIn(snapshot));
}

function hiddenOrders(): HiddenOrders {
  return parseHidden(storage.read(HIDDEN_KEY));
}

function snapshotKeys(): readonly string[] {
  return storage.keys().filter((key) => key.startsWith(SNAPSHOT_KEY));
}

/** Stored data of a delivery. With them, the last good data survive a restart. */
export type DeliverySnapshot = Of<typeof deliverySnapshot>;
const deliverySnapshot = type({ report: deliveryReport, history: deliveryHistory });

/**
 * Prepares a snapshot for storage: removes 取货码 and, after the delivery's end or 24 hours after the
 * answer, rider and receiver. `now` is in ms on the cloud's clock.
 */
export function storable(snapshot: DeliverySnapshot, now: number): DeliverySnapshot {
  const { handover: _handover, ...report } = snapshot.report;
  const isNeeded = !report.status.isFinal && ageMs(report.askedAt, now) < RIDERS_KEPT_MS;
  const kept = { ...snapshot, report };
  return isNeeded ? kept : withoutRiderIn(kept);
}

function withoutRiderIn({ report, history }: DeliverySnapshot): DeliverySnapshot {
  const { receiverPosition: _point, ...rest } = report;
  return { report: { ...rest, rider: null, position: null }, history: withoutRider(history) };
}

/** Reads a stored snapshot; null when it is missing or has another version's shape. */
export function parseSnapshot(stored: unknown): DeliverySnapshot | null {
  if (!is(stored, deliverySnapshot)) return null;
  return { report: stored.report, history: stored.history };
}
