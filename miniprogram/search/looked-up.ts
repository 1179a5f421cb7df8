import type { KnownOrder } from '../shared/cloud-api';

/** What was last looked up from the field of 查单, or by a scanner on 配送. */
export interface LookedUp {
  /** The order ids that it may be. */
  readonly orderIds: readonly string[];
  /** What they were read from. */
  readonly text: string;
  /** How often the phone had kept something by then. */
  readonly keptBefore: number;
}

export const NOTHING_LOOKED_UP: LookedUp = { orderIds: [], text: '', keptBefore: Infinity };

/** What a scanner has had looked up on 配送 since 查单, which lies below it, was on top. */
export const lookedUpAbove: { latest: LookedUp | null } = { latest: null };

/**
 * Whether it was found: under its own id, which may have been known before, or by its end under
 * another, which the phone has kept since.
 */
export function isFound(
  { orderIds, keptBefore }: LookedUp,
  recents: readonly KnownOrder[],
  timesKept: number,
): boolean {
  return timesKept > keptBefore || recents.some(({ orderId }) => orderIds.includes(orderId));
}
