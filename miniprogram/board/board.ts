import type { AcknowledgeRequest, AnyRow, Board } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { reasonToHandleOf } from '../contract/delivery/urgency';
import type { Role } from '../contract/shop';
import { type RiderOnMap, type StoreOnMap, boardRiders } from './riders';
import { createQueueBar } from './queue-bar';
import { failureView } from '../ui/wording/failure-view';
import { type FeedOptions, createBoardFeed, INITIAL_FEED_STATE } from './board-feed';
import { type Filter, filterBeside, rowsOfFilter } from './board-filters';
import { type BoardList, type DrawnList, type ListFacts, createBoardList } from './board-list';
import { type BoardRowView, standaloneRows } from './board-row';
import { type BoardView, boardView } from './board-view';
import { newestToHandle } from './now-cards';

interface ShownBoard extends BoardView, DrawnList {
  readonly searched: string;
  /** Riders for the map (none while the map is hidden), and number of orders without a position. */
  readonly riders: readonly RiderOnMap[];
  readonly unplaced: number;
  /** Row of the selected order, shown over the map; null while the map is hidden. */
  readonly picked: BoardRowView | null;
  readonly queue: ReturnType<ReturnType<typeof createQueueBar>>;
  /** Subscribe messages that the person can still get; null where the shop sends none. */
  readonly messages: Board['messages'] | null;
  /** Newest order to handle, named beside the bell; null when no order is new. */
  readonly news: ReturnType<typeof newestToHandle>;
}

export interface BoardOptions extends Omit<FeedOptions, 'onChange'> {
  /** Calls of the cloud: acknowledging (知道了), and taking off an order that WeChat lacks. */
  readonly acknowledge: (request: AcknowledgeRequest) => Promise<CallResult<unknown>>;
  readonly takeOff: (orderId: string) => Promise<CallResult<unknown>>;
  readonly role: () => Role | null;
  readonly stores: () => readonly StoreOnMap[];
  readonly show: (view: Partial<ShownBoard>) => void;
  readonly scrollTo: (top: number) => void;
  /** Rings the bell if the rows need it. @returns ids of orders that have just become 要处理 */
  readonly ringForRows: (rows: readonly AnyRow[]) => readonly string[];
}

/** Board of a page: the rows, kept up to date, and what the person does with them. */
export type BoardOnPage = ReturnType<typeof createBoard>;

const EMPTY_LIST_STATE = { filter: 'all', searchText: '', rowCount: 0, stores: [] } as const;
const EMPTY_LIST_FACTS = {
  ...{ now: 0, failures: new Map(), newSinceById: new Map() },
  ...{ queueSeconds: null, stores: [] },
};

export const EMPTY_BOARD: ShownBoard = {
  ...boardView(INITIAL_FEED_STATE, EMPTY_LIST_STATE, null, 0),
  ...createBoardList().draw([], EMPTY_LIST_FACTS),
  searched: '',
  riders: [],
  unplaced: 0,
  picked: null,
  queue: null,
  messages: null,
  news: null,
};

export function createBoard(options: BoardOptions) {
  const { phone, show, scrollTo, ringForRows, acknowledge, takeOff, role, stores } = options;
  const { now } = phone;
  const list = createBoardList();
  /** Failed actions by order id. A failure is removed once the row's `mark` (its hash) changes. */
  const failures = new Map<string, { reason: string; mark: string | undefined }>();
  const newSinceById = new Map<string, number>();
  let [filter, searchText]: [Filter, string] = ['all', ''];
  let [isMapShown, wasFresh] = [false, false];
  /** Order that was selected but has not been scrolled into view yet. */
  let unseenId: string | null = null;
  const feed = createBoardFeed({ ...options, onChange: draw });
  const queueBar = createQueueBar();

  const rows = () => feed.state().lastRows?.rows ?? [];
  const rowOf = (orderId: string | null): AnyRow | null =>
    rows().find((row) => row.orderId === orderId) ?? null;
  const selectedRow = (): AnyRow | null => rowOf(list.selectedId());

  function draw(): void {
    const time = now();
    failures.forEach(({ mark }, orderId) => {
      if (rowOf(orderId)?.mark !== mark) failures.delete(orderId);
    });
    // Rows that the phone stored, and rows after a failed call, may be old: no bell rings for them.
    const { isFresh, failure } = feed.state();
    const newToHandleIds = isFresh && failure === null ? ringForRows(rows()) : [];
    // Orders that are already to handle when the board opens are not called new.
    if (wasFresh) newToHandleIds.forEach((orderId) => newSinceById.set(orderId, time));
    wasFresh = isFresh;
    const drawnList = list.draw(rows(), listFacts());
    const rowCount = drawnList.count + drawnList.cards.length;
    // A search, and the filter of orders without a position, do not change what the map shows.
    const rowsOnMap = rowsOfFilter(rows(), filter === 'unplaced' ? 'all' : filter, time, stores());
    const pickedRow = isMapShown ? selectedRow() : null;
    show({
      ...drawnList,
      ...boardView(feed.state(), { filter, searchText, rowCount, stores: stores() }, role(), time),
      searched: searchText,
      riders: isMapShown ? boardRiders(rowsOnMap, stores(), time) : [],
      unplaced: filter === 'all' ? rowsOfFilter(rows(), 'unplaced', time, stores()).length : 0,
      picked: standaloneRows(pickedRow === null ? [] : [pickedRow], time)[0] ?? null,
      queue: queueBar(feed.state().lastAnswer),
      messages: feed.state().lastAnswer?.messages ?? null,
      news: newestToHandle(rows(), listFacts()),
    });
    if (unseenId === null || rowOf(unseenId) === null) return;
    const scrollTopPx = list.scrollTopFor(unseenId);
    unseenId = null;
    if (scrollTopPx !== null) scrollTo(scrollTopPx);
  }

  function listFacts(): ListFacts {
    const queueSeconds = feed.state().lastAnswer?.queue?.seconds ?? null;
    return { now: now(), failures, newSinceById, queueSeconds, stores: stores() };
  }

  function applyFilter(wantedFilter: Filter, text: string): void {
    [filter, searchText] = [wantedFilter, text];
    list.setFilter(filter, searchText);
    draw();
  }

  /** Shows in a row why an action on it has failed; an empty reason removes the text. */
  function showFailure(orderId: string, reason: string): void {
    failures.delete(orderId);
    if (reason !== '') failures.set(orderId, { reason, mark: rowOf(orderId)?.mark });
    draw();
  }

  /** Builds a function that shows in the row why an action has failed. `intro`: its first words. */
  function makeResultHandler(orderId: string, intro: string) {
    return (result: CallResult<unknown>): void => {
      showFailure(orderId, result.ok ? '' : `${intro}：${failureView(failureOf(result)).title}`);
      askNow();
    };
  }

  /** Selects an order. Its row is scrolled into view as soon as the board has the row. */
  function select(orderId: string | null): void {
    unseenId = orderId;
    list.select(orderId);
    draw();
  }

  /** Calls the cloud at once, and lets rows move, because the person has changed something. */
  function askNow(): void {
    list.clearTouch();
    feed.askNow();
  }

  return {
    ...{ start: feed.start, stop: feed.stop, chooseStore: feed.chooseStore },
    ...{ askNow, select, selected: selectedRow, rowOf, showFailure },
    chooseFilter: (newFilter: Filter): void => {
      applyFilter(newFilter, '');
    },
    chooseFilterBeside: (step: 1 | -1): void => {
      applyFilter(filterBeside(filter, step), '');
    },
    search: (text: string): void => {
      applyFilter(filter, text);
    },
    isSearching: () => searchText !== '',
    selectBeside: (step: 1 | -1): void => {
      const orderId = list.orderIdBeside(step);
      if (orderId === null) return;
      list.recordTouch(now());
      select(orderId);
    },
    firstRow: () => rowOf(list.firstOrderId()),
    recordTouch: (): void => {
      list.recordTouch(now());
    },
    letRowsMove: (): void => {
      list.releaseRows();
      draw();
    },
    recordScroll: (scrollTop: number): void => {
      if (list.recordScroll(scrollTop)) show(list.drawWindow(listFacts()));
    },
    setHeights: (...heights: Parameters<BoardList['setHeights']>): void => {
      list.setHeights(...heights);
      draw();
    },
    /** Acknowledges an order for everybody (知道了), or undoes this. If it fails, the row says so. */
    acknowledge: (orderId: string, isUndone = false): Promise<void> => {
      const row = rowOf(orderId);
      const reason = row?.kind === 'known' ? reasonToHandleOf(row, now()) : null;
      if (reason === null) return Promise.resolve();
      // Clears an earlier failure, so that a second failure for the same reason is visible.
      showFailure(orderId, '');
      return acknowledge({ orderId, reason, ...(isUndone && { isUndone }) }).then(
        makeResultHandler(orderId, isUndone ? '没撤销' : '没记上'),
      );
    },
    takeOff: (orderId: string) => takeOff(orderId).then(makeResultHandler(orderId, '没取下')),
    showMap: (isShown: boolean): void => {
      if (isShown === isMapShown) return;
      isMapShown = isShown;
      draw();
    },
  };
}
