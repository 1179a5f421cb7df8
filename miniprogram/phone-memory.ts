import { storage } from './platform/storage';
import type { KnownOrder } from './shared/cloud-api';
import type { HiddenOrders } from './search/hidden-orders';
import {
  isHidden,
  parseHidden,
  withAllHidden,
  withHidden,
  withoutHidden,
} from './search/hidden-orders';
import { parseRecents, withLatest, withoutRecent, withRecent } from './search/recent-orders';
import type { DeliverySnapshot } from './tracking/delivery-snapshot';
import { parseSnapshot, storable } from './tracking/delivery-snapshot';
import { createServerClock } from './tracking/server-clock';

const RECENTS_KEY = 'recents';
const HIDDEN_KEY = 'hidden-orders';
const SNAPSHOT_KEY = 'delivery/';
const CLOCK_KEY = 'clock-ahead-ms';

/** The one clock of the app that ages are counted on. */
export const serverClock = createServerClock(() => Date.now(), {
  load: () => {
    const ahead = storage.read(CLOCK_KEY);
    return typeof ahead === 'number' ? ahead : null;
  },
  keep: (aheadMs) => {
    storage.write(CLOCK_KEY, aheadMs);
  },
});

/** How often at most it is looked whether riders are older than they may be. */
const DROP_EVERY_MS = 3_600_000;
let droppedAt: number | null = null;
let timesKept = 0;
let timesForgotten = 0;

/** What this phone remembers of the shop's orders: recents and the last good data of each. */
export const phoneMemory = {
  recents: (): readonly KnownOrder[] => parseRecents(storage.read(RECENTS_KEY)),

  snapshot: (orderId: string): DeliverySnapshot | null =>
    parseSnapshot(storage.read(SNAPSHOT_KEY + orderId)),

  /** How often something was kept since the app was started: whether it is more than before tells whether something was found meanwhile. */
  timesKept: (): number => timesKept,

  /** How often everything was forgotten since the app was started: what was known or asked for before that is not to be kept any more. */
  timesForgotten: (): number => timesForgotten,

  /** Keeps a good report. */
  keep: (snapshot: DeliverySnapshot): void => {
    timesKept += 1;
    const { report } = snapshot;
    writeRecents(withRecent(phoneMemory.recents(), report));
    storage.write(SNAPSHOT_KEY + report.orderId, storable(snapshot, serverClock.now()));
    const hidden = hiddenOrders();
    if (hidden.orderIds.includes(report.orderId)) {
      storage.write(HIDDEN_KEY, withoutHidden(hidden, report.orderId));
    }
  },

  /** Takes in the orders that the shop asked for last, but for those that were removed here. */
  takeIn: (latest: readonly KnownOrder[]): void => {
    const hidden = hiddenOrders();
    const wanted = latest.filter((order) => !isHidden(hidden, order));
    writeRecents(withLatest(phoneMemory.recents(), wanted));
  },

  /** Removes an order from the recents until it is looked up here again. */
  remove: (orderId: string): void => {
    writeRecents(withoutRecent(phoneMemory.recents(), orderId));
    storage.write(HIDDEN_KEY, withHidden(hiddenOrders(), orderId));
  },

  /** Empties the recents; orders are back when they are asked for again, here or elsewhere. */
  clear: (): void => {
    const hidden = withAllHidden(hiddenOrders(), phoneMemory.recents(), serverClock.now());
    removeOrders();
    storage.write(HIDDEN_KEY, hidden);
  },

  /** All that is of the shop; also for whom the cloud does not know (any more). */
  forgetOrders: (): void => {
    timesForgotten += 1;
    removeOrders();
  },

  /** Takes riders out of what is older than it may be. A counter's computer stays on for days: to be called whenever the app has something to do. */
  dropOldRiders: (): void => {
    const now = serverClock.now();
    if (droppedAt !== null && Math.abs(now - droppedAt) < DROP_EVERY_MS) return;
    droppedAt = now;
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
  for (const key of snapshotKeys()) storage.remove(key);
}

/** Of what falls out of the recents nothing is kept. */
function writeRecents(recents: readonly KnownOrder[]): void {
  const kept = new Set(recents.map(({ orderId }) => orderId));
  for (const { orderId } of phoneMemory.recents()) {
    if (!kept.has(orderId)) storage.remove(SNAPSHOT_KEY + orderId);
  }
  storage.write(RECENTS_KEY, recents);
}

function hiddenOrders(): HiddenOrders {
  return parseHidden(storage.read(HIDDEN_KEY));
}

function snapshotKeys(): readonly string[] {
  return storage.keys().filter((key) => key.startsWith(SNAPSHOT_KEY));
}
