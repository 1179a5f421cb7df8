import type { AnyRow } from '../contract/board-api';
import { type ToHandleReason, isWorseReason, reasonToHandleOf } from '../contract/delivery/urgency';

/** Order that the bell has rung for on this phone, with its reason. It is kept over restarts. */
interface RungReason {
  readonly orderId: string;
  readonly reason: ToHandleReason;
}

interface RungNow extends RungReason {
  /** Time of the last ring (ms on the cloud's clock), and number of rings that may still follow. */
  readonly at: number;
  readonly left: number;
}

const AGAIN_AFTER_MS = 60_000;
const AGAIN_TIMES = 3;
/** Maximum number of remembered rings; a day has fewer. */
const MOST_RUNG = 300;

/** Makes the first state: reasons that rang before a restart stay silent. */
export function bellState(rung: readonly RungReason[]): readonly RungNow[] {
  return rung.map((one) => ({ ...one, at: 0, left: 0 }));
}

/**
 * Finds the number of notes to ring now (2: an order to handle, 1: only late ones) and the order
 * ids that are newly to handle (`fresh`). A late order rings once; one to handle also every 60 s,
 * at most 3 times, until it is acknowledged; a worse reason rings again.
 *
 * @param now ms on the cloud's clock
 * @param scannedAt times of the scans, whose answers sound as the first ring of their order
 */
export function ringFor(
  rung: readonly RungNow[],
  rows: readonly AnyRow[],
  now: number,
  scannedAt: ReadonlyMap<string, number> = new Map(),
) {
  const rings: ToHandleReason[] = [];
  const fresh: string[] = [];
  const after = rows.flatMap((row): readonly RungNow[] => {
    if (row.kind !== 'known') return [];
    const { orderId } = row;
    const reason = reasonToHandleOf(row, now);
    const before = rung.find((one) => one.orderId === orderId);
    if (reason === null) return [];
    if (row.acknowledged !== undefined) return [{ orderId, reason, at: 0, left: 0 }];
    const isNew = before === undefined || isWorseReason(reason, before.reason);
    if (!isNew && (before.left === 0 || now - before.at < AGAIN_AFTER_MS)) return [before];
    if (isNew && reason !== 'late') fresh.push(orderId);
    const saidAt = scannedAt.get(orderId) ?? 0;
    const isSaid = isNew && now - saidAt < AGAIN_AFTER_MS;
    if (!isSaid) rings.push(reason);
    const left = isNew ? (reason === 'late' ? 0 : AGAIN_TIMES) : before.left - 1;
    return [{ orderId, reason, at: isSaid ? saidAt : now, left }];
  });
  // The board of one store does not list the orders of another. Their rings are still remembered.
  const listed = new Set(rows.map(({ orderId }) => orderId));
  const others = rung.filter(({ orderId }) => !listed.has(orderId));
  const least = rings.length > 0 ? 1 : 0;
  const notes: 0 | 1 | 2 = rings.some((reason) => reason !== 'late') ? 2 : least;
  return { notes, fresh, state: [...others, ...after].slice(-MOST_RUNG) };
}
