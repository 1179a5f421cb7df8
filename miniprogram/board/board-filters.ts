import { ID_END_LENGTH } from '../contract/order-id';
import type { AnyRow } from '../contract/board-api';
import { awaitsRider, statusOf } from '../contract/delivery-status';
import { isLate, orderClassOf } from '../contract/delivery/urgency';
import { type StoreOnMap, isUnplaced } from './riders';
import { compareRows } from './steady-order';

/** Filters of the list, in the order of their buttons. `tone`: colour of the button's dot. */
export const FILTERS = {
  all: { text: '全部', emptyText: '现在没有在路上的单', tone: '' },
  'to-handle': { text: '要处理', emptyText: '没有要处理的 ✓', tone: 'bad' },
  late: { text: '晚点', emptyText: '没有晚点的 ✓', tone: 'wait' },
  delivering: { text: '送货', emptyText: '没有在送的单', tone: '' },
  pickup: { text: '取货', emptyText: '没有在取货的单', tone: '' },
  waiting: { text: '待接', emptyText: '没有等骑手的单', tone: '' },
  ended: { text: '刚结束', emptyText: '最近一小时没有结束的单', tone: '' },
  unplaced: { text: '没有位置', emptyText: '每一单都有位置 ✓', tone: '' },
} as const;
export type Filter = keyof typeof FILTERS;
const FILTER_NAMES = Object.keys(FILTERS) as readonly Filter[];

export type FilterChip = ReturnType<typeof filterChips>[number];

/** Time (ms) after an order's end for which the filter 全部 still lists the order. */
const ENDED_SHOWN_MS = 60_000;

/** Builds the filters' buttons (chips). `rows`: null before the first answer of the cloud. */
export function filterChips(
  rows: readonly AnyRow[] | null,
  chosen: Filter,
  now: number,
  stores: readonly StoreOnMap[],
) {
  // The filter `unplaced` has a button only while it is chosen. A button on the map chooses it.
  return FILTER_NAMES.filter((name) => name !== 'unplaced' || name === chosen).map((name) => ({
    chip: name,
    text: FILTERS[name].text,
    tone: FILTERS[name].tone,
    count: rows?.filter((row) => isInFilter(row, name, now, stores)).length ?? '',
    isOn: name === chosen,
  }));
}

/** Finds a row's filter: 要处理, 晚点, 刚结束, or the one for its stage; null if WeChat lacks the order. */
export function filterOf(row: AnyRow, now: number): Filter | null {
  if (row.kind !== 'known') return null;
  const orderClass = orderClassOf(row, now);
  if (orderClass === 'to-handle' || orderClass === 'late' || orderClass === 'ended')
    return orderClass;
  if (awaitsRider(row.status)) return 'waiting';
  const { stage } = statusOf(row.status);
  return stage === 'accepting' || stage === 'pickup' ? 'pickup' : 'delivering';
}

/** Lists the rows of a filter. `stores`: to tell which orders the map does not show. */
export function rowsOfFilter(
  rows: readonly AnyRow[],
  filter: Filter,
  now: number,
  stores: readonly StoreOnMap[],
): readonly AnyRow[] {
  return rows.filter(
    (row) => isInFilter(row, filter, now, stores) || (filter === 'all' && isJustEnded(row, now)),
  );
}

/** Tells whether a row is in a filter. An order that is late and to handle is in both filters. */
function isInFilter(row: AnyRow, filter: Filter, now: number, stores: readonly StoreOnMap[]) {
  if (filter === 'unplaced') return isUnplaced(row, stores);
  if (filter === 'late') return row.kind === 'known' && isLate(row, now);
  if (filter === 'all') return filterOf(row, now) !== 'ended';
  return filterOf(row, now) === filter;
}

/** Searches order ids, waybill ids and riders' names. Matches at an order id's end come first. */
export function searchRows(rows: readonly AnyRow[], searchText: string, now: number) {
  const wantedText = searchText.trim().toLowerCase();
  const isAtEnd = ({ orderId }: AnyRow): boolean =>
    orderId.slice(-ID_END_LENGTH).toLowerCase().startsWith(wantedText);
  const isMatch = (row: AnyRow): boolean => {
    const { waybillId = '', riderName = '' } = row.kind === 'known' ? row : {};
    const searchedText = [row.orderId, waybillId, riderName ?? ''].join('\n');
    return searchedText.toLowerCase().includes(wantedText);
  };
  return rows
    .filter(isMatch)
    .sort(
      (one, other) => Number(isAtEnd(other)) - Number(isAtEnd(one)) || compareRows(one, other, now),
    );
}

function isJustEnded(row: AnyRow, now: number): boolean {
  if (row.kind !== 'known') return false;
  const { endedAt = null, askedAt } = row;
  return now - (endedAt ?? askedAt) < ENDED_SHOWN_MS;
}

/** Returns the filter to the right (1) or left (-1) of `filter`; at either end, `filter` itself. */
export function filterBeside(filter: Filter, step: 1 | -1): Filter {
  return FILTER_NAMES[FILTER_NAMES.indexOf(filter) + step] ?? filter;
}
