import type { AcknowledgeRequest, AnyRow } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { reasonToHandleOf } from '../contract/delivery/urgency';
import type { Role } from '../contract/shop';
import { type RiderOnMap, type StoreOnMap, boardRiders } from './riders';
import { type QueueBar, followQueue } from './queue-bar';
import { failureView } from '../ui/wording/failure-view';
import { type FeedOptions, createBoardFeed, NOTHING_TOLD } from './board-feed';
import { type Chip, chipBeside, rowsOf } from './board-filters';
import {
  type BoardList,
  type DrawnList,
  type ListFacts,
  createBoardList,
  NOTHING_DRAWN,
} from './board-list';
import { type BoardRowView, plainRows } from './board-row';
import { type BoardView, boardView } from './board-view';
import { type News, newsOf } from './now-cards';

/** Data of the page: the view around the list, and the drawn part of the list. */
export interface ShownBoard extends BoardView, DrawnList {
  /** Text of the search; empty without one. */
  readonly searched: string;
  /** Riders for the map (none while it is hidden), and the number of orders that it lacks. */
  readonly riders: readonly RiderOnMap[];
  readonly unplaced: number;
  /** Row of the selected order while a map is shown; null without one. */
  readonly picked: BoardRowView | null;
  /** Bar of the orders that people have brought; null without one. */
  readonly queue: QueueBar | null;
  /** What has just come to be handled; null for nothing. */
  readonly news: News | null;
}

export interface BoardOptions extends Omit<FeedOptions, 'changed'> {
  /** Acknowledges that an order is to handle; never rejects. */
  readonly acknowledge: (request: AcknowledgeRequest) => Promise<CallResult<unknown>>;
  /** Takes an awaited order off the board; never rejects. */
  readonly takeOff: (orderId: string) => Promise<CallResult<unknown>>;
  /** Returns the role of the person; null while it is unknown. */
  readonly role: () => Role | null;
  /** Lists the stores with a house on the map. */
  readonly stores: () => readonly StoreOnMap[];
  /** Guesses of the heights (px) of a row and of the list, until the page has measured them. */
  readonly rowHeight: number;
  readonly listHeight: number;
  /** Shows data of the page, most of which may be unchanged. */
  readonly show: (view: Partial<ShownBoard>) => void;
  /** Scrolls the list to `top` px below its beginning, where a selected row is seen. */
  readonly scrollTo: (top: number) => void;
  /** Rings for rows before they are drawn. @returns order ids that are newly to handle */
  readonly ringForRows: (rows: readonly AnyRow[]) => readonly string[];
}

/** Board of a page: the rows, kept up to date, and what the person does with them. */
export type BoardOnPage = ReturnType<typeof createBoard>;

/** Data of the page before the first answer. */
export const NOTHING_SHOWN: ShownBoard = {
  ...boardView(NOTHING_TOLD, { chip: 'all', searched: '', count: 0, stores: [] }, null, 0),
  ...NOTHING_DRAWN,
  searched: '',
  riders: [],
  unplaced: 0,
  picked: null,
  queue: null,
  news: null,
};

export function createBoard(options: BoardOptions) {
  const { phone, show, scrollTo, ringForRows, acknowledge, takeOff, role, stores } = options;
  const { now } = phone;
  const list = createBoardList(options.rowHeight, options.listHeight);
  /** Failures, with the marks of their rows. A failure ends with the next change of its row. */
  const failures = new Map<string, { reason: string; mark: string | undefined }>();
  const cameAt = new Map<string, number>();
  let [chip, searched]: [Chip, string] = ['all', ''];
  let [hasMap, wasFresh] = [false, false];
  /** Selected order whose row is still to be scrolled into view. */
  let unseenId: string | null = null;
  const feed = createBoardFeed({ ...options, changed: draw });
  const queueBar = followQueue();

  const rows = (): readonly AnyRow[] => feed.state().lastRows?.rows ?? [];
  const rowOf = (orderId: string | null): AnyRow | null =>
    rows().find((row) => row.orderId === orderId) ?? null;
  const selected = (): AnyRow | null => rowOf(list.selectedId());

  function draw(): void {
    const at = now();
    failures.forEach(({ mark }, orderId) => {
      if (rowOf(orderId)?.mark !== mark) failures.delete(orderId);
    });
    // Stored rows, and rows that could not be asked for again, may be out of date.
    const { isFresh, failed } = feed.state();
    const heard = isFresh && failed === null ? ringForRows(rows()) : [];
    // Orders that the board finds when it opens are not new.
    if (wasFresh) heard.forEach((orderId) => cameAt.set(orderId, at));
    wasFresh = isFresh;
    const drawn = list.draw(rows(), facts());
    const count = drawn.count + drawn.cards.length;
    // Neither a search nor the filter of orders without a position changes the map.
    const onMap = rowsOf(rows(), chip === 'unplaced' ? 'all' : chip, at, stores());
    const picked = hasMap ? selected() : null;
    show({
      ...drawn,
      ...boardView(feed.state(), { chip, searched, count, stores: stores() }, role(), at),
      searched,
      riders: hasMap ? boardRiders(onMap, stores(), at) : [],
      unplaced: chip === 'all' ? rowsOf(rows(), 'unplaced', at, stores()).length : 0,
      picked: plainRows(picked === null ? [] : [picked], at)[0] ?? null,
      queue: queueBar(feed.state().lastAnswer),
      news: newsOf(rows(), facts()),
    });
    if (unseenId === null || rowOf(unseenId) === null) return;
    const top = list.scrollTopFor(unseenId);
    unseenId = null;
    if (top !== null) scrollTo(top);
  }

  function facts(): ListFacts {
    const queueSeconds = feed.state().lastAnswer?.queue?.seconds ?? null;
    return { now: now(), failures, cameAt, queueSeconds, stores: stores() };
  }

  function want(wantedChip: Chip, text: string): void {
    [chip, searched] = [wantedChip, text];
    list.wantRows(chip, searched);
    draw();
  }

  /** Shows in a row why an action on it has failed; an empty reason removes the text. */
  function showFailure(orderId: string, reason: string): void {
    failures.delete(orderId);
    if (reason !== '') failures.set(orderId, { reason, mark: rowOf(orderId)?.mark });
    draw();
  }

  /** Takes in the result of an action on a row; `words` begin the sentence about a failure. */
  function done(orderId: string, words: string): (result: CallResult<unknown>) => void {
    return (result) => {
      showFailure(orderId, result.ok ? '' : `${words}：${failureView(failureOf(result)).title}`);
      askNow();
    };
  }

  /** Selects an order, whose row is scrolled into view as soon as the board has it. */
  function select(orderId: string | null): void {
    unseenId = orderId;
    list.select(orderId);
    draw();
  }

  /** Asks the cloud at once, and lets rows move, because the person has changed something. */
  function askNow(): void {
    list.forgetTouch();
    feed.askNow();
  }

  return {
    ...{ start: feed.start, stop: feed.stop, chooseStore: feed.chooseStore },
    ...{ askNow, select, selected, rowOf, showFailure },
    filter: (wanted: Chip): void => {
      want(wanted, '');
    },
    filterBeside: (by: 1 | -1): void => {
      want(chipBeside(chip, by), '');
    },
    search: (text: string): void => {
      want(chip, text);
    },
    isSearching: () => searched !== '',
    selectBeside: (by: 1 | -1): void => {
      const orderId = list.orderBeside(by);
      if (orderId === null) return;
      list.noteTouch(now());
      select(orderId);
    },
    /** Returns the first card or row; null without any. */
    firstRow: () => rowOf(list.firstId()),
    touched: (): void => {
      list.noteTouch(now());
    },
    release: (): void => {
      list.releaseRows();
      draw();
    },
    scrolled: (scrollTop: number): void => {
      if (list.noteScroll(scrollTop)) show(list.drawWindow(facts()));
    },
    sized: (...heights: Parameters<BoardList['sized']>): void => {
      list.sized(...heights);
      draw();
    },
    /** Acknowledges an order for everybody (知道了), or takes that back; its row shows a failure. */
    acknowledge: (orderId: string, isUndone = false): Promise<void> => {
      const row = rowOf(orderId);
      const reason = row?.kind === 'known' ? reasonToHandleOf(row, now()) : null;
      if (reason === null) return Promise.resolve();
      // Removes an earlier failure. Without that, the same failure again would change no card.
      showFailure(orderId, '');
      return acknowledge({ orderId, reason, ...(isUndone && { isUndone }) }).then(
        done(orderId, isUndone ? '没撤销' : '没记上'),
      );
    },
    /** Takes an awaited order off the board (取下); its row shows a failure. */
    takeOff: (orderId: string) => takeOff(orderId).then(done(orderId, '没取下')),
    /** Notes whether a map is shown. Riders are computed only for a map. */
    showMap: (isShown: boolean): void => {
      if (isShown === hasMap) return;
      hasMap = isShown;
      draw();
    },
  };
}
