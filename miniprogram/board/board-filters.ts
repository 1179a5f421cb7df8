import { END_LENGTH } from '../contract/order-id';
import type { AnyRow } from '../contract/board-api';
import { awaitsRider, statusOf } from '../contract/delivery-status';
import { isLate, orderClassOf } from '../contract/delivery/urgency';
import { type StoreOnMap, isUnplaced } from './riders';
import { compareRows } from './steady-order';

/**
 * Filters in the order of their chips: their words, those for no rows (`none`), and the tone of the
 * dot that only filters with urgent orders have. `unplaced` is of orders not on the map.
 */
export const FILTERS = {
  all: { text: '全部', none: '现在没有在路上的单', tone: '' },
  'to-handle': { text: '要处理', none: '没有要处理的 ✓', tone: 'bad' },
  late: { text: '晚点', none: '没有晚点的 ✓', tone: 'wait' },
  delivering: { text: '送货', none: '没有在送的单', tone: '' },
  pickup: { text: '取货', none: '没有在取货的单', tone: '' },
  waiting: { text: '待接', none: '没有等骑手的单', tone: '' },
  ended: { text: '刚结束', none: '最近一小时没有结束的单', tone: '' },
  unplaced: { text: '没有位置', none: '每一单都有位置 ✓', tone: '' },
} as const;
export type Chip = keyof typeof FILTERS;
const CHIPS = Object.keys(FILTERS) as readonly Chip[];

export type ChipView = ReturnType<typeof chipViews>[number];

/** Time (ms) for which an ended order still stands under 全部. */
const ENDED_SHOWN_MS = 60_000;

/** Builds the chips; `rows` are null before the first answer. `now` in ms on the cloud's clock. */
export function chipViews(
  rows: readonly AnyRow[] | null,
  on: Chip,
  now: number,
  stores: readonly StoreOnMap[],
) {
  const countOf = (chip: Chip): number =>
    (rows ?? []).filter((row) => isUnder(row, chip, now, stores)).length;
  // This chip is shown only while it is chosen. The map leads to it.
  return CHIPS.filter((chip) => chip !== 'unplaced' || chip === on).map((chip) => ({
    chip,
    text: FILTERS[chip].text,
    tone: FILTERS[chip].tone,
    count: rows === null ? '' : countOf(chip),
    isOn: chip === on,
  }));
}

/** Finds the filter of a row: 要处理, 晚点, 刚结束, or its stage; null before WeChat knows it. */
export function filterOf(row: AnyRow, now: number): Chip | null {
  if (row.kind !== 'known') return null;
  const orderClass = orderClassOf(row, now);
  if (orderClass === 'to-handle' || orderClass === 'late' || orderClass === 'ended')
    return orderClass;
  if (awaitsRider(row.status)) return 'waiting';
  const { stage } = statusOf(row.status);
  return stage === 'accepting' || stage === 'pickup' ? 'pickup' : 'delivering';
}

/** Lists the rows of a filter. `stores` are the stores that have a house on the map. */
export function rowsOf(
  rows: readonly AnyRow[],
  chip: Chip,
  now: number,
  stores: readonly StoreOnMap[],
): readonly AnyRow[] {
  return rows.filter(
    (row) => isUnder(row, chip, now, stores) || (chip === 'all' && isJustEnded(row, now)),
  );
}

/** Tells whether a filter counts a row. A late order that has to be handled is under both. */
function isUnder(row: AnyRow, chip: Chip, now: number, stores: readonly StoreOnMap[]): boolean {
  if (chip === 'unplaced') return isUnplaced(row, stores);
  if (chip === 'late') return row.kind === 'known' && isLate(row, now);
  const filter = filterOf(row, now);
  return chip === 'all' ? filter !== 'ended' : filter === chip;
}

/**
 * Finds rows of all filters, in small or capital letters: first those whose last four characters
 * begin with the text, then by order id, waybill id or rider's name. Each part is by urgency.
 */
export function foundRows(rows: readonly AnyRow[], searched: string, now: number) {
  const text = searched.trim().toLowerCase();
  const begins = ({ orderId }: AnyRow): boolean =>
    orderId.slice(-END_LENGTH).toLowerCase().startsWith(text);
  const has = (row: AnyRow): boolean => {
    const { waybillId = '', riderName = '' } = row.kind === 'known' ? row : {};
    return [row.orderId, waybillId, riderName ?? ''].some((one) =>
      one.toLowerCase().includes(text),
    );
  };
  return rows
    .filter(has)
    .sort(
      (one, other) => Number(begins(other)) - Number(begins(one)) || compareRows(one, other, now),
    );
}

function isJustEnded(row: AnyRow, now: number): boolean {
  if (row.kind !== 'known') return false;
  const { endedAt = null, askedAt } = row;
  return now - (endedAt ?? askedAt) < ENDED_SHOWN_MS;
}

/** Returns the filter beside `chip`; `chip` itself at either end. */
export function chipBeside(chip: Chip, by: 1 | -1): Chip {
  return CHIPS[CHIPS.indexOf(chip) + by] ?? chip;
}
