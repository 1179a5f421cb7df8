/** Part of a long list that is drawn, so that 500 rows stay below WeChat's limit of 1000 nodes. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** Number of rows that are drawn above and below the visible rows. */
const SPARE_ROWS = 6;
/** The window moves by this number of rows at a time, so that most scroll events draw nothing. */
const STEP_ROWS = 3;

/** Computes the rows to draw. `height`: of the visible part of the list; all lengths in px. */
export function rowWindow(
  count: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
): RowWindow {
  const seen = Math.ceil(height / rowHeight);
  const highest = Math.max(0, count - seen);
  const firstSeen = Math.min(highest, Math.max(0, Math.floor(scrollTop / rowHeight)));
  const first = Math.max(0, Math.floor((firstSeen - SPARE_ROWS) / STEP_ROWS) * STEP_ROWS);
  return { first, end: Math.min(count, first + seen + 2 * SPARE_ROWS + STEP_ROWS) };
}

/** Assigns slots to drawn rows or pucks. Each keeps its slot, so that a change sets little. */
export function assignSlots(
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
