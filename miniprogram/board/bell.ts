import type { AnyRow } from '../contract/board-api';
import { type ToHandleReason, isWorseReason, reasonToHandleOf } from '../contract/delivery/urgency';

/** Quiet hours by full hours of the shop's day, 0 to 23; `from` may lie after `to`. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** Order and reason that the bell has rung for on this phone; kept over restarts. */
export interface RungReason {
  readonly orderId: string;
  readonly reason: ToHandleReason;
}

/** State of the bell. What rang before a restart does not ring again. */
export interface BellState {
  readonly rung: readonly RungNow[];
}

interface RungNow extends RungReason {
  /** Time of the last ring, ms on the cloud's clock, and how often it may ring again. */
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
 * Finds the sound to ring now. A late order rings once; one to handle again after 60 s, at most 3
 * times, until it is acknowledged. A worse reason rings again. In quiet hours or with the bell off,
 * everything counts as rung.
 *
 * @param now ms on the cloud's clock
 */
export function ringFor(
  { rung }: BellState,
  rows: readonly AnyRow[],
  now: number,
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
    if (reason !== 'late') ring = 'to-handle';
    else if (ring === 'none') ring = 'late';
    const left = isNew ? (reason === 'late' ? 0 : AGAIN_TIMES) : before.left - 1;
    return [{ orderId, reason, at: now, left }];
  });
  // An order that this board does not list, of another store, has not ended: it stays.
  const listed = new Set(rows.map(({ orderId }) => orderId));
  const others = rung.filter(({ orderId }) => !listed.has(orderId));
  return { ring, fresh, state: { rung: [...others, ...after].slice(-MOST_RUNG) } };
}

const HOUR = 3_600_000;
/** Offset of the shop's time zone from UTC: mainland China, no summer time. */
const SHOP_ZONE_HOURS = 8;

/** Tells whether a time lies in the quiet hours. `now` in ms on the cloud's clock. */
export function isQuiet(quiet: QuietHours | null, now: number): boolean {
  if (quiet === null) return false;
  const hour = (Math.floor(now / HOUR) + SHOP_ZONE_HOURS) % 24;
  const { from, to } = quiet;
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}
