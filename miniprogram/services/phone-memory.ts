import { storage } from '../platform/storage';
import { ageMs, RIDERS_KEPT_MS } from '../contract/age';
import type { KnownOrder } from '../contract/cloud-api';
import { boardMemory } from './board-memory';
import {
  type HiddenOrders,
  NO_HIDDEN_ORDERS,
  hiddenOrders,
  isOrderHidden,
  parseRecents,
  withAllOrdersHidden,
  withOrderHidden,
  mergeWithCloudOrders,
  withOrderUnhidden,
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
const HIDDEN_ORDERS_KEY = 'hidden-orders';
const SNAPSHOT_PREFIX = 'delivery/';
const DARK_MAP_KEY = 'dark-map';
const CLOCK_AHEAD_KEY = 'clock-ahead-ms';
const ROLE_KEY = 'role';
const SHOP_KEY = 'shop-key';

/** Cloud's clock, as estimated by this phone. The app computes all ages with it. */
export const serverClock = createServerClock(() => Date.now(), {
  load: () => storage.readAs(CLOCK_AHEAD_KEY, number()),
  store: (aheadMs) => {
    storage.write(CLOCK_AHEAD_KEY, aheadMs);
  },
});

/** Shortest time (ms) between two deletions of riders' data that are too old. */
const DELETE_EVERY_MS = 3_600_000;
let ridersDeletedAt: number | null = null;
let reportsSaved = 0;
let deletionCount = 0;
/** Shop key in this run of the app. Another window may have changed the stored key. */
let shopKey: unknown;

/** What this phone stores of the shop's orders: the recents, and the last good data of each. */
export const phoneMemory = {
  recents: (): readonly KnownOrder[] => parseRecents(storage.read(RECENTS_KEY)),
  snapshot: (orderId: string): DeliverySnapshot | null =>
    storage.readAs(SNAPSHOT_PREFIX + orderId, deliverySnapshot),
  /** Number of reports saved since the app's start. It grows when a look-up finds an order. */
  reportsSaved: (): number => reportsSaved,
  /** Returns a test, true until all shop data are deleted: later answers must not be stored. */
  dataKeptTest: (): (() => boolean) => {
    const before = deletionCount;
    return () => deletionCount === before;
  },
  /** Stores the shop key of an answer. @returns true if data of another shop were deleted */
  storeShopKey: (answerKey: string): boolean => {
    const before = shopKey ?? storage.read(SHOP_KEY);
    const isOther = before !== undefined && before !== answerKey;
    if (isOther) phoneMemory.deleteShopData();
    if (before !== answerKey) storage.write(SHOP_KEY, answerKey);
    shopKey = answerKey;
    return isOther;
  },
  /** Saves a report, with its order first. @returns false for a hidden order, which is not saved */
  saveReport: (snapshot: DeliverySnapshot): boolean => {
    const { report, history } = snapshot;
    const now = serverClock.now();
    if (readHiddenOrders().orderIds.includes(report.orderId)) return false;
    reportsSaved += 1;
    writeRecents(recentsWithReport(phoneMemory.recents(), report, history, now));
    storage.write(SNAPSHOT_PREFIX + report.orderId, storableSnapshot(snapshot, now));
    return true;
  },
  unhideOrders: (orderIds: readonly string[]): void => {
    storage.write(HIDDEN_ORDERS_KEY, orderIds.reduce(withOrderUnhidden, readHiddenOrders()));
  },
  /** Adds the shop's orders, except those hidden here. Deletes the riders of orders that ended. */
  mergeCloudOrders: (cloudOrders: readonly KnownOrder[]): void => {
    const unwanted = readHiddenOrders();
    const wanted = cloudOrders.filter((order) => !isOrderHidden(unwanted, order));
    const before = phoneMemory.recents();
    const after = mergeWithCloudOrders(before, wanted, serverClock.now());
    writeRecents(after);
    before.forEach(({ orderId, status }) => {
      const now = after.find((order) => order.orderId === orderId);
      if (now !== undefined && statusOf(now.status).isFinal && !statusOf(status).isFinal)
        deleteStoredRider(orderId);
    });
  },
  /** Hides an order from the recents until it is opened on this phone again. */
  removeRecent: (orderId: string): void => {
    writeRecents(phoneMemory.recents().filter((one) => one.orderId !== orderId));
    storage.write(HIDDEN_ORDERS_KEY, withOrderHidden(readHiddenOrders(), orderId));
  },
  /** Empties the recents. A new look-up brings an order back; a shown one only if made here. */
  clearRecents: (shownIds: readonly string[] = []): void => {
    const recents = phoneMemory.recents();
    const shown = shownIds.filter((id) => recents.some(({ orderId }) => orderId === id));
    const others = withAllOrdersHidden(readHiddenOrders(), recents, serverClock.now());
    deleteRecents();
    storage.write(HIDDEN_ORDERS_KEY, shown.reduce(withOrderHidden, others));
  },
  /** Role of this phone's user in the cloud's last answer; null when unknown. */
  role: (): Role | null => storage.readAs(ROLE_KEY, role),
  storeRole: (role: Role): void => {
    storage.write(ROLE_KEY, role);
  },
  /** Returns the owner's dark style for the map; null if the shop has none. */
  darkMap: (): DarkMap | null => storage.readAs(DARK_MAP_KEY, darkMap),
  /** Stores the dark style from the cloud or the page 深色地图; null if the shop has none. */
  storeDarkMap: (style: DarkMap | null): void => {
    if (style === null) storage.remove(DARK_MAP_KEY);
    else storage.write(DARK_MAP_KEY, style);
  },
  deleteShopData: (): boolean => {
    const wasOfShop = phoneMemory.role() !== null || storage.read(SHOP_KEY) !== undefined;
    deletionCount += 1;
    shopKey = undefined;
    [SHOP_KEY, ROLE_KEY, DARK_MAP_KEY].forEach(storage.remove);
    deleteRecents();
    boardMemory.deleteOrders();
    return wasOfShop;
  },
  /** Deletes riders' data that are too old. Called often, because computers keep the app open. */
  deleteOldRiderData: (): void => {
    const now = serverClock.now();
    if (ridersDeletedAt !== null && Math.abs(now - ridersDeletedAt) < DELETE_EVERY_MS) return;
    ridersDeletedAt = now;
    boardMemory.deleteOldBoard(now);
    writeRecents(phoneMemory.recents());
    for (const key of snapshotKeys()) {
      const snapshot = storage.readAs(key, deliverySnapshot);
      if (snapshot === null) storage.remove(key);
      else storage.write(key, storableSnapshot(snapshot, now));
    }
  },
};

function deleteRecents(): void {
  [RECENTS_KEY, HIDDEN_ORDERS_KEY, ...snapshotKeys()].forEach(storage.remove);
}

/** Stores the recents, and deletes the data of orders that are no longer among them. */
function writeRecents(recents: readonly KnownOrder[]): void {
  const kept = new Set(recents.map(({ orderId }) => orderId));
  phoneMemory.recents().forEach(({ orderId }) => {
    if (!kept.has(orderId)) storage.remove(SNAPSHOT_PREFIX + orderId);
  });
  const now = serverClock.now();
  storage.write(
    RECENTS_KEY,
    recents.map((recent) => withoutOldRider(recent, now)),
  );
}

function deleteStoredRider(orderId: string): void {
  const snapshot = phoneMemory.snapshot(orderId);
  if (snapshot !== null) storage.write(SNAPSHOT_PREFIX + orderId, snapshotWithoutRider(snapshot));
}

function readHiddenOrders(): HiddenOrders {
  return storage.readAs(HIDDEN_ORDERS_KEY, hiddenOrders) ?? NO_HIDDEN_ORDERS;
}

function snapshotKeys(): readonly string[] {
  return storage.keys().filter((key) => key.startsWith(SNAPSHOT_PREFIX));
}

/** Data of a delivery as the phone stores it, so that the page has them after a restart. */
export type DeliverySnapshot = Of<typeof deliverySnapshot>;
const deliverySnapshot = type({ report: deliveryReport, history: deliveryHistory });

/** Leaves out 取货码; after the end or 24 hours also rider and receiver. */
export function storableSnapshot(snapshot: DeliverySnapshot, now: number): DeliverySnapshot {
  const { handover: _handover, ...report } = snapshot.report;
  const isNeeded = !report.status.isFinal && ageMs(report.askedAt, now) < RIDERS_KEPT_MS;
  const kept = { ...snapshot, report };
  return isNeeded ? kept : snapshotWithoutRider(kept);
}

function snapshotWithoutRider({ report, history }: DeliverySnapshot): DeliverySnapshot {
  const { receiverPosition: _point, ...rest } = report;
  return { report: { ...rest, rider: null, position: null }, history: withoutRider(history) };
}
