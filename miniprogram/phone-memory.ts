import { string, type, is } from 'superstruct';
import { storage } from './platform/storage';
import type { RecentOrder } from './search/recent-orders';
import { parseRecents, withoutRecent, withRecent } from './search/recent-orders';
import type { DeliverySnapshot } from './tracking/delivery-snapshot';
import { parseSnapshot, storable } from './tracking/delivery-snapshot';
import { createServerClock } from './tracking/server-clock';

const RECENTS_KEY = 'recents';
const SNAPSHOT_KEY = 'delivery/';
const BADGE_KEY = 'who';
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

/** A role and the stores, in words: `店员`, `天河南店`. No name. */
export interface Badge {
  readonly role: string;
  readonly stores: string;
}

const badgeShape = type({ role: string(), stores: string() });

/** What this phone remembers of the shop's orders: recents and the last good data of each. */
export const phoneMemory = {
  recents: (): readonly RecentOrder[] => parseRecents(storage.read(RECENTS_KEY)),

  snapshot: (orderId: string): DeliverySnapshot | null =>
    parseSnapshot(storage.read(SNAPSHOT_KEY + orderId)),

  /** Keeps a good report, and forgets what falls off the end of the recents. */
  keep: (snapshot: DeliverySnapshot): void => {
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

  /** Whom of the shop this phone was last known to be held by: shown until the cloud says so again. Null for nobody. */
  badge: (): Badge | null => {
    const stored = storage.read(BADGE_KEY);
    return is(stored, badgeShape) ? stored : null;
  },

  keepBadge: (badge: Badge): void => {
    storage.write(BADGE_KEY, badge);
  },

  forgetOrders: (): void => {
    storage.remove(RECENTS_KEY);
    for (const key of snapshotKeys()) storage.remove(key);
  },

  /** All that is of the shop: for whom the cloud does not know (any more). */
  forgetEverything: (): void => {
    phoneMemory.forgetOrders();
    storage.remove(BADGE_KEY);
  },

  /** Takes riders out of what is older than it may be; called when the app starts. */
  dropOldRiders: (): void => {
    for (const key of snapshotKeys()) {
      const snapshot = parseSnapshot(storage.read(key));
      if (snapshot === null) storage.remove(key);
      else storage.write(key, storable(snapshot, serverClock.now()));
    }
  },
};

function snapshotKeys(): readonly string[] {
  return storage.keys().filter((key) => key.startsWith(SNAPSHOT_KEY));
}
