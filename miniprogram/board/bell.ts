import type { AnyRow } from '../contract/board-api';
import { type ToHandleReason, isWorseReason, reasonToHandleOf } from '../contract/delivery/urgency';

/** Order for which the bell (the board's sound) has rung, and why. The phone stores it. */
interface RungOrder {
  readonly orderId: string;
  readonly reason: ToHandleReason;
}

interface RingState extends RungOrder {
  /** Time of the last ring (ms on the cloud's clock), and how many more rings may follow it. */
  readonly lastRingAt: number;
  readonly ringsLeft: number;
}

const RING_AGAIN_AFTER_MS = 60_000;
const MAX_REPEATED_RINGS = 3;
/** Maximum number of orders whose rings are remembered. In a day, the bell rings for fewer. */
const MAX_RUNG_ORDERS = 300;

/** Builds ring states of stored orders. Such an order rings again only if its reason gets worse. */
export function initialRingStates(rungOrders: readonly RungOrder[]): readonly RingState[] {
  return rungOrders.map((order) => ({ ...order, lastRingAt: 0, ringsLeft: 0 }));
}

/**
 * Finds the number of tones to play now: 2 for an order to handle, 1 for late orders only, else 0.
 * A late order rings once. An order to handle rings again every 60 s, at most 3 times, until it is
 * acknowledged. An order whose reason gets worse rings as a new one.
 *
 * @param now ms on the cloud's clock
 * @param scannedAtById times (ms) of scans by order id; the sound of a scan replaces a first ring
 */
export function nextRing(
  ringStates: readonly RingState[],
  rows: readonly AnyRow[],
  now: number,
  scannedAtById: ReadonlyMap<string, number> = new Map(),
) {
  const ringReasons: ToHandleReason[] = [];
  const newToHandleIds: string[] = [];
  const rowRings = rows.flatMap((row): readonly RingState[] => {
    if (row.kind !== 'known') return [];
    const { orderId } = row;
    const reason = reasonToHandleOf(row, now);
    const oldState = ringStates.find((ringState) => ringState.orderId === orderId);
    if (reason === null) return [];
    if (row.acknowledged !== undefined) return [{ orderId, reason, lastRingAt: 0, ringsLeft: 0 }];
    const isNew = oldState === undefined || isWorseReason(reason, oldState.reason);
    if (!isNew && (oldState.ringsLeft === 0 || now - oldState.lastRingAt < RING_AGAIN_AFTER_MS))
      return [oldState];
    if (isNew && reason !== 'late') newToHandleIds.push(orderId);
    const scannedAt = scannedAtById.get(orderId) ?? 0;
    const isScanJustAnswered = isNew && now - scannedAt < RING_AGAIN_AFTER_MS;
    if (!isScanJustAnswered) ringReasons.push(reason);
    const ringsLeft = isNew ? (reason === 'late' ? 0 : MAX_REPEATED_RINGS) : oldState.ringsLeft - 1;
    return [{ orderId, reason, lastRingAt: isScanJustAnswered ? scannedAt : now, ringsLeft }];
  });
  // The board of one store does not list other stores' orders. Their rings stay remembered.
  const listedIds = new Set(rows.map(({ orderId }) => orderId));
  const otherRings = ringStates.filter(({ orderId }) => !listedIds.has(orderId));
  const hasToHandle = ringReasons.some((reason) => reason !== 'late');
  const noteCount: 0 | 1 | 2 = hasToHandle ? 2 : ringReasons.length > 0 ? 1 : 0;
  return { noteCount, newToHandleIds, state: [...otherRings, ...rowRings].slice(-MAX_RUNG_ORDERS) };
}
