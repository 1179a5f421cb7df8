/** Part of a long list that is drawn. Drawing all 500 rows would exceed WeChat's 1000 nodes. */
export interface RowWindow {
  readonly firstIndex: number;
  readonly endIndex: number;
}

/** Number of rows that are drawn above and below the visible rows. */
const SPARE_ROWS = 6;
/** Number of rows by which the window moves at once, so that most scroll events draw nothing. */
const MOVE_ROWS = 3;

/** Computes the rows to draw. `heightPx`: height of the visible part of the list. */
export function rowWindow(
  rowCount: number,
  scrollTopPx: number,
  heightPx: number,
  rowHeightPx: number,
): RowWindow {
  const visibleCount = Math.ceil(heightPx / rowHeightPx);
  const maxIndex = Math.max(0, rowCount - visibleCount);
  const visibleIndex = Math.min(maxIndex, Math.max(0, Math.floor(scrollTopPx / rowHeightPx)));
  const firstIndex = Math.max(0, Math.floor((visibleIndex - SPARE_ROWS) / MOVE_ROWS) * MOVE_ROWS);
  const drawnCount = visibleCount + 2 * SPARE_ROWS + MOVE_ROWS;
  return { firstIndex, endIndex: Math.min(rowCount, firstIndex + drawnCount) };
}

/** Order ids by slot (fixed index of a row or marker while it is drawn); null for a free slot. */
export type Slots = readonly (string | null)[];

/** Assigns slots to drawn orders. Orders keep their slots, so that setData sends only changes. */
export function assignSlots(
  oldSlots: Slots,
  orderIds: readonly string[],
): { readonly order: readonly number[]; readonly slots: Slots } {
  const slots = oldSlots.map((orderId) => (orderIds.includes(orderId ?? '') ? orderId : null));
  const slotById = new Map(slots.map((orderId, slot) => [orderId, slot]));
  const order = orderIds.map((orderId) => {
    const keptSlot = slotById.get(orderId);
    if (keptSlot !== undefined) return keptSlot;
    const freeSlot = slots.indexOf(null);
    const slot = freeSlot === -1 ? slots.length : freeSlot;
    slots[slot] = orderId;
    return slot;
  });
  return { order, slots };
}
