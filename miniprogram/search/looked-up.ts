import type { KnownOrder } from '../shared/cloud-api';

/** What was last looked up from the field of 查单. */
export interface LookedUp {
  /** The order ids that it may be. */
  readonly orderIds: readonly string[];
  /** What they were read from. */
  readonly text: string;
  /** How often the phone had kept something by then. */
  readonly keptBefore: number;
}

export const NOTHING_LOOKED_UP: LookedUp = { orderIds: [], text: '', keptBefore: Infinity };

/** Whether it was found: under its own id, which may have been known before, or by its end under another, which the phone has kept since. */
export function isFound(
  { orderIds, keptBefore }: LookedUp,
  recents: readonly KnownOrder[],
  timesKept: number,
): boolean {
  return timesKept > keptBefore || recents.some(({ orderId }) => orderIds.includes(orderId));
}
