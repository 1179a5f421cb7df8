import type { AnyRow } from '../contract/board-api';
import { type SplitId, splitIds } from '../ui/wording/order-row';
import { type Chip, foundRows, rowsOf } from './board-filters';
import { type BoardRowView, boardRowView, NO_SPLIT } from './board-row';
import { type CardFacts, type CardPlace, hasManyRows, nextCards, nowCard, toDo } from './now-cards';
import { type RowWindow, rowWindow, slotsFor } from './row-window';
import type { StoreOnMap } from './riders';
import { type RowPlace, movedCount, placeOf, steadyOrder } from './steady-order';

/** Part of the list that is drawn, as the page's template reads it. */
export type DrawnList = ReturnType<BoardList['drawWindow']>;

export interface ListFacts extends Omit<CardFacts, 'selectedId'> {
  readonly failures: ReadonlyMap<string, { readonly reason: string }>;
  /** Seconds until WeChat has been asked for all orders in the queue; null when unknown. */
  readonly queueSeconds: number | null;
  readonly stores: readonly StoreOnMap[];
}

export type BoardList = ReturnType<typeof createBoardList>;

/** Time (ms) for which no row moves after a touch. */
const TOUCHED_MS = 5000;
/** Time (ms) for which a row flashes: twice, as in order-row.wxss. */
const FLASH_MS = 2000;
/** Height (px) of the list beyond a row that is scrolled into view. */
const BESIDE_PX = 112;

export function createBoardList() {
  let [chip, searched]: [Chip, string] = ['all', ''];
  let selectedId: string | null = null;
  let touchedAt: number | null = null;
  let cardPlaces: readonly CardPlace[] = [];
  let placed: readonly RowPlace[] = [];
  /** Rows by order id. Rows that have left the board stay while a person touches the list. */
  let contents = new Map<string, AnyRow>();
  let ids = new Map<string, SplitId>();
  // The heights (px) are guesses until the page has measured its list.
  let [scrollTop, height, rowHeight, ahead] = [0, 640, 64, 0];
  let slots: readonly (string | null)[] = [];
  let cells: readonly BoardRowView[] = [];
  let [moved, toDoWords] = [0, ''];

  function isTouched(now: number): boolean {
    // After the clock was set back, a touch no longer keeps rows in place.
    return touchedAt !== null && now >= touchedAt && now - touchedAt < TOUCHED_MS;
  }

  const isListed = (): boolean => placed.some(({ orderId }) => orderId === selectedId);

  function placeRows(
    rows: readonly AnyRow[],
    { now, stores }: Pick<ListFacts, 'now' | 'stores'>,
  ): readonly RowPlace[] {
    if (searched.trim() !== '')
      return foundRows(rows, searched, now).map((row) => placeOf(row, now));
    const wanted = rowsOf(rows, chip, now, stores);
    const kept = isListed() ? rows.filter(({ orderId }) => orderId === selectedId) : [];
    return steadyOrder(placed, [...new Set([...wanted, ...kept])], now, selectedId);
  }

  const allIds = (): readonly string[] => [...cardPlaces, ...placed].map(({ orderId }) => orderId);

  /** Places cards and rows again, unless a person touches the list. */
  function place(rows: readonly AnyRow[], facts: ListFacts): void {
    const { now } = facts;
    const hasCards = chip === 'all' && searched.trim() === '';
    const cards = hasCards ? nextCards(cardPlaces, rows, { ...facts, selectedId }, isListed()) : [];
    const inCards = new Set(cards.map(({ orderId }) => orderId));
    const next = placeRows(
      rows.filter(({ orderId }) => !inCards.has(orderId)),
      facts,
    );
    const latest = new Map(rows.map((row) => [row.orderId, row]));
    const waits = ids.size > 0 && isTouched(now);
    moved = waits ? movedCount(placed, next) : 0;
    if (!waits) [placed, cardPlaces] = [next, cards];
    const hasHeading = cardPlaces.length > 0 && hasManyRows(rows, now);
    toDoWords = hasHeading ? `${toDo(rows, facts).length} 件` : '';
    const orderIds = allIds();
    contents = new Map(
      orderIds.flatMap((orderId) => {
        const row = latest.get(orderId) ?? contents.get(orderId);
        return row === undefined ? [] : [[orderId, row]];
      }),
    );
    const split = splitIds(orderIds);
    ids = new Map(orderIds.map((orderId, index) => [orderId, split[index] ?? NO_SPLIT]));
  }

  const windowAt = (px: number): RowWindow =>
    rowWindow(placed.length, px - ahead, height, rowHeight);

  function cardsNow({ failures, ...facts }: ListFacts) {
    return cardPlaces.flatMap(({ orderId }) => {
      const row = contents.get(orderId);
      if (row?.kind !== 'known') return [];
      const id = ids.get(orderId) ?? NO_SPLIT;
      return nowCard(row, id, { ...facts, selectedId }, failures.get(orderId)?.reason ?? '') ?? [];
    });
  }

  /** Draws other rows of the same list, because it was scrolled. Costs little. */
  function drawWindow(input: ListFacts) {
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
        failed: input.failures.get(orderId)?.reason ?? '',
        queueSeconds: input.queueSeconds,
        isFlashing: input.now - (input.cameAt.get(orderId) ?? 0) < FLASH_MS,
      };
      return boardRowView(row, ids.get(orderId) ?? NO_SPLIT, context, input.now);
    });
    return {
      /** Cards above the rows, and their heading: `3 件`; empty for a single card. */
      cards: cardsNow(input),
      toDo: toDoWords,
      /** Rows by slot (one that is no longer drawn keeps its old row), and the drawn slots. */
      cells,
      order: taken.order,
      /** Heights in px above and below the drawn rows. */
      above: Math.round(first * rowHeight),
      below: Math.round((placed.length - end) * rowHeight),
      /** Number of rows, and of those that will move once the person leaves the list alone. */
      count: placed.length,
      moved,
    };
  }

  /** Forgets all places, so that the next drawing places every row anew. */
  function releaseRows(): void {
    touchedAt = null;
    [placed, cardPlaces] = [[], []];
    scrollTop = 0;
  }

  return {
    draw: (rows: readonly AnyRow[], facts: ListFacts) => {
      place(rows, facts);
      return drawWindow(facts);
    },
    drawWindow,
    /** Notes that the person touches or scrolls the list: no row moves for a while. */
    noteTouch: (now: number): void => {
      touchedAt = now;
    },
    forgetTouch: (): void => {
      touchedAt = null;
    },
    releaseRows,
    wantRows: (wantedChip: Chip, wantedText: string): void => {
      if (wantedChip === chip && wantedText === searched) return;
      [chip, searched] = [wantedChip, wantedText];
      releaseRows();
    },
    select: (orderId: string | null): void => {
      selectedId = orderId;
    },
    selectedId: () => selectedId,
    firstId: (): string | null => allIds()[0] ?? null,
    /** @returns the order id that stands above (-1) or below (1) the selected row or card */
    orderBeside: (by: 1 | -1): string | null => {
      const all = allIds();
      const at = all.indexOf(selectedId ?? '');
      const to = at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by;
      return all[to] ?? all[at] ?? null;
    },
    /** @returns the px to scroll to for a row; null for one in view, and for one not in the list */
    scrollTopFor: (orderId: string): number | null => {
      const index = placed.findIndex((one) => one.orderId === orderId);
      if (cardPlaces.some((one) => one.orderId === orderId)) return scrollTop > 0 ? 0 : null;
      const top = ahead + index * rowHeight;
      const bottom = top + rowHeight;
      if (index === -1 || (top >= scrollTop && bottom <= scrollTop + height)) return null;
      return Math.max(0, top < scrollTop ? top - BESIDE_PX : bottom - height + BESIDE_PX);
    },
    noteScroll: (px: number): boolean => {
      const before = windowAt(scrollTop);
      scrollTop = px;
      return windowAt(px).first !== before.first || windowAt(px).end !== before.end;
    },
    /** Takes heights in px: of the list, of a row, and of everything above the rows. */
    sized: (heightNow: number, rowHeightNow: number, aheadNow: number): void => {
      [height, rowHeight, ahead] = [heightNow, rowHeightNow, aheadNow];
    },
  };
}
