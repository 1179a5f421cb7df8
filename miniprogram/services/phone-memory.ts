import { storage } from '../platform/storage';
import { ageMs, RIDERS_KEPT_MS } from '../contract/age';
import type { KnownOrder } from '../contract/cloud-api';
import { boardMemory } from './board-memory';
import {
  type HiddenOrders,
  NOTHING_HIDDEN,
  hiddenOrders,
  isHidden,
  parseRecents,
  withAllHidden,
  withHidden,
  withLatest,
  withoutHidden,
  withoutOldRider,
  recentsWithReport,
} from './recent-orders';
import { createServerClock } from './server-clock';
import { number, type } from 'superstruct';
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
  load: () => storage.readAs(CLOCK_KEY, number()),
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
    storage.readAs(SNAPSHOT_KEY + orderId, deliverySnapshot),
  /** Number of reports saved since the app's start. It grows when a look-up has found an order. */
  timesKept: (): number => timesKept,
  /** Returns a test that fails once all shop data were deleted: earlier answers are not saved. */
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
  /** Saves a report, its order in front; false, and nothing saved, for a removed order. */
  keepReport: (snapshot: DeliverySnapshot): boolean => {
    const { report, history } = snapshot;
    const now = serverClock.now();
    if (hidden().orderIds.includes(report.orderId)) return false;
    timesKept += 1;
    writeRecents(recentsWithReport(phoneMemory.recents(), report, history, now));
    storage.write(SNAPSHOT_KEY + report.orderId, storable(snapshot, now));
    return true;
  },
  unhide: (orderIds: readonly string[]): void => {
    storage.write(HIDDEN_KEY, orderIds.reduce(withoutHidden, hidden()));
  },
  /** Adds the shop's orders that were not removed here, and deletes the riders of ended ones. */
  mergeLatest: (latest: readonly KnownOrder[]): void => {
    const unwanted = hidden();
    const wanted = latest.filter((order) => !isHidden(unwanted, order));
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
    writeRecents(phoneMemory.recents().filter((one) => one.orderId !== orderId));
    storage.write(HIDDEN_KEY, withHidden(hidden(), orderId));
  },
  /** Empties the recents. Orders return when looked up, those on show only when opened here. */
  clear: (shownIds: readonly string[] = []): void => {
    const recents = phoneMemory.recents();
    const shown = shownIds.filter((id) => recents.some(({ orderId }) => orderId === id));
    const others = withAllHidden(hidden(), recents, serverClock.now());
    removeOrders();
    storage.write(HIDDEN_KEY, shown.reduce(withHidden, others));
  },
  /** Role of this phone's holder in the cloud's last answer; null when it is not known. */
  role: (): Role | null => storage.readAs(ROLE_KEY, role),
  keepRole: (role: Role): void => {
    storage.write(ROLE_KEY, role);
  },
  /** Returns the owner's dark style for the map; null where the shop has none. */
  darkMap: (): DarkMap | null => storage.readAs(DARK_MAP_KEY, darkMap),
  /** Saves the dark style from the cloud or the page 深色地图; null when the shop has none any more. */
  keepDarkMap: (style: DarkMap | null): void => {
    if (style === null) storage.remove(DARK_MAP_KEY);
    else storage.write(DARK_MAP_KEY, style);
  },
  forgetOrders: (): boolean => {
    const wasOfShop = phoneMemory.role() !== null || storage.read(SHOP_KEY) !== undefined;
    timesForgotten += 1;
    shopKey = undefined;
    [SHOP_KEY, ROLE_KEY, DARK_MAP_KEY].forEach(storage.remove);
    removeOrders();
    boardMemory.forgetOrders();
    return wasOfShop;
  },
  /** Removes riders' data that are too old; called often, since computers keep the app open. */
  dropOldRiders: (): void => {
    const now = serverClock.now();
    if (droppedAt !== null && Math.abs(now - droppedAt) < DROP_EVERY_MS) return;
    droppedAt = now;
    boardMemory.dropOldBoard(now);
    writeRecents(phoneMemory.recents());
    for (const key of snapshotKeys()) {
      const snapshot = storage.readAs(key, deliverySnapshot);
      if (snapshot === null) storage.remove(key);
      else storage.write(key, storable(snapshot, now));
    }
  },
};

function removeOrders(): void {
  [RECENTS_KEY, HIDDEN_KEY, ...snapshotKeys()].forEach(storage.remove);
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

function hidden(): HiddenOrders {
  return storage.readAs(HIDDEN_KEY, hiddenOrders) ?? NOTHING_HIDDEN;
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
