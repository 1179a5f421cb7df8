/** Drawn part of a long list, so that 500 rows stay below WeChat's 1000 nodes. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** Number of rows that are drawn above and below the visible ones. */
const ROWS_BESIDE = 6;
/** Number of rows by which the window moves; between two moves scrolling costs nothing. */
const STEP_ROWS = 3;

/** Computes the rows to draw. Lengths in px: scrolled out of view, visible, and of a row. */
export function rowWindow(
  count: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
): RowWindow {
  const seen = Math.ceil(height / rowHeight);
  const highest = Math.max(0, count - seen);
  const firstSeen = Math.min(highest, Math.max(0, Math.floor(scrollTop / rowHeight)));
  const first = Math.max(0, Math.floor((firstSeen - ROWS_BESIDE) / STEP_ROWS) * STEP_ROWS);
  return { first, end: Math.min(count, first + seen + 2 * ROWS_BESIDE + STEP_ROWS) };
}

/**
 * Gives drawn rows, or pucks of the map, slots: order ids, null for an empty one. A row keeps its
 * slot, so that a move changes the list of slots only, not the rows between.
 */
export function slotsFor(
  before: readonly (string | null)[],
  orderIds: readonly string[],
): { readonly order: readonly number[]; readonly slots: readonly (string | null)[] } {
  const drawn = new Set(orderIds);
  const slots = before.map((orderId) => (orderId !== null && drawn.has(orderId) ? orderId : null));
  const taken = new Map(slots.map((orderId, slot) => [orderId, slot]));
  const order = orderIds.map((orderId) => {
    const own = taken.get(orderId);
    if (own !== undefined) return own;
    const free = slots.indexOf(null);
    const slot = free === -1 ? slots.length : free;
    slots[slot] = orderId;
    return slot;
  });
  return { order, slots };
}
