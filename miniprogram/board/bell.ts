import type { AnyRow } from '../contract/board-api';
import { type ToHandleReason, isWorseReason, reasonToHandleOf } from '../contract/delivery/urgency';

/** Order that the bell (the board's sound) has rung for, and why. The phone stores it. */
interface RungOrder {
  readonly orderId: string;
  readonly reason: ToHandleReason;
}

interface RingState extends RungOrder {
  /** Time of the last ring (ms, cloud's clock), and number of repeats that may still follow. */
  readonly lastRingAt: number;
  readonly ringsLeft: number;
}

const RING_AGAIN_AFTER_MS = 60_000;
const MAX_REPEATED_RINGS = 3;
/** Maximum number of remembered orders. A shop has fewer orders to handle in a day. */
const MAX_REMEMBERED_RINGS = 300;

/** Builds the states at the app's start: orders that rang before do not ring again. */
export function initialRingStates(rung: readonly RungOrder[]): readonly RingState[] {
  return rung.map((one) => ({ ...one, lastRingAt: 0, ringsLeft: 0 }));
}

/**
 * Finds the number of notes to ring now (2: an order to handle, 1: only late orders, 0: none). A
 * late order rings once. An order to handle rings again every 60 s, at most 3 times, until it is
 * acknowledged. An order whose reason gets worse rings as a new one.
 *
 * @param now ms on the cloud's clock
 * @param scannedAtById times of scans; the sound of a scan's answer replaces the first ring
 */
export function nextRing(
  ringStates: readonly RingState[],
  rows: readonly AnyRow[],
  now: number,
  scannedAtById: ReadonlyMap<string, number> = new Map(),
) {
  const rings: ToHandleReason[] = [];
  const newToHandleIds: string[] = [];
  const ofRows = rows.flatMap((row): readonly RingState[] => {
    if (row.kind !== 'known') return [];
    const { orderId } = row;
    const reason = reasonToHandleOf(row, now);
    const before = ringStates.find((one) => one.orderId === orderId);
    if (reason === null) return [];
    if (row.acknowledged !== undefined) return [{ orderId, reason, lastRingAt: 0, ringsLeft: 0 }];
    const isNew = before === undefined || isWorseReason(reason, before.reason);
    if (!isNew && (before.ringsLeft === 0 || now - before.lastRingAt < RING_AGAIN_AFTER_MS))
      return [before];
    if (isNew && reason !== 'late') newToHandleIds.push(orderId);
    const scannedAt = scannedAtById.get(orderId) ?? 0;
    const isScanJustAnswered = isNew && now - scannedAt < RING_AGAIN_AFTER_MS;
    if (!isScanJustAnswered) rings.push(reason);
    const left = isNew ? (reason === 'late' ? 0 : MAX_REPEATED_RINGS) : before.ringsLeft - 1;
    return [{ orderId, reason, lastRingAt: isScanJustAnswered ? scannedAt : now, ringsLeft: left }];
  });
  // The board of one store does not list other stores' orders. Their rings stay remembered.
  const listed = new Set(rows.map(({ orderId }) => orderId));
  const others = ringStates.filter(({ orderId }) => !listed.has(orderId));
  const least = rings.length > 0 ? 1 : 0;
  const noteCount: 0 | 1 | 2 = rings.some((reason) => reason !== 'late') ? 2 : least;
  return { noteCount, newToHandleIds, state: [...others, ...ofRows].slice(-MAX_REMEMBERED_RINGS) };
}
