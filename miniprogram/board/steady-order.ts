import type { AnyRow } from '../contract/board-api';
import { type OrderClass, orderClassOf, compareUrgency } from '../contract/delivery/urgency';

/** Group of rows that stand together; a row moves only when it changes its group. */
export type RowGroup = OrderClass | 'awaited';

/** Place of a row in the list, with the group that put it there. */
export interface RowPlace {
  readonly orderId: string;
  readonly group: RowGroup;
  /** True for a row that keeps this place only while it is selected. */
  readonly isPinned?: true;
}

/** Finds the group of a row; arriving orders are among those under way. */
export function groupOf(row: AnyRow, now: number): RowGroup {
  if (row.kind === 'awaited') return 'awaited';
  const orderClass = orderClassOf(row, now);
  return orderClass === 'arriving' ? 'under-way' : orderClass;
}

/** Compares two rows by urgency. Orders that WeChat does not know yet stand above ended ones. */
export function compareRows(one: AnyRow, other: AnyRow, now: number): number {
  if (one.kind === 'known' && other.kind === 'known') return compareUrgency(one, other, now);
  if (one.kind === 'awaited' && other.kind === 'awaited') {
    const sooner = one.broughtAt - other.broughtAt;
    if (sooner !== 0 || one.orderId === other.orderId) return sooner;
    return one.orderId < other.orderId ? -1 : 1;
  }
  if (one.kind === 'awaited') return groupOf(other, now) === 'ended' ? -1 : 1;
  return -compareRows(other, one, now);
}

/**
 * Places rows so that few move: a row of the same group keeps its place, the others are placed by
 * urgency. Without placed rows, all are placed by urgency.
 *
 * @param shown rows as they were placed last
 * @param pinnedId row that keeps its number in the list
 */
export function steadyOrder(
  shown: readonly RowPlace[],
  rows: readonly AnyRow[],
  now: number,
  pinnedId: string | null = null,
): readonly RowPlace[] {
  const byId = new Map(rows.map((row) => [row.orderId, row]));
  const groups = new Map(rows.map((row) => [row.orderId, groupOf(row, now)]));
  const kept = shown.filter(
    ({ orderId, group, isPinned }) => isPinned !== true && groups.get(orderId) === group,
  );
  const keptIds = new Set(kept.map(({ orderId }) => orderId));
  const coming = rows
    .filter(({ orderId }) => !keptIds.has(orderId))
    .sort((one, other) => compareRows(one, other, now));
  const keptRows = kept.flatMap(({ orderId }) => byId.get(orderId) ?? []);
  const placed = mergedRows(keptRows, coming, now).map(({ orderId }) => ({
    orderId,
    group: groups.get(orderId) ?? 'ended',
  }));
  return withPinned(placed, shown, pinnedId);
}

/** Puts each coming row before the first kept one that it is more urgent than. */
function mergedRows(
  kept: readonly AnyRow[],
  coming: readonly AnyRow[],
  now: number,
): readonly AnyRow[] {
  const result: AnyRow[] = [];
  let at = 0;
  kept.forEach((row) => {
    let next = coming[at];
    while (next !== undefined && compareRows(next, row, now) < 0) {
      result.push(next);
      at += 1;
      next = coming[at];
    }
    result.push(row);
  });
  return [...result, ...coming.slice(at)];
}

function withPinned(
  placed: readonly RowPlace[],
  shown: readonly RowPlace[],
  pinnedId: string | null,
): readonly RowPlace[] {
  const before = shown.findIndex(({ orderId }) => orderId === pinnedId);
  const row = placed.find(({ orderId }) => orderId === pinnedId);
  if (before === -1 || row === undefined) return placed;
  const others = placed.filter((one) => one !== row);
  return [...others.slice(0, before), { ...row, isPinned: true }, ...others.slice(before)];
}

/**
 * Counts the rows that a new order would move, bring or take away.
 *
 * @param shown rows as the list shows them
 * @param next rows as they would stand
 */
export function movedCount(shown: readonly RowPlace[], next: readonly RowPlace[]): number {
  const before = new Map(shown.map(({ orderId, group }) => [orderId, group]));
  const after = new Set(next.map(({ orderId }) => orderId));
  const moved = next.filter(({ orderId, group }) => before.get(orderId) !== group).length;
  return moved + shown.filter(({ orderId }) => !after.has(orderId)).length;
}
