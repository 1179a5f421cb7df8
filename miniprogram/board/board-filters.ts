import { ID_END_LENGTH } from '../contract/order-id';
import type { AnyRow } from '../contract/board-api';
import { awaitsRider, statusOf } from '../contract/delivery-status';
import { isLate, orderClassOf } from '../contract/delivery/urgency';
import { type StoreOnMap, isUnplaced } from './riders';
import { compareRows } from './steady-order';

/** Filters in the order of their chips. `emptyText`: text of an empty list; `tone`: of the dot. */
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

/** Time (ms) for which 全部 still lists an order after its end. */
const ENDED_SHOWN_MS = 60_000;

/** Builds the chips. `rows`: null before the first answer; `now`: ms on the cloud's clock. */
export function filterChips(
  rows: readonly AnyRow[] | null,
  chosen: Filter,
  now: number,
  stores: readonly StoreOnMap[],
) {
  const countOf = (chip: Filter): number =>
    (rows ?? []).filter((row) => belongsTo(row, chip, now, stores)).length;
  // The chip `unplaced` is shown only while it is chosen. A button on the map chooses it.
  return FILTER_NAMES.filter((chip) => chip !== 'unplaced' || chip === chosen).map((chip) => ({
    chip,
    text: FILTERS[chip].text,
    tone: FILTERS[chip].tone,
    count: rows === null ? '' : countOf(chip),
    isOn: chip === chosen,
  }));
}

/** Finds a row's filter: 要处理, 晚点, 刚结束 or its stage; null while WeChat lacks the order. */
export function filterOf(row: AnyRow, now: number): Filter | null {
  if (row.kind !== 'known') return null;
  const orderClass = orderClassOf(row, now);
  if (orderClass === 'to-handle' || orderClass === 'late' || orderClass === 'ended')
    return orderClass;
  if (awaitsRider(row.status)) return 'waiting';
  const { stage } = statusOf(row.status);
  return stage === 'accepting' || stage === 'pickup' ? 'pickup' : 'delivering';
}

/** Lists the rows of a filter. `stores`: the stores that have a picture on the map. */
export function rowsOfFilter(
  rows: readonly AnyRow[],
  chip: Filter,
  now: number,
  stores: readonly StoreOnMap[],
): readonly AnyRow[] {
  return rows.filter(
    (row) => belongsTo(row, chip, now, stores) || (chip === 'all' && isJustEnded(row, now)),
  );
}

/** Tells whether a filter counts a row. An order that is late and to handle is in both filters. */
function belongsTo(row: AnyRow, chip: Filter, now: number, stores: readonly StoreOnMap[]): boolean {
  if (chip === 'unplaced') return isUnplaced(row, stores);
  if (chip === 'late') return row.kind === 'known' && isLate(row, now);
  const filter = filterOf(row, now);
  return chip === 'all' ? filter !== 'ended' : filter === chip;
}

/** Searches order id, waybill id and rider's name. Matches in the last 4 characters come first. */
export function searchRows(rows: readonly AnyRow[], searchText: string, now: number) {
  const text = searchText.trim().toLowerCase();
  const isByEnd = ({ orderId }: AnyRow): boolean =>
    orderId.slice(-ID_END_LENGTH).toLowerCase().startsWith(text);
  const matches = (row: AnyRow): boolean => {
    const { waybillId = '', riderName = '' } = row.kind === 'known' ? row : {};
    return [row.orderId, waybillId, riderName ?? ''].some((one) =>
      one.toLowerCase().includes(text),
    );
  };
  return rows
    .filter(matches)
    .sort(
      (one, other) => Number(isByEnd(other)) - Number(isByEnd(one)) || compareRows(one, other, now),
    );
}

function isJustEnded(row: AnyRow, now: number): boolean {
  if (row.kind !== 'known') return false;
  const { endedAt = null, askedAt } = row;
  return now - (endedAt ?? askedAt) < ENDED_SHOWN_MS;
}

/** Returns the filter to the right (1) or left (-1) of `chip`; `chip` itself at the end. */
export function filterBeside(chip: Filter, step: 1 | -1): Filter {
  return FILTER_NAMES[FILTER_NAMES.indexOf(chip) + step] ?? chip;
}
