import type { AnyRow } from '../contract/board-api';
import type { Tone } from '../contract/delivery-status';
import { type BoardFilter, boardFilterOf } from '../contract/delivery/urgency';

/** Filters in the order of their chips; `all` is 全部. */
export const CHIPS = ['all', 'to-handle', 'delivering', 'pickup', 'waiting', 'ended'] as const;
export type Chip = 'all' | BoardFilter;

export interface ChipView {
  readonly chip: Chip;
  readonly text: string;
  /** Tone of the dot; empty for 全部, which has none. */
  readonly tone: Tone | '';
  /** Empty before the first answer. */
  readonly count: number | '';
  readonly isOn: boolean;
}

const TEXTS: Readonly<Record<Chip, Pick<ChipView, 'text' | 'tone'>>> = {
  all: { text: '全部', tone: '' },
  'to-handle': { text: '要处理', tone: 'bad' },
  delivering: { text: '送货', tone: 'go' },
  pickup: { text: '取货', tone: 'neutral' },
  waiting: { text: '待接', tone: 'wait' },
  ended: { text: '刚结束', tone: 'done' },
};

/** Words for a filter without rows, by filter. */
export const NO_ROWS: Readonly<Record<Chip, string>> = {
  all: '现在没有在路上的单',
  'to-handle': '没有要处理的 ✓',
  delivering: '没有在送的单',
  pickup: '没有在取货的单',
  waiting: '没有等骑手的单',
  ended: '最近一小时没有结束的单',
};

/** Time (ms) for which an ended order still stands under 全部. */
const ENDED_SHOWN_MS = 60_000;

/** Builds the chips; `rows` are null before the first answer. `now` in ms on the cloud's clock. */
export function chipViews(
  rows: readonly AnyRow[] | null,
  on: Chip,
  now: number,
): readonly ChipView[] {
  const filters = (rows ?? []).map((row) => filterOf(row, now));
  return CHIPS.map((chip) => {
    const shown = filters.filter((filter) =>
      chip === 'all' ? filter !== 'ended' : filter === chip,
    );
    const count = rows === null ? '' : shown.length;
    return { chip, ...TEXTS[chip], count, isOn: chip === on };
  });
}

/** Finds the filter of a row; null for one that WeChat does not know yet. */
function filterOf(row: AnyRow, now: number): BoardFilter | null {
  return row.kind === 'known' ? boardFilterOf(row, now) : null;
}

/**
 * Lists the rows that the person wants to see. A search looks at all rows, by the end of the order
 * id or waybill id, in small or capital letters.
 */
export function wantedRows(
  rows: readonly AnyRow[],
  chip: Chip,
  searched: string,
  now: number,
): readonly AnyRow[] {
  const end = searched.trim().toLowerCase();
  if (end !== '') return rows.filter((row) => endsIn(row, end));
  return rows.filter((row) => {
    const filter = filterOf(row, now);
    if (chip !== 'all') return filter === chip;
    return filter !== 'ended' || isJustEnded(row, now);
  });
}

function endsIn(row: AnyRow, end: string): boolean {
  const waybillId = row.kind === 'known' ? (row.waybillId ?? '') : '';
  return [row.orderId, waybillId].some((id) => id.toLowerCase().endsWith(end));
}

function isJustEnded(row: AnyRow, now: number): boolean {
  if (row.kind !== 'known') return false;
  const { endedAt = null, askedAt } = row;
  return now - (endedAt ?? askedAt) < ENDED_SHOWN_MS;
}

/** Returns the filter beside one; the first and the last have one neighbour. */
export function chipBeside(chip: Chip, by: 1 | -1): Chip {
  return CHIPS[CHIPS.indexOf(chip) + by] ?? chip;
}
