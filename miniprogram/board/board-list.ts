import type { AnyRow } from '../contract/board-api';
import { type SplitId, splitIds } from '../ui/wording/order-row';
import { type Chip, wantedRows } from './board-filters';
import { type BoardRowView, boardRowView } from './board-row';
import { type RowWindow, rowWindow, slotsFor } from './row-window';
import { type RowPlace, movedCount, steadyOrder } from './steady-order';

/** Part of the list that is drawn, as the page's template reads it. */
export interface DrawnList {
  /** Rows by slot; a slot without a drawn row keeps its old one. */
  readonly cells: readonly BoardRowView[];
  /** Slots of the drawn rows, from the top. */
  readonly order: readonly number[];
  /** Heights in px above and below the drawn rows. */
  readonly above: number;
  readonly below: number;
  /** Number of rows, drawn or not. */
  readonly count: number;
  /** Number of rows that will move once the person no longer touches the list. */
  readonly moved: number;
}

export const NOTHING_DRAWN: DrawnList = {
  cells: [],
  order: [],
  above: 0,
  below: 0,
  count: 0,
  moved: 0,
};

/** Input of the drawn list. `now` in ms on the cloud's clock. */
export interface ListInput {
  readonly rows: readonly AnyRow[];
  readonly now: number;
  /** Reasons why the last action on a row has failed, by order id. */
  readonly failures: ReadonlyMap<string, string>;
  /** Times when rows began to flash, by order id. */
  readonly flashes: ReadonlyMap<string, number>;
  /** Seconds until WeChat has been asked for all that people have brought; null when unknown. */
  readonly queueSeconds: number | null;
}

/** List of the board as a person handles it. Each method returns the list to draw. */
export interface BoardList {
  readonly draw: (input: ListInput) => DrawnList;
  /** Draws other rows of the same list, because it was scrolled. Costs little. */
  readonly drawWindow: (input: Omit<ListInput, 'rows'>) => DrawnList;
  /** Notes that the person touches or scrolls the list: no row moves for a while. */
  readonly noteTouch: (now: number) => void;
  /** Lets rows move again, because the person has changed something. */
  readonly forgetTouch: () => void;
  /** Lets all rows go to their places, because the person asks for it. */
  readonly releaseRows: () => void;
  /** Shows other rows, from the top. */
  readonly wantRows: (chip: Chip, searched: string) => void;
  readonly select: (orderId: string | null) => void;
  readonly selectedId: () => string | null;
  /** @returns the order id that stands above (-1) or below (1) the selected row */
  readonly orderBeside: (by: 1 | -1) => string | null;
  /** @returns the px at which a row begins; null when it is in view, or not in the list */
  readonly hiddenTopOf: (orderId: string) => number | null;
  /** @returns whether other rows have to be drawn */
  readonly noteScroll: (scrollTop: number) => boolean;
  readonly sized: (height: number, rowHeight: number) => void;
}

/** Time (ms) for which no row moves after a touch. */
const TOUCHED_MS = 5000;
/** Time (ms) for which a row flashes: twice, as in order-row.wxss. */
const FLASH_MS = 2000;
const NO_SPLIT: SplitId = { front: '', isFrontDecisive: false, end: '' };

export function createBoardList(rowHeightPx: number, heightPx: number): BoardList {
  let [chip, searched]: [Chip, string] = ['all', ''];
  let selectedId: string | null = null;
  let touchedAt: number | null = null;
  let placed: readonly RowPlace[] = [];
  /** Content of placed rows. Rows that have left may stay while a person touches the list. */
  let contents = new Map<string, AnyRow>();
  let ids = new Map<string, SplitId>();
  let [scrollTop, height, rowHeight] = [0, heightPx, rowHeightPx];
  let slots: readonly (string | null)[] = [];
  let cells: readonly BoardRowView[] = [];
  let moved = 0;

  function isTouched(now: number): boolean {
    // After the clock was set back, a touch no longer keeps rows in place.
    return touchedAt !== null && now >= touchedAt && now - touchedAt < TOUCHED_MS;
  }

  /** Places the rows again. @returns the number of those that may not move yet */
  function place({ rows, now }: ListInput): number {
    const wanted = wantedRows(rows, chip, searched, now);
    const selected = rows.find(({ orderId }) => orderId === selectedId);
    const isIn = placed.some(({ orderId }) => orderId === selectedId);
    const isLost = selected !== undefined && isIn && !wanted.includes(selected);
    const next = steadyOrder(placed, isLost ? [...wanted, selected] : wanted, now, selectedId);
    const latest = new Map(rows.map((row) => [row.orderId, row]));
    const waits = placed.length > 0 && isTouched(now);
    const moved = waits ? movedCount(placed, next) : 0;
    if (!waits) placed = next;
    contents = new Map(
      placed.flatMap(({ orderId }) => {
        const row = latest.get(orderId) ?? contents.get(orderId);
        return row === undefined ? [] : [[orderId, row]];
      }),
    );
    const orderIds = placed.map(({ orderId }) => orderId);
    const split = splitIds(orderIds);
    ids = new Map(orderIds.map((orderId, index) => [orderId, split[index] ?? NO_SPLIT]));
    return moved;
  }

  const windowAt = (px: number): RowWindow => rowWindow(placed.length, px, height, rowHeight);

  function drawWindow(input: Omit<ListInput, 'rows'>): DrawnList {
    const { first, end } = windowAt(scrollTop);
    const drawn = placed.slice(first, end).map(({ orderId }) => orderId);
    const taken = slotsFor(slots, drawn);
    slots = taken.slots;
    cells = slots.flatMap((orderId, slot) => {
      const row = orderId === null ? undefined : contents.get(orderId);
      const before = cells[slot];
      if (row === undefined || orderId === null) return before ?? [];
      const context = {
        isSelected: orderId === selectedId,
        failed: input.failures.get(orderId) ?? '',
        queueSeconds: input.queueSeconds,
        isFlashing: input.now - (input.flashes.get(orderId) ?? 0) < FLASH_MS,
      };
      return boardRowView(row, ids.get(orderId) ?? NO_SPLIT, context, input.now);
    });
    return {
      cells,
      order: taken.order,
      above: Math.round(first * rowHeight),
      below: Math.round((placed.length - end) * rowHeight),
      count: placed.length,
      moved,
    };
  }

  return {
    draw: (input) => {
      moved = place(input);
      return drawWindow(input);
    },
    drawWindow,
    noteTouch: (now) => {
      touchedAt = now;
    },
    forgetTouch: () => {
      touchedAt = null;
    },
    releaseRows: () => {
      touchedAt = null;
      placed = [];
      scrollTop = 0;
    },
    wantRows: (wantedChip, wantedText) => {
      if (wantedChip === chip && wantedText === searched) return;
      [chip, searched] = [wantedChip, wantedText];
      touchedAt = null;
      placed = [];
      scrollTop = 0;
    },
    select: (orderId) => {
      selectedId = orderId;
    },
    selectedId: () => selectedId,
    orderBeside: (by) => {
      const at = placed.findIndex(({ orderId }) => orderId === selectedId);
      const to = at === -1 ? (by === 1 ? 0 : placed.length - 1) : at + by;
      return placed[to]?.orderId ?? placed[at]?.orderId ?? null;
    },
    hiddenTopOf: (orderId) => {
      const top = placed.findIndex((one) => one.orderId === orderId) * rowHeight;
      const isSeen = top >= scrollTop && top + rowHeight <= scrollTop + height;
      return top < 0 || isSeen ? null : top;
    },
    noteScroll: (px) => {
      const before = windowAt(scrollTop);
      scrollTop = px;
      const { first, end } = windowAt(px);
      return first !== before.first || end !== before.end;
    },
    sized: (heightNow, rowHeightNow) => {
      [height, rowHeight] = [heightNow, rowHeightNow];
    },
  };
}
