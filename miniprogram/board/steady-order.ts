import type { AnyRow } from '../contract/board-api';
import { type OrderClass, orderClassOf, compareUrgency } from '../contract/delivery/urgency';

/** Group of rows in the list. A row moves only when its group changes. */
type RowGroup = OrderClass | 'awaited';

/** Place of a row in the list, with the group that the row had when it was placed. */
export interface RowPlace {
  readonly orderId: string;
  readonly group: RowGroup;
  /** True for a selected row in a place where its urgency would not put it. */
  readonly isPinned?: true;
}

/** Finds the group of a row. Arriving orders are in the group of the orders under way. */
function groupOf(row: AnyRow, now: number): RowGroup {
  if (row.kind === 'awaited') return 'awaited';
  const orderClass = orderClassOf(row, now);
  return orderClass === 'arriving' ? 'under-way' : orderClass;
}

export function rowPlaceOf(row: AnyRow, now: number): RowPlace {
  return { orderId: row.orderId, group: groupOf(row, now) };
}

/** Compares two rows by urgency. Orders that WeChat lacks stand above the ended orders. */
export function compareRows(one: AnyRow, other: AnyRow, now: number): number {
  if (one.kind === 'known' && other.kind === 'known') return compareUrgency(one, other, now);
  if (one.kind === 'awaited' && other.kind === 'awaited') {
    const byId = Number(one.orderId > other.orderId) - Number(one.orderId < other.orderId);
    return one.broughtAt - other.broughtAt || byId;
  }
  if (one.kind === 'awaited') return groupOf(other, now) === 'ended' ? -1 : 1;
  return -compareRows(other, one, now);
}

/** Sorts rows by urgency. Rows whose group is unchanged, and the pinned row, keep their places. */
export function placeSteadily(
  shownPlaces: readonly RowPlace[],
  rows: readonly AnyRow[],
  now: number,
  pinnedId: string | null = null,
): readonly RowPlace[] {
  const byId = new Map(rows.map((row) => [row.orderId, row]));
  const keptRows = shownPlaces.flatMap(({ orderId, group, isPinned }) => {
    const row = byId.get(orderId);
    const isKept = row !== undefined && isPinned !== true && groupOf(row, now) === group;
    return isKept ? row : [];
  });
  const kept = new Set(keptRows);
  const coming = rows
    .filter((row) => !kept.has(row))
    .sort((one, other) => compareRows(one, other, now));
  const placed = mergeByUrgency(keptRows, coming, now).map((row) => rowPlaceOf(row, now));
  return withPinnedRow(placed, shownPlaces, pinnedId);
}

function mergeByUrgency(
  kept: readonly AnyRow[],
  coming: readonly AnyRow[],
  now: number,
): readonly AnyRow[] {
  const left = [...coming];
  const merged = kept.flatMap((row) => {
    const at = left.findIndex((next) => compareRows(next, row, now) >= 0);
    return [...left.splice(0, at === -1 ? left.length : at), row];
  });
  return [...merged, ...left];
}

function withPinnedRow(
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

/** Counts the rows that will move, come or go when the list `next` replaces the shown one. */
export function countMovedRows(shown: readonly RowPlace[], next: readonly RowPlace[]): number {
  const before = new Map(shown.map(({ orderId, group }) => [orderId, group]));
  const after = new Set(next.map(({ orderId }) => orderId));
  const moved = next.filter(({ orderId, group }) => before.get(orderId) !== group).length;
  return moved + shown.filter(({ orderId }) => !after.has(orderId)).length;
}
