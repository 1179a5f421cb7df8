import { array, boolean, enums, nullable, number, string, type, union } from 'superstruct';
import { storage } from '../platform/storage';
import { ageMs, RIDERS_KEPT_MS } from '../contract/age';
import { isQuiet, quietHours } from '../contract/notices';
import { awaitedRow, boardRow } from '../contract/board-api';
import type { Of } from '../contract/schema';
import { TO_HANDLE_REASONS } from '../contract/delivery/urgency';

/** Data of the board that this phone keeps: its last rows, and the settings of its bell. */

const BOARD_KEY = 'board';
const BELL_KEY = 'board-bell';
const RUNG_KEY = 'board-rung';
const UNWRITTEN_KEY = 'board-unwritten';
/** Number of rows that are stored: more than any screen shows at once. */
const ROWS_KEPT = 60;

/** Rows of the cloud's last answer, and its time (ms on the cloud's clock). */
export type StoredBoard = Of<typeof storedBoard>;
const storedBoard = type({ rows: array(union([boardRow, awaitedRow])), at: number() });

/** Scanned orders that the cloud has not written yet, and the time when the phone knew that. */
const storedScans = type({
  orders: array(type({ orderIds: array(string()), storeId: string() })),
  at: number(),
});
type StoredScan = Of<typeof storedScans>['orders'][number];
/** Time (ms) for which these scans are kept. Awaited orders stay on the board for the same time. */
const SCANS_KEPT_MS = 2 * 3_600_000;

export type StoredBell = Of<typeof storedBell>;
const storedBell = type({ isOn: boolean(), vibrates: boolean(), quiet: nullable(quietHours) });

/** Tells whether the bell is on, outside its quiet hours. `now` in ms on the cloud's clock. */
export function mayRing({ isOn, quiet }: StoredBell, now: number): boolean {
  return isOn && !isQuiet(quiet, now);
}

const SILENT_BELL: StoredBell = { isOn: false, vibrates: true, quiet: null };

type StoredRungReason = Of<typeof rungThings>[number];
const rungThings = array(type({ orderId: string(), reason: enums(TO_HANDLE_REASONS) }));

export const boardMemory = {
  /** Returns the stored board; null without one, or when its riders' data are too old to keep. */
  board: (now: number): StoredBoard | null => {
    const stored = storage.readAs(BOARD_KEY, storedBoard);
    return stored !== null && ageMs(stored.at, now) < RIDERS_KEPT_MS ? stored : null;
  },
  /** Stores a board. `rows` are sorted by urgency: only the first {@link ROWS_KEPT} are stored. */
  keepBoard: ({ rows, at }: StoredBoard): void => {
    storage.write(BOARD_KEY, { rows: rows.slice(0, ROWS_KEPT), at });
  },
  unwritten: (now: number): readonly StoredScan[] => {
    const stored = storage.readAs(UNWRITTEN_KEY, storedScans);
    return stored !== null && ageMs(stored.at, now) < SCANS_KEPT_MS ? stored.orders : [];
  },
  keepUnwritten: (orders: readonly StoredScan[], at: number): void => {
    if (orders.length === 0) storage.remove(UNWRITTEN_KEY);
    else storage.write(UNWRITTEN_KEY, { orders, at });
  },
  bell: (): StoredBell => storage.readAs(BELL_KEY, storedBell) ?? SILENT_BELL,
  keepBell: (bell: StoredBell): void => {
    storage.write(BELL_KEY, bell);
  },
  rung: (): readonly StoredRungReason[] => storage.readAs(RUNG_KEY, rungThings) ?? [],
  keepRung: (rung: readonly StoredRungReason[]): void => {
    storage.write(RUNG_KEY, rung);
  },
  /** Deletes all data of orders. The bell's settings stay, because they belong to the phone. */
  forgetOrders: (): void => {
    [BOARD_KEY, RUNG_KEY, UNWRITTEN_KEY].forEach(storage.remove);
  },
  /** Deletes the stored board if its riders' data are too old to keep, or it cannot be read. */
  dropOldBoard: (now: number): void => {
    if (boardMemory.board(now) === null) storage.remove(BOARD_KEY);
  },
};
