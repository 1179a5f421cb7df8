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
import { type RowWindow, type Slots, rowWindow, assignSlots } from './row-window';
import type { StoreOnMap } from './riders';
import { type RowPlace, countMovedRows, rowPlaceOf, placeRowsSteadily } from './steady-order';

/** Drawn part of the board's list, in the form that the page's template reads. */
export type DrawnList = ReturnType<BoardList['drawWindow']>;

export interface ListFacts extends Omit<CardFacts, 'selectedId'> {
  readonly failures: ReadonlyMap<string, { readonly reason: string }>;
  /** Seconds until the cloud has looked up all added orders; null when unknown. */
  readonly queueSeconds: number | null;
  readonly stores: readonly StoreOnMap[];
}

export type BoardList = ReturnType<typeof createBoardList>;

/** Time (ms) for which no row moves after a person has touched the list. */
const ROWS_STAY_AFTER_TOUCH_MS = 5000;
/** Time (ms) for which a new row flashes. The animation in order-row.wxss has the same length. */
const ROW_FLASH_MS = 2000;
/** Space (px) between the list's edge and a row that has been scrolled into view. */
const SCROLL_PAD_PX = 112;

export function createBoardList() {
  let [filter, searchText]: [Filter, string] = ['all', ''];
  let selectedId: string | null = null;
  let touchedAt: number | null = null;
  let cardPlaces: readonly CardPlace[] = [];
  let rowPlaces: readonly RowPlace[] = [];
  /** Rows by order id. Rows that have left the board stay while a person touches the list. */
  let rowsById = new Map<string, AnyRow>();
  let splitIdById = new Map<string, SplitId>();
  // The heights (px) are guesses until the page has measured its list.
  let [scrollTopPx, listHeightPx, rowHeightPx, headHeightPx] = [0, 640, 64, 0];
  let slots: Slots = [];
  let cells: readonly BoardRowView[] = [];
  let [movedCount, cardsHeading] = [0, ''];

  function isTouched(now: number): boolean {
    // If the clock was set back, the touch seems to be in the future, and is ignored.
    return touchedAt !== null && now >= touchedAt && now - touchedAt < ROWS_STAY_AFTER_TOUCH_MS;
  }

  const isSelectedListed = (): boolean => rowPlaces.some(({ orderId }) => orderId === selectedId);

  function placeRows(rows: readonly AnyRow[], { now, stores }: Pick<ListFacts, 'now' | 'stores'>) {
    if (searchText.trim() !== '')
      return searchRows(rows, searchText, now).map((row) => rowPlaceOf(row, now));
    const rowsInFilter = rowsOfFilter(rows, filter, now, stores);
    const isKept = ({ orderId }: AnyRow): boolean => orderId === selectedId && isSelectedListed();
    const rowsToPlace = new Set([...rowsInFilter, ...rows.filter(isKept)]);
    return placeRowsSteadily(rowPlaces, [...rowsToPlace], now, selectedId);
  }

  const listShownIds = () => [...cardPlaces, ...rowPlaces].map(({ orderId }) => orderId);

  /** Sorts cards and rows again. While a person touches the list, all rows stay where they are. */
  function placeCardsAndRows(rows: readonly AnyRow[], listFacts: ListFacts): void {
    const { now } = listFacts;
    const hasCards = filter === 'all' && searchText.trim() === '';
    const cardFacts = { ...listFacts, selectedId };
    const newCards = hasCards ? pickCards(cardPlaces, rows, cardFacts, isSelectedListed()) : [];
    const cardIds = new Set(newCards.map(({ orderId }) => orderId));
    const rowsWithoutCard = rows.filter(({ orderId }) => !cardIds.has(orderId));
    const newRowPlaces = placeRows(rowsWithoutCard, listFacts);
    const latestRowById = new Map(rows.map((row) => [row.orderId, row]));
    const mustWait = splitIdById.size > 0 && isTouched(now);
    movedCount = mustWait ? countMovedRows(rowPlaces, newRowPlaces) : 0;
    if (!mustWait) [rowPlaces, cardPlaces] = [newRowPlaces, newCards];
    const hasHeading = cardPlaces.length > 0 && hasManyRows(rows, now);
    cardsHeading = hasHeading ? `${ordersToHandle(rows, listFacts).length} 件` : '';
    const orderIds = listShownIds();
    rowsById = new Map(
      orderIds.flatMap((orderId) => {
        const row = latestRowById.get(orderId) ?? rowsById.get(orderId);
        return row === undefined ? [] : [[orderId, row]];
      }),
    );
    const ids = splitIds(orderIds);
    splitIdById = new Map(orderIds.map((orderId, index) => [orderId, ids[index] ?? NO_SPLIT_ID]));
  }

  const rowWindowAt = (topPx: number): RowWindow =>
    rowWindow(rowPlaces.length, topPx - headHeightPx, listHeightPx, rowHeightPx);

  function drawnCards({ failures, ...facts }: ListFacts) {
    return cardPlaces.flatMap(({ orderId }) => {
      const row = rowsById.get(orderId);
      if (row?.kind !== 'known') return [];
      const id = splitIdById.get(orderId) ?? NO_SPLIT_ID;
      return nowCard(row, id, { ...facts, selectedId }, failures.get(orderId)?.reason ?? '') ?? [];
    });
  }

  /** Builds the cards and the visible rows for the template, without sorting the list again. */
  function drawWindow(listFacts: ListFacts) {
    const { firstIndex, endIndex } = rowWindowAt(scrollTopPx);
    const drawnIds = rowPlaces.slice(firstIndex, endIndex).map(({ orderId }) => orderId);
    const assigned = assignSlots(slots, drawnIds);
    slots = assigned.slots;
    cells = slots.flatMap((orderId, slot) => {
      const row = orderId === null ? undefined : rowsById.get(orderId);
      const oldCell = cells[slot];
      if (row === undefined || orderId === null) return oldCell ?? [];
      const context = {
        isSelected: orderId === selectedId,
        failureText: listFacts.failures.get(orderId)?.reason ?? '',
        queueSeconds: listFacts.queueSeconds,
        isFlashing: listFacts.now - (listFacts.newSinceById.get(orderId) ?? 0) < ROW_FLASH_MS,
      };
      return boardRowView(row, splitIdById.get(orderId) ?? NO_SPLIT_ID, context, listFacts.now);
    });
    return {
      /** Cards above the rows, and their heading, like `3 件`; empty while there are few rows. */
      cards: drawnCards(listFacts),
      toDo: cardsHeading,
      /** Rows by slot (see `Slots`; a free slot keeps its row), and slots from top to bottom. */
      cells,
      order: assigned.order,
      /** Heights in px of the rows above and below the drawn rows. */
      above: Math.round(firstIndex * rowHeightPx),
      below: Math.round((rowPlaces.length - endIndex) * rowHeightPx),
      /** Number of rows, and of rows that will move once nobody has touched the list for 5 s. */
      count: rowPlaces.length,
      moved: movedCount,
    };
  }

  /** Gives up all places of rows, so that the next drawing sorts every row by urgency. */
  function releaseRows(): void {
    touchedAt = null;
    [rowPlaces, cardPlaces] = [[], []];
    scrollTopPx = 0;
  }

  return {
    draw: (rows: readonly AnyRow[], listFacts: ListFacts) => {
      placeCardsAndRows(rows, listFacts);
      return drawWindow(listFacts);
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
    setFilter: (newFilter: Filter, newText: string): void => {
      if (newFilter === filter && newText === searchText) return;
      [filter, searchText] = [newFilter, newText];
      releaseRows();
    },
    select: (orderId: string | null): void => {
      selectedId = orderId;
    },
    selectedId: () => selectedId,
    firstOrderId: (): string | null => listShownIds()[0] ?? null,
    /** @returns the order id above (-1) or below (1) the selected one; null for an empty list */
    orderIdBeside: (step: 1 | -1): string | null => {
      const orderIds = listShownIds();
      const selectedIndex = orderIds.indexOf(selectedId ?? '');
      if (selectedIndex === -1) return orderIds[step === 1 ? 0 : orderIds.length - 1] ?? null;
      return orderIds[selectedIndex + step] ?? orderIds[selectedIndex] ?? null;
    },
    /** @returns scroll position (px) that shows a row; null if it is visible, or not listed */
    scrollTopFor: (orderId: string): number | null => {
      const rowIndex = rowPlaces.findIndex((rowPlace) => rowPlace.orderId === orderId);
      if (cardPlaces.some((one) => one.orderId === orderId)) return scrollTopPx > 0 ? 0 : null;
      if (rowIndex === -1) return null;
      const topPx = headHeightPx + rowIndex * rowHeightPx;
      if (topPx < scrollTopPx) return Math.max(0, topPx - SCROLL_PAD_PX);
      const hiddenPx = topPx + rowHeightPx - (scrollTopPx + listHeightPx);
      return hiddenPx <= 0 ? null : Math.max(0, scrollTopPx + hiddenPx + SCROLL_PAD_PX);
    },
    /** Records the scroll position. @returns true if other rows have to be drawn for it */
    recordScroll: (newTopPx: number): boolean => {
      const oldWindow = rowWindowAt(scrollTopPx);
      scrollTopPx = newTopPx;
      const { firstIndex, endIndex } = rowWindowAt(newTopPx);
      return firstIndex !== oldWindow.firstIndex || endIndex !== oldWindow.endIndex;
    },
    /** Sets heights in px: of the list, of a row, and of everything above the rows. */
    setHeights: (listPx: number, rowPx: number, headPx: number): void => {
      [listHeightPx, rowHeightPx, headHeightPx] = [listPx, rowPx, headPx];
    },
  };
}
