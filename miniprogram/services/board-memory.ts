import { array, boolean, enums, nullable, number, string, type, union } from 'superstruct';
import { storage } from '../platform/storage';
import { ageMs, RIDERS_KEPT_MS } from '../contract/age';
import { isQuiet, quietHours } from '../contract/notices';
import { awaitedRow, boardRow } from '../contract/board-api';
import type { Of } from '../contract/schema';
import { TO_HANDLE_REASONS } from '../contract/delivery/urgency';

/** Board data that this phone stores: its last rows, its scans, and the settings of its bell. */

const BOARD_KEY = 'board';
const BELL_KEY = 'board-bell';
const RUNG_KEY = 'board-rung';
const UNWRITTEN_KEY = 'board-unwritten';
/** Number of rows that are stored: more than fit on any screen. */
const MAX_STORED_ROWS = 60;

/** Rows of the cloud's last answer, and its time (ms on the cloud's clock). */
export type StoredBoard = Of<typeof storedBoard>;
const storedBoard = type({ rows: array(union([boardRow, awaitedRow])), at: number() });

/** Scanned orders that the cloud has not stored yet, and when the phone noted them. */
const storedScans = type({
  orders: array(type({ orderIds: array(string()), storeId: string() })),
  at: number(),
});
type StoredScan = Of<typeof storedScans>['orders'][number];
/** Time (ms) for which scans are kept on the phone: as long as the board awaits an order. */
const UNWRITTEN_SCANS_KEPT_MS = 2 * 3_600_000;

export type StoredBell = Of<typeof storedBell>;
const storedBell = type({ isOn: boolean(), vibrates: boolean(), quiet: nullable(quietHours) });

/** Tells whether the bell is on and not in its quiet hours. `now`: ms on the cloud's clock. */
export function mayRing({ isOn, quiet }: StoredBell, now: number): boolean {
  return isOn && !isQuiet(quiet, now);
}

const DEFAULT_BELL: StoredBell = { isOn: false, vibrates: true, quiet: null };

type StoredRungReason = Of<typeof storedRungReasons>[number];
const storedRungReasons = array(type({ orderId: string(), reason: enums(TO_HANDLE_REASONS) }));

export const boardMemory = {
  /** Returns the stored board; null if there is none, or if its riders' data are too old. */
  board: (now: number): StoredBoard | null => {
    const stored = storage.readAs(BOARD_KEY, storedBoard);
    return stored !== null && ageMs(stored.at, now) < RIDERS_KEPT_MS ? stored : null;
  },
  /** Stores a board. `rows` are sorted by urgency; only the first 60 of them are stored. */
  storeBoard: ({ rows, at }: StoredBoard): void => {
    storage.write(BOARD_KEY, { rows: rows.slice(0, MAX_STORED_ROWS), at });
  },
  unwrittenScans: (now: number): readonly StoredScan[] => {
    const stored = storage.readAs(UNWRITTEN_KEY, storedScans);
    return stored !== null && ageMs(stored.at, now) < UNWRITTEN_SCANS_KEPT_MS ? stored.orders : [];
  },
  storeUnwrittenScans: (orders: readonly StoredScan[], at: number): void => {
    if (orders.length === 0) storage.remove(UNWRITTEN_KEY);
    else storage.write(UNWRITTEN_KEY, { orders, at });
  },
  bell: (): StoredBell => storage.readAs(BELL_KEY, storedBell) ?? DEFAULT_BELL,
  storeBell: (bell: StoredBell): void => {
    storage.write(BELL_KEY, bell);
  },
  rungReasons: (): readonly StoredRungReason[] => storage.readAs(RUNG_KEY, storedRungReasons) ?? [],
  storeRungReasons: (rung: readonly StoredRungReason[]): void => {
    storage.write(RUNG_KEY, rung);
  },
  /** Deletes all data of orders. Settings of the bell stay, because they belong to the phone. */
  deleteOrders: (): void => {
    [BOARD_KEY, RUNG_KEY, UNWRITTEN_KEY].forEach(storage.remove);
  },
  /** Deletes the stored board if its riders' data are too old, or if it cannot be read. */
  deleteOldBoard: (now: number): void => {
    if (boardMemory.board(now) === null) storage.remove(BOARD_KEY);
  },
};
