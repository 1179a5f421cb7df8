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

/** This phone's estimate of the cloud's clock. The app computes all ages with it. */
export const serverClock = createServerClock(() => Date.now(), {
  load: () => storage.readAs(CLOCK_AHEAD_KEY, number()),
  store: (aheadMs) => {
    storage.write(CLOCK_AHEAD_KEY, aheadMs);
  },
});

/** Shortest time (ms) between two deletions of riders' data that are too old. */
const DELETE_EVERY_MS = 3_600_000;
let ridersDeletedAt: number | null = null;
let savedReportCount = 0;
let deletionCount = 0;
/** Id of the shop that last answered this window; undefined: none. Other windows may differ. */
let shopKey: unknown;

/** What this phone stores of the shop: the list 最近查过, each order's last data, and settings. */
export const phoneMemory = {
  recents: (): readonly KnownOrder[] => parseRecents(storage.read(RECENTS_KEY)),
  snapshot: (orderId: string): DeliverySnapshot | null =>
    storage.readAs(SNAPSHOT_PREFIX + orderId, deliverySnapshot),
  /** Number of reports saved since the app's start. It grows when a look-up finds an order. */
  reportsSaved: (): number => savedReportCount,
  /** Makes a function that returns false once shop data are deleted: no answer is then stored. */
  dataKeptTest: (): (() => boolean) => {
    const startCount = deletionCount;
    return () => deletionCount === startCount;
  },
  /** Stores the shop's id (key) of an answer. @returns true if another shop's data were deleted */
  storeShopKey: (answerKey: string): boolean => {
    const oldKey = shopKey ?? storage.read(SHOP_KEY);
    const isOtherShop = oldKey !== undefined && oldKey !== answerKey;
    if (isOtherShop) phoneMemory.deleteShopData();
    if (oldKey !== answerKey) storage.write(SHOP_KEY, answerKey);
    shopKey = answerKey;
    return isOtherShop;
  },
  /** Saves a report and puts its order on top of 最近查过; false, unsaved, for a hidden order. */
  saveReport: (snapshot: DeliverySnapshot): boolean => {
    const { report, history } = snapshot;
    const now = serverClock.now();
    if (readHiddenOrders().orderIds.includes(report.orderId)) return false;
    savedReportCount += 1;
    writeRecents(recentsWithReport(phoneMemory.recents(), report, history, now));
    storage.write(SNAPSHOT_PREFIX + report.orderId, storableSnapshot(snapshot, now));
    return true;
  },
  unhideOrders: (orderIds: readonly string[]): void => {
    storage.write(HIDDEN_ORDERS_KEY, orderIds.reduce(withOrderUnhidden, readHiddenOrders()));
  },
  /** Adds the cloud's orders to 最近查过, except hidden ones. Deletes riders of ended orders. */
  mergeCloudOrders: (cloudOrders: readonly KnownOrder[]): void => {
    const hidden = readHiddenOrders();
    const visibleOrders = cloudOrders.filter((order) => !isOrderHidden(hidden, order));
    const oldRecents = phoneMemory.recents();
    const newRecents = mergeWithCloudOrders(oldRecents, visibleOrders, serverClock.now());
    writeRecents(newRecents);
    oldRecents.forEach(({ orderId, status }) => {
      const newOrder = newRecents.find((order) => order.orderId === orderId);
      if (newOrder !== undefined && statusOf(newOrder.status).isFinal && !statusOf(status).isFinal)
        deleteStoredRider(orderId);
    });
  },
  /** Hides an order from 最近查过 until it is opened on this phone again. */
  removeRecent: (orderId: string): void => {
    writeRecents(phoneMemory.recents().filter((recent) => recent.orderId !== orderId));
    storage.write(HIDDEN_ORDERS_KEY, withOrderHidden(readHiddenOrders(), orderId));
  },
  /** Empties 最近查过. A look-up adds an order again; one of `shownIds` only if made on this phone. */
  clearRecents: (shownIds: readonly string[] = []): void => {
    const recents = phoneMemory.recents();
    const shownRecentIds = shownIds.filter((id) => recents.some(({ orderId }) => orderId === id));
    const allHidden = withAllOrdersHidden(readHiddenOrders(), recents, serverClock.now());
    deleteRecents();
    storage.write(HIDDEN_ORDERS_KEY, shownRecentIds.reduce(withOrderHidden, allHidden));
  },
  /** Returns the role of this phone's user in the cloud's last answer; null when unknown. */
  role: (): Role | null => storage.readAs(ROLE_KEY, role),
  storeRole: (role: Role): void => {
    storage.write(ROLE_KEY, role);
  },
  /** Returns the owner's dark style for the map; null if the shop has none. */
  darkMap: (): DarkMap | null => storage.readAs(DARK_MAP_KEY, darkMap),
  storeDarkMap: (style: DarkMap | null): void => {
    if (style === null) storage.remove(DARK_MAP_KEY);
    else storage.write(DARK_MAP_KEY, style);
  },
  deleteShopData: (): boolean => {
    const hadShopData = phoneMemory.role() !== null || storage.read(SHOP_KEY) !== undefined;
    deletionCount += 1;
    shopKey = undefined;
    [SHOP_KEY, ROLE_KEY, DARK_MAP_KEY].forEach(storage.remove);
    deleteRecents();
    boardMemory.deleteOrders();
    return hadShopData;
  },
  /** Deletes riders' data that are too old. Called often, because the app may run for days. */
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

/** Stores the list 最近查过, and deletes the data of orders that are no longer in it. */
function writeRecents(recents: readonly KnownOrder[]): void {
  const keptIds = new Set(recents.map(({ orderId }) => orderId));
  phoneMemory.recents().forEach(({ orderId }) => {
    if (!keptIds.has(orderId)) storage.remove(SNAPSHOT_PREFIX + orderId);
  });
  const now = serverClock.now();
  storage.write(
    RECENTS_KEY,
    recents.map((recentOrder) => withoutOldRider(recentOrder, now)),
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

/** Data of a delivery that the phone stores, so that page 配送 can show them after a restart. */
export type DeliverySnapshot = Of<typeof deliverySnapshot>;
const deliverySnapshot = type({ report: deliveryReport, history: deliveryHistory });

/** Removes 取货码; if the delivery has ended or the answer is 24 hours old, rider and receiver too. */
export function storableSnapshot(snapshot: DeliverySnapshot, now: number): DeliverySnapshot {
  const { handover: _handover, ...report } = snapshot.report;
  const isRiderNeeded = !report.status.isFinal && ageMs(report.askedAt, now) < RIDERS_KEPT_MS;
  const storable = { ...snapshot, report };
  return isRiderNeeded ? storable : snapshotWithoutRider(storable);
}

function snapshotWithoutRider({ report, history }: DeliverySnapshot): DeliverySnapshot {
  const { receiverPosition: _point, ...facts } = report;
  return { report: { ...facts, rider: null, position: null }, history: withoutRider(history) };
}
