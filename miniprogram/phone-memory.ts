import { storage } from './platform/storage';
import type { KnownOrder } from './shared/cloud-api';
import { parseRecents, withoutRecent, withRecent } from './search/recent-orders';
import type { DeliverySnapshot } from './tracking/delivery-snapshot';
import { parseSnapshot, storable } from './tracking/delivery-snapshot';
import { createServerClock } from './tracking/server-clock';

const RECENTS_KEY = 'recents';
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

/** What this phone remembers of the shop's orders: recents and the last good data of each. */
export const phoneMemory = {
  recents: (): readonly KnownOrder[] => parseRecents(storage.read(RECENTS_KEY)),

  snapshot: (orderId: string): DeliverySnapshot | null =>
    parseSnapshot(storage.read(SNAPSHOT_KEY + orderId)),

  /** How often something was kept since the app was started: whether it is more than before tells whether something was found meanwhile. */
  timesKept: (): number => timesKept,

  /** Keeps a good report, and forgets what falls off the end of the recents. */
  keep: (snapshot: DeliverySnapshot): void => {
    timesKept += 1;
    const before = phoneMemory.recents();
    const recents = withRecent(before, snapshot.report);
    storage.write(RECENTS_KEY, recents);
    storage.write(SNAPSHOT_KEY + snapshot.report.orderId, storable(snapshot, serverClock.now()));
    const kept = new Set(recents.map((recent) => recent.orderId));
    for (const { orderId } of before) {
      if (!kept.has(orderId)) storage.remove(SNAPSHOT_KEY + orderId);
    }
  },

  remove: (orderId: string): void => {
    storage.write(RECENTS_KEY, withoutRecent(phoneMemory.recents(), orderId));
    storage.remove(SNAPSHOT_KEY + orderId);
  },

  /** All that is of the shop; also for whom the cloud does not know (any more). */
  forgetOrders: (): void => {
    storage.remove(RECENTS_KEY);
    for (const key of snapshotKeys()) storage.remove(key);
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

function snapshotKeys(): readonly string[] {
  return storage.keys().filter((key) => key.startsWith(SNAPSHOT_KEY));
}
