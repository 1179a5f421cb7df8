import { array, boolean, enums, nullable, number, string, type, union } from 'superstruct';
import { storage } from '../platform/storage';
import { ageMs, RIDERS_KEPT_MS } from '../contract/age';
import { isQuiet, quietHours } from '../contract/notices';
import { awaitedRow, boardRow } from '../contract/board-api';
import type { Of } from '../contract/schema';
import { TO_HANDLE_REASONS } from '../contract/delivery/urgency';

const BOARD_KEY = 'board';
const BELL_KEY = 'board-bell';
const RUNG_KEY = 'board-rung';
const UNWRITTEN_SCANS_KEY = 'board-unwritten';
/** Largest number of stored rows: more than fit on any screen. */
const MAX_STORED_ROWS = 60;

/** Rows of the cloud's last answer, and the time of that answer (ms on the cloud's clock). */
export type StoredBoard = Of<typeof storedBoard>;
const storedBoard = type({ rows: array(union([boardRow, awaitedRow])), at: number() });

/** Scanned orders that the cloud has not stored yet, and when (ms) the phone stored them. */
const storedScans = type({
  orders: array(type({ orderIds: array(string()), storeId: string() })),
  at: number(),
});
type StoredScan = Of<typeof storedScans>['orders'][number];
/** Time (ms) for which scans are kept: as long as the board waits for WeChat to have the order. */
const UNWRITTEN_SCANS_KEPT_MS = 2 * 3_600_000;

/** Settings of the bell: the sound of 看板 when an order gets into 要处理. */
export type StoredBell = Of<typeof storedBell>;
const storedBell = type({ isOn: boolean(), vibrates: boolean(), quiet: nullable(quietHours) });

/** Tells whether the bell is on and not in its quiet hours. `now`: ms on the cloud's clock. */
export function mayRing({ isOn, quiet }: StoredBell, now: number): boolean {
  return isOn && !isQuiet(quiet, now);
}

const DEFAULT_BELL: StoredBell = { isOn: false, vibrates: true, quiet: null };

/** Order for which the bell has rung, and why. After a restart, that reason rings no more. */
type StoredRungReason = Of<typeof storedRungReasons>[number];
const storedRungReasons = array(type({ orderId: string(), reason: enums(TO_HANDLE_REASONS) }));

/** What this phone stores of 看板: the last rows, scans, and the settings and history of its bell. */
export const boardMemory = {
  /** Returns the stored board; null if there is none, or if its riders' data are too old. */
  board: (now: number): StoredBoard | null => {
    const storedRows = storage.readAs(BOARD_KEY, storedBoard);
    return storedRows !== null && ageMs(storedRows.at, now) < RIDERS_KEPT_MS ? storedRows : null;
  },
  /** Stores a board. `rows` are sorted by urgency; only the first 60 of them are stored. */
  storeBoard: ({ rows, at }: StoredBoard): void => {
    storage.write(BOARD_KEY, { rows: rows.slice(0, MAX_STORED_ROWS), at });
  },
  unwrittenScans: (now: number): readonly StoredScan[] => {
    const stored = storage.readAs(UNWRITTEN_SCANS_KEY, storedScans);
    return stored !== null && ageMs(stored.at, now) < UNWRITTEN_SCANS_KEPT_MS ? stored.orders : [];
  },
  storeUnwrittenScans: (orders: readonly StoredScan[], nowMs: number): void => {
    if (orders.length === 0) storage.remove(UNWRITTEN_SCANS_KEY);
    else storage.write(UNWRITTEN_SCANS_KEY, { orders, at: nowMs });
  },
  bell: (): StoredBell => storage.readAs(BELL_KEY, storedBell) ?? DEFAULT_BELL,
  storeBell: (bell: StoredBell): void => {
    storage.write(BELL_KEY, bell);
  },
  rungReasons: (): readonly StoredRungReason[] => storage.readAs(RUNG_KEY, storedRungReasons) ?? [],
  storeRungReasons: (reasons: readonly StoredRungReason[]): void => {
    storage.write(RUNG_KEY, reasons);
  },
  /** Deletes all data of orders. The bell's settings stay, because they belong to the phone. */
  deleteOrders: (): void => {
    [BOARD_KEY, RUNG_KEY, UNWRITTEN_SCANS_KEY].forEach(storage.remove);
  },
  /** Deletes the stored board if its riders' data are too old, or if it cannot be read. */
  deleteOldBoard: (now: number): void => {
    if (boardMemory.board(now) === null) storage.remove(BOARD_KEY);
  },
};
