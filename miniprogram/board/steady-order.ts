import type { AnyRow } from '../contract/board-api';
import { type OrderClass, orderClassOf, compareUrgency } from '../contract/delivery/urgency';

/** Group of rows; `awaited`: WeChat lacks the order. A row moves only when its group changes. */
type RowGroup = OrderClass | 'awaited';

/** Place of a row in the list, with the group of the row when it got the place. */
export interface RowPlace {
  readonly orderId: string;
  readonly group: RowGroup;
  /** True for the selected row, which stays where it was, whatever its urgency. */
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
    const idOrder = Number(one.orderId > other.orderId) - Number(one.orderId < other.orderId);
    return one.broughtAt - other.broughtAt || idOrder;
  }
  if (one.kind === 'awaited') return groupOf(other, now) === 'ended' ? -1 : 1;
  return -compareRows(other, one, now);
}

/** Sorts rows by urgency. Rows in the same group as before, and the selected row, stay in place. */
export function placeRowsSteadily(
  shownPlaces: readonly RowPlace[],
  rows: readonly AnyRow[],
  now: number,
  pinnedId: string | null = null,
): readonly RowPlace[] {
  const rowById = new Map(rows.map((row) => [row.orderId, row]));
  const keptRows = shownPlaces.flatMap(({ orderId, group, isPinned }) => {
    const row = rowById.get(orderId);
    const isKept = row !== undefined && isPinned !== true && groupOf(row, now) === group;
    return isKept ? row : [];
  });
  const keptSet = new Set(keptRows);
  const otherRows = rows
    .filter((row) => !keptSet.has(row))
    .sort((one, other) => compareRows(one, other, now));
  const newPlaces = mergeByUrgency(keptRows, otherRows, now).map((row) => rowPlaceOf(row, now));
  return withPinnedRow(newPlaces, shownPlaces, pinnedId);
}

function mergeByUrgency(keptRows: readonly AnyRow[], otherRows: readonly AnyRow[], now: number) {
  const rowsLeft = [...otherRows];
  const merged = keptRows.flatMap((row) => {
    const nextIndex = rowsLeft.findIndex((otherRow) => compareRows(otherRow, row, now) >= 0);
    return [...rowsLeft.splice(0, nextIndex === -1 ? rowsLeft.length : nextIndex), row];
  });
  return [...merged, ...rowsLeft];
}

function withPinnedRow(
  newPlaces: readonly RowPlace[],
  shownPlaces: readonly RowPlace[],
  pinnedId: string | null,
): readonly RowPlace[] {
  const index = shownPlaces.findIndex(({ orderId }) => orderId === pinnedId);
  const pinnedPlace = newPlaces.find(({ orderId }) => orderId === pinnedId);
  if (index === -1 || pinnedPlace === undefined) return newPlaces;
  const places = newPlaces.filter((rowPlace) => rowPlace !== pinnedPlace);
  return [...places.slice(0, index), { ...pinnedPlace, isPinned: true }, ...places.slice(index)];
}

/** Counts the rows that will move, come or go when the new places replace the old ones. */
export function countMovedRows(oldPlaces: readonly RowPlace[], newPlaces: readonly RowPlace[]) {
  const groupById = new Map(oldPlaces.map(({ orderId, group }) => [orderId, group]));
  const newIds = new Set(newPlaces.map(({ orderId }) => orderId));
  const movedRows = newPlaces.filter(({ orderId, group }) => groupById.get(orderId) !== group);
  return movedRows.length + oldPlaces.filter(({ orderId }) => !newIds.has(orderId)).length;
}
