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
  readonly picked: BoardRowView | null;
  readonly queue: ReturnType<ReturnType<typeof createQueueBar>>;
  /** Subscribe messages that the person can still get; null where the shop sends none. */
  readonly messages: Board['messages'] | null;
  readonly news: ReturnType<typeof newestToHandle>;
}

export interface BoardOptions extends Omit<FeedOptions, 'onChange'> {
  /** Calls of the cloud for 知道了, and to take an awaited order off the board. They never reject. */
  readonly acknowledge: (request: AcknowledgeRequest) => Promise<CallResult<unknown>>;
  readonly takeOff: (orderId: string) => Promise<CallResult<unknown>>;
  readonly role: () => Role | null;
  readonly stores: () => readonly StoreOnMap[];
  readonly show: (view: Partial<ShownBoard>) => void;
  readonly scrollTo: (top: number) => void;
  /** Rings for new reasons in the rows. @returns ids of the orders that are newly to handle */
  readonly ringForRows: (rows: readonly AnyRow[]) => readonly string[];
}

/** Board of a page: the rows, kept up to date, and what the person does with them. */
export type BoardOnPage = ReturnType<typeof createBoard>;

const EMPTY_LIST_FACTS = {
  ...{ now: 0, failures: new Map(), newSinceById: new Map() },
  ...{ queueSeconds: null, stores: [] },
};

export const EMPTY_BOARD: ShownBoard = {
  ...boardView(INITIAL_FEED_STATE, { chip: 'all', searched: '', count: 0, stores: [] }, null, 0),
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
  /** Failed actions by order id, with the row's mark. The text goes when the mark changes. */
  const failures = new Map<string, { reason: string; mark: string | undefined }>();
  const newSinceById = new Map<string, number>();
  let [chip, searched]: [Filter, string] = ['all', ''];
  let [isMapShown, wasFresh] = [false, false];
  /** Order that was selected but has not been scrolled into view yet. */
  let unseenId: string | null = null;
  const feed = createBoardFeed({ ...options, onChange: draw });
  const queueBar = createQueueBar();

  const rows = () => feed.state().lastRows?.rows ?? [];
  const rowOf = (orderId: string | null): AnyRow | null =>
    rows().find((row) => row.orderId === orderId) ?? null;
  const selected = (): AnyRow | null => rowOf(list.selectedId());

  function draw(): void {
    const at = now();
    failures.forEach(({ mark }, orderId) => {
      if (rowOf(orderId)?.mark !== mark) failures.delete(orderId);
    });
    // Rows may be out of date if the phone stored them or the last call failed: no ring for them.
    const { isFresh, failure } = feed.state();
    const heard = isFresh && failure === null ? ringForRows(rows()) : [];
    // Orders that are to handle when the board opens are not called new.
    if (wasFresh) heard.forEach((orderId) => newSinceById.set(orderId, at));
    wasFresh = isFresh;
    const drawn = list.draw(rows(), listFacts());
    const count = drawn.count + drawn.cards.length;
    // The map shows the same orders during a search and with the filter of orders without position.
    const onMap = rowsOfFilter(rows(), chip === 'unplaced' ? 'all' : chip, at, stores());
    const picked = isMapShown ? selected() : null;
    show({
      ...drawn,
      ...boardView(feed.state(), { chip, searched, count, stores: stores() }, role(), at),
      searched,
      riders: isMapShown ? boardRiders(onMap, stores(), at) : [],
      unplaced: chip === 'all' ? rowsOfFilter(rows(), 'unplaced', at, stores()).length : 0,
      picked: standaloneRows(picked === null ? [] : [picked], at)[0] ?? null,
      queue: queueBar(feed.state().lastAnswer),
      messages: feed.state().lastAnswer?.messages ?? null,
      news: newestToHandle(rows(), listFacts()),
    });
    if (unseenId === null || rowOf(unseenId) === null) return;
    const top = list.scrollTopFor(unseenId);
    unseenId = null;
    if (top !== null) scrollTo(top);
  }

  function listFacts(): ListFacts {
    const queueSeconds = feed.state().lastAnswer?.queue?.seconds ?? null;
    return { now: now(), failures, newSinceById, queueSeconds, stores: stores() };
  }

  function applyFilter(wantedChip: Filter, text: string): void {
    [chip, searched] = [wantedChip, text];
    list.setFilter(chip, searched);
    draw();
  }

  /** Shows in a row why an action on it has failed; an empty reason removes the text. */
  function showFailure(orderId: string, reason: string): void {
    failures.delete(orderId);
    if (reason !== '') failures.set(orderId, { reason, mark: rowOf(orderId)?.mark });
    draw();
  }

  /** Builds a function that shows an action's failure in the row. `words`: its first words. */
  function showResult(orderId: string, words: string): (result: CallResult<unknown>) => void {
    return (result) => {
      showFailure(orderId, result.ok ? '' : `${words}：${failureView(failureOf(result)).title}`);
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
    ...{ askNow, select, selected, rowOf, showFailure },
    chooseFilter: (wanted: Filter): void => {
      applyFilter(wanted, '');
    },
    chooseFilterBeside: (by: 1 | -1): void => {
      applyFilter(filterBeside(chip, by), '');
    },
    search: (text: string): void => {
      applyFilter(chip, text);
    },
    isSearching: () => searched !== '',
    selectBeside: (by: 1 | -1): void => {
      const orderId = list.orderIdBeside(by);
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
    /** Acknowledges an order for everybody (知道了), or takes that back. The row shows a failure. */
    acknowledge: (orderId: string, isUndone = false): Promise<void> => {
      const row = rowOf(orderId);
      const reason = row?.kind === 'known' ? reasonToHandleOf(row, now()) : null;
      if (reason === null) return Promise.resolve();
      // Clears an earlier failure, so that the same failure again is a visible change.
      showFailure(orderId, '');
      return acknowledge({ orderId, reason, ...(isUndone && { isUndone }) }).then(
        showResult(orderId, isUndone ? '没撤销' : '没记上'),
      );
    },
    takeOff: (orderId: string) => takeOff(orderId).then(showResult(orderId, '没取下')),
    /** Sets whether a map is shown. Riders are computed only while it is. */
    showMap: (isShown: boolean): void => {
      if (isShown === isMapShown) return;
      isMapShown = isShown;
      draw();
    },
  };
}
