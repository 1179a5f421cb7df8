import type { AnyRow } from '../contract/board-api';
import { type SplitId, splitIds } from '../ui/wording/order-row';
import { type Filter, searchRows, rowsOfFilter } from './board-filters';
import { type BoardRowView, boardRowView, NO_SPLIT_ID } from './board-row';
import {
  type CardFacts,
  type CardPlace,
  hasManyRows,
  pickCards,
  nowCard,
  ordersToHandle,
} from './now-cards';
import { type RowWindow, rowWindow, assignSlots } from './row-window';
import type { StoreOnMap } from './riders';
import { type RowPlace, countMovedRows, rowPlaceOf, placeSteadily } from './steady-order';

/** Part of the list that is drawn, as the page's template reads it. */
export type DrawnList = ReturnType<BoardList['drawWindow']>;

export interface ListFacts extends Omit<CardFacts, 'selectedId'> {
  readonly failures: ReadonlyMap<string, { readonly reason: string }>;
  /** Seconds until the cloud has looked up all orders in the queue; null when unknown. */
  readonly queueSeconds: number | null;
  readonly stores: readonly StoreOnMap[];
}

export type BoardList = ReturnType<typeof createBoardList>;

/** Time (ms) for which no row moves after a touch. */
const ROWS_STAY_AFTER_TOUCH_MS = 5000;
/** Time (ms) for which a row flashes: twice, as in order-row.wxss. */
const ROW_FLASH_MS = 2000;
/** Space (px) that stays between a row scrolled into view and the edge of the list. */
const SCROLL_PAD_PX = 112;

export function createBoardList() {
  let [chip, searched]: [Filter, string] = ['all', ''];
  let selectedId: string | null = null;
  let touchedAt: number | null = null;
  let cardPlaces: readonly CardPlace[] = [];
  let rowPlaces: readonly RowPlace[] = [];
  /** Rows by order id. Rows that have left the board stay while a person touches the list. */
  let rowsById = new Map<string, AnyRow>();
  let splitIdOf = new Map<string, SplitId>();
  // The heights (px) are guesses until the page has measured its list.
  let [scrollTop, height, rowHeight, headHeight] = [0, 640, 64, 0];
  let slots: readonly (string | null)[] = [];
  let cells: readonly BoardRowView[] = [];
  let [moved, cardsHeading] = [0, ''];

  function isTouched(now: number): boolean {
    // If the clock was set back, the touch seems to be in the future, and is ignored.
    return touchedAt !== null && now >= touchedAt && now - touchedAt < ROWS_STAY_AFTER_TOUCH_MS;
  }

  const isListed = (): boolean => rowPlaces.some(({ orderId }) => orderId === selectedId);

  function placeRows(
    rows: readonly AnyRow[],
    { now, stores }: Pick<ListFacts, 'now' | 'stores'>,
  ): readonly RowPlace[] {
    if (searched.trim() !== '')
      return searchRows(rows, searched, now).map((row) => rowPlaceOf(row, now));
    const wanted = rowsOfFilter(rows, chip, now, stores);
    const kept = isListed() ? rows.filter(({ orderId }) => orderId === selectedId) : [];
    return placeSteadily(rowPlaces, [...new Set([...wanted, ...kept])], now, selectedId);
  }

  const allIds = (): readonly string[] =>
    [...cardPlaces, ...rowPlaces].map(({ orderId }) => orderId);

  /** Sorts cards and rows again. While a person touches the list, all rows stay where they are. */
  function placeAll(rows: readonly AnyRow[], facts: ListFacts): void {
    const { now } = facts;
    const hasCards = chip === 'all' && searched.trim() === '';
    const cards = hasCards ? pickCards(cardPlaces, rows, { ...facts, selectedId }, isListed()) : [];
    const inCards = new Set(cards.map(({ orderId }) => orderId));
    const next = placeRows(
      rows.filter(({ orderId }) => !inCards.has(orderId)),
      facts,
    );
    const latest = new Map(rows.map((row) => [row.orderId, row]));
    const waits = splitIdOf.size > 0 && isTouched(now);
    moved = waits ? countMovedRows(rowPlaces, next) : 0;
    if (!waits) [rowPlaces, cardPlaces] = [next, cards];
    const hasHeading = cardPlaces.length > 0 && hasManyRows(rows, now);
    cardsHeading = hasHeading ? `${ordersToHandle(rows, facts).length} 件` : '';
    const orderIds = allIds();
    rowsById = new Map(
      orderIds.flatMap((orderId) => {
        const row = latest.get(orderId) ?? rowsById.get(orderId);
        return row === undefined ? [] : [[orderId, row]];
      }),
    );
    const split = splitIds(orderIds);
    splitIdOf = new Map(orderIds.map((orderId, index) => [orderId, split[index] ?? NO_SPLIT_ID]));
  }

  const windowAt = (px: number): RowWindow =>
    rowWindow(rowPlaces.length, px - headHeight, height, rowHeight);

  function drawnCards({ failures, ...facts }: ListFacts) {
    return cardPlaces.flatMap(({ orderId }) => {
      const row = rowsById.get(orderId);
      if (row?.kind !== 'known') return [];
      const id = splitIdOf.get(orderId) ?? NO_SPLIT_ID;
      return nowCard(row, id, { ...facts, selectedId }, failures.get(orderId)?.reason ?? '') ?? [];
    });
  }

  /** Draws the rows that a scroll has brought into view, without sorting the list again. */
  function drawWindow(input: ListFacts) {
    const { first, end } = windowAt(scrollTop);
    const drawn = rowPlaces.slice(first, end).map(({ orderId }) => orderId);
    const taken = assignSlots(slots, drawn);
    slots = taken.slots;
    cells = slots.flatMap((orderId, slot) => {
      const row = orderId === null ? undefined : rowsById.get(orderId);
      const before = cells[slot];
      if (row === undefined || orderId === null) return before ?? [];
      const context = {
        isSelected: orderId === selectedId,
        problem: input.failures.get(orderId)?.reason ?? '',
        queueSeconds: input.queueSeconds,
        isFlashing: input.now - (input.newSinceById.get(orderId) ?? 0) < ROW_FLASH_MS,
      };
      return boardRowView(row, splitIdOf.get(orderId) ?? NO_SPLIT_ID, context, input.now);
    });
    return {
      /** Cards above the rows, and the heading of the cards: `3 件`; empty for a single card. */
      cards: drawnCards(input),
      toDo: cardsHeading,
      /** Rows by slot (an unused slot keeps its old row), and the used slots from top to bottom. */
      cells,
      order: taken.order,
      /** Heights in px above and below the drawn rows. */
      above: Math.round(first * rowHeight),
      below: Math.round((rowPlaces.length - end) * rowHeight),
      /** Number of rows, and of rows that will move once nobody touches the list any more. */
      count: rowPlaces.length,
      moved,
    };
  }

  /** Releases all rows from their places: the next drawing sorts every row by urgency. */
  function releaseRows(): void {
    touchedAt = null;
    [rowPlaces, cardPlaces] = [[], []];
    scrollTop = 0;
  }

  return {
    draw: (rows: readonly AnyRow[], facts: ListFacts) => {
      placeAll(rows, facts);
      return drawWindow(facts);
    },
    drawWindow,
    /** Records a touch or scroll: no row moves for 5 s after it. */
    recordTouch: (now: number): void => {
      touchedAt = now;
    },
    clearTouch: (): void => {
      touchedAt = null;
    },
    releaseRows,
    setFilter: (filter: Filter, text: string): void => {
      if (filter === chip && text === searched) return;
      [chip, searched] = [filter, text];
      releaseRows();
    },
    select: (orderId: string | null): void => {
      selectedId = orderId;
    },
    selectedId: () => selectedId,
    firstOrderId: (): string | null => allIds()[0] ?? null,
    /** @returns the order id that stands above (-1) or below (1) the selected row or card */
    orderIdBeside: (by: 1 | -1): string | null => {
      const all = allIds();
      const at = all.indexOf(selectedId ?? '');
      const to = at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by;
      return all[to] ?? all[at] ?? null;
    },
    /** @returns the px to scroll to for a row; null for a row that is in view or not in the list */
    scrollTopFor: (orderId: string): number | null => {
      const index = rowPlaces.findIndex((one) => one.orderId === orderId);
      if (cardPlaces.some((one) => one.orderId === orderId)) return scrollTop > 0 ? 0 : null;
      const top = headHeight + index * rowHeight;
      const bottom = top + rowHeight;
      if (index === -1 || (top >= scrollTop && bottom <= scrollTop + height)) return null;
      return Math.max(0, top < scrollTop ? top - SCROLL_PAD_PX : bottom - height + SCROLL_PAD_PX);
    },
    recordScroll: (px: number): boolean => {
      const before = windowAt(scrollTop);
      scrollTop = px;
      return windowAt(px).first !== before.first || windowAt(px).end !== before.end;
    },
    /** Sets heights in px: of the list, of a row, and of everything above the rows. */
    setHeights: (listPx: number, rowPx: number, headPx: number): void => {
      [height, rowHeight, headHeight] = [listPx, rowPx, headPx];
    },
  };
}
