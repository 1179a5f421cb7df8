import type { AnyRow } from '../contract/board-api';
import { type ToHandleReason, isWorseReason, reasonToHandleOf } from '../contract/delivery/urgency';

/** Order that the bell has rung for on this phone, with its reason. It is kept over restarts. */
export interface RungReason {
  readonly orderId: string;
  readonly reason: ToHandleReason;
}

/** State of the bell. What rang before a restart does not ring again. */
export interface BellState {
  readonly rung: readonly RungNow[];
}

interface RungNow extends RungReason {
  /** Time of the last ring (ms on the cloud's clock), and number of rings that may still follow. */
  readonly at: number;
  readonly left: number;
}

/** Sound of the bell: two notes for orders to handle, one for late ones. */
export type RingSound = 'to-handle' | 'late' | 'none';

const AGAIN_AFTER_MS = 60_000;
const AGAIN_TIMES = 3;
/** Maximum number of remembered rings; a day has fewer. */
const MOST_RUNG = 300;

/** Makes the first state: reasons that rang before a restart stay silent. */
export function bellState(rung: readonly RungReason[]): BellState {
  return { rung: rung.map((one) => ({ ...one, at: 0, left: 0 })) };
}

/**
 * Finds the sound to ring now. A late order rings once. An order to handle rings again every 60 s,
 * at most 3 times, until somebody acknowledges it. A worse reason rings again. In quiet hours and
 * with the bell off, every order counts as rung.
 *
 * @param now ms on the cloud's clock
 * @param scannedAt times of the scans, by order id. The answer to a scan has a sound of its own,
 * which is the first ring of its order
 */
export function ringFor(
  { rung }: BellState,
  rows: readonly AnyRow[],
  now: number,
  scannedAt: ReadonlyMap<string, number> = new Map(),
): {
  readonly ring: RingSound;
  readonly state: BellState;
  /** Order ids that are newly to handle. */
  readonly fresh: readonly string[];
} {
  let ring: RingSound = 'none';
  const fresh: string[] = [];
  const after = rows.flatMap((row): readonly RungNow[] => {
    if (row.kind !== 'known') return [];
    const { orderId } = row;
    const reason = reasonToHandleOf(row, now);
    const before = rung.find((one) => one.orderId === orderId);
    if (reason === null) return [];
    if (row.acknowledged !== undefined) return [{ orderId, reason, at: now, left: 0 }];
    const isNew = before === undefined || isWorseReason(reason, before.reason);
    if (!isNew && (before.left === 0 || now - before.at < AGAIN_AFTER_MS)) return [before];
    if (isNew && reason !== 'late') fresh.push(orderId);
    const saidAt = scannedAt.get(orderId) ?? 0;
    const isSaid = isNew && now - saidAt < AGAIN_AFTER_MS;
    if (!isSaid && (reason !== 'late' || ring === 'none'))
      ring = reason === 'late' ? 'late' : 'to-handle';
    const left = isNew ? (reason === 'late' ? 0 : AGAIN_TIMES) : before.left - 1;
    return [{ orderId, reason, at: isSaid ? saidAt : now, left }];
  });
  // The board of one store does not list the orders of another. Their rings are still remembered.
  const listed = new Set(rows.map(({ orderId }) => orderId));
  const others = rung.filter(({ orderId }) => !listed.has(orderId));
  return { ring, fresh, state: { rung: [...others, ...after].slice(-MOST_RUNG) } };
}
