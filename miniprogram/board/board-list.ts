import type { AnyRow } from '../contract/board-api';
import { type SplitId, splitIds } from '../ui/wording/order-row';
import { type Chip, foundRows, rowsOf } from './board-filters';
import { type BoardRowView, boardRowView, NO_SPLIT } from './board-row';
import {
  type CardFacts,
  type CardPlace,
  type NowCard,
  hasManyRows,
  nextCards,
  nowCard,
  toDo,
} from './now-cards';
import { type RowWindow, rowWindow, slotsFor } from './row-window';
import type { StoreOnMap } from './riders';
import { type RowPlace, groupOf, movedCount, steadyOrder } from './steady-order';

/** Part of the list that is drawn, as the page's template reads it. */
export interface DrawnList {
  /** Cards above the rows, and their heading: `3 件`; empty for a single card. */
  readonly cards: readonly NowCard[];
  readonly toDo: string;
  /** Rows by slot. A slot whose row is no longer drawn keeps the old row. */
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
  cards: [],
  toDo: '',
  cells: [],
  order: [],
  above: 0,
  below: 0,
  count: 0,
  moved: 0,
};

/** Input of the drawn list, beside its rows. `now` in ms on the cloud's clock. */
export interface ListFacts extends Omit<CardFacts, 'selectedId'> {
  /** Reasons why the last action on a row has failed, by order id. */
  readonly failures: ReadonlyMap<string, { readonly reason: string }>;
  /** Seconds until WeChat has been asked for all orders in the queue; null when unknown. */
  readonly queueSeconds: number | null;
  /** Stores with a house on the map. */
  readonly stores: readonly StoreOnMap[];
}

/** List of the board as a person handles it. */
export type BoardList = ReturnType<typeof createBoardList>;

/** Time (ms) for which no row moves after a touch. */
const TOUCHED_MS = 5000;
/** Time (ms) for which a row flashes: twice, as in order-row.wxss. */
const FLASH_MS = 2000;
/** Height (px) of the list beyond a row that is scrolled into view. */
const BESIDE_PX = 112;

/** Makes an empty list. Both heights (px) are guesses, until the page has measured its list. */
export function createBoardList(rowHeightPx: number, heightPx: number) {
  let [chip, searched]: [Chip, string] = ['all', ''];
  let selectedId: string | null = null;
  let touchedAt: number | null = null;
  let cardPlaces: readonly CardPlace[] = [];
  let placed: readonly RowPlace[] = [];
  /** Rows by order id. Rows that have left the board stay while a person touches the list. */
  let contents = new Map<string, AnyRow>();
  let ids = new Map<string, SplitId>();
  let [scrollTop, height, rowHeight, ahead] = [0, heightPx, rowHeightPx, 0];
  let slots: readonly (string | null)[] = [];
  let cells: readonly BoardRowView[] = [];
  let [moved, toDoWords] = [0, ''];

  function isTouched(now: number): boolean {
    // After the clock was set back, a touch no longer keeps rows in place.
    return touchedAt !== null && now >= touchedAt && now - touchedAt < TOUCHED_MS;
  }

  /** Places the rows that are in no card. */
  function placeRows(
    rows: readonly AnyRow[],
    { now, stores }: Pick<ListFacts, 'now' | 'stores'>,
  ): readonly RowPlace[] {
    if (searched.trim() !== '')
      return foundRows(rows, searched, now).map((row) => ({
        orderId: row.orderId,
        group: groupOf(row, now),
      }));
    const wanted = rowsOf(rows, chip, now, stores);
    const selected = rows.find(({ orderId }) => orderId === selectedId);
    const isIn = placed.some(({ orderId }) => orderId === selectedId);
    const isLost = selected !== undefined && isIn && !wanted.includes(selected);
    return steadyOrder(placed, isLost ? [...wanted, selected] : wanted, now, selectedId);
  }

  const allPlaces = (): readonly { readonly orderId: string }[] => [...cardPlaces, ...placed];

  /** Places cards and rows again, unless a person touches the list. */
  function place(rows: readonly AnyRow[], facts: ListFacts): void {
    const { now } = facts;
    const isIn = placed.some(({ orderId }) => orderId === selectedId);
    const hasCards = chip === 'all' && searched.trim() === '';
    const cards = hasCards ? nextCards(cardPlaces, rows, { ...facts, selectedId }, isIn) : [];
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
    contents = new Map(
      allPlaces().flatMap(({ orderId }) => {
        const row = latest.get(orderId) ?? contents.get(orderId);
        return row === undefined ? [] : [[orderId, row]];
      }),
    );
    const orderIds = allPlaces().map(({ orderId }) => orderId);
    const split = splitIds(orderIds);
    ids = new Map(orderIds.map((orderId, index) => [orderId, split[index] ?? NO_SPLIT]));
  }

  const windowAt = (px: number): RowWindow =>
    rowWindow(placed.length, px - ahead, height, rowHeight);

  function cardsNow({ failures, ...facts }: ListFacts): readonly NowCard[] {
    return cardPlaces.flatMap(({ orderId }) => {
      const row = contents.get(orderId);
      if (row?.kind !== 'known') return [];
      const id = ids.get(orderId) ?? NO_SPLIT;
      return nowCard(row, id, { ...facts, selectedId }, failures.get(orderId)?.reason ?? '') ?? [];
    });
  }

  /** Draws other rows of the same list, because it was scrolled. Costs little. */
  function drawWindow(input: ListFacts): DrawnList {
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
      cards: cardsNow(input),
      toDo: toDoWords,
      cells,
      order: taken.order,
      above: Math.round(first * rowHeight),
      below: Math.round((placed.length - end) * rowHeight),
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
    draw: (rows: readonly AnyRow[], facts: ListFacts): DrawnList => {
      place(rows, facts);
      return drawWindow(facts);
    },
    drawWindow,
    /** Notes that the person touches or scrolls the list: no row moves for a while. */
    noteTouch: (now: number): void => {
      touchedAt = now;
    },
    /** Lets rows move again, because the person has changed something. */
    forgetTouch: (): void => {
      touchedAt = null;
    },
    releaseRows,
    /** Shows other rows, from the top. */
    wantRows: (wantedChip: Chip, wantedText: string): void => {
      if (wantedChip === chip && wantedText === searched) return;
      [chip, searched] = [wantedChip, wantedText];
      releaseRows();
    },
    select: (orderId: string | null): void => {
      selectedId = orderId;
    },
    selectedId: () => selectedId,
    /** @returns the order id of the first card or row; null without any */
    firstId: (): string | null => allPlaces()[0]?.orderId ?? null,
    /** @returns the order id that stands above (-1) or below (1) the selected row or card */
    orderBeside: (by: 1 | -1): string | null => {
      const all = allPlaces();
      const at = all.findIndex(({ orderId }) => orderId === selectedId);
      const to = at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by;
      return all[to]?.orderId ?? all[at]?.orderId ?? null;
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
    /** @returns whether other rows have to be drawn */
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
