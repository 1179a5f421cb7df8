import type { AcknowledgeRequest, AnyRow, Board } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { reasonToHandleOf } from '../contract/delivery/urgency';
import type { Role } from '../contract/shop';
import { type RiderOnMap, type StoreOnMap, boardRiders } from './riders';
import { followQueue } from './queue-bar';
import { failureView } from '../ui/wording/failure-view';
import { type FeedOptions, createBoardFeed, NOTHING_TOLD } from './board-feed';
import { type Chip, chipBeside, rowsOf } from './board-filters';
import { type BoardList, type DrawnList, type ListFacts, createBoardList } from './board-list';
import { type BoardRowView, plainRows } from './board-row';
import { type BoardView, boardView } from './board-view';
import { newsOf } from './now-cards';

interface ShownBoard extends BoardView, DrawnList {
  readonly searched: string;
  /** Riders for the map (none while it is hidden), and the number of orders that it lacks. */
  readonly riders: readonly RiderOnMap[];
  readonly unplaced: number;
  readonly picked: BoardRowView | null;
  readonly queue: ReturnType<ReturnType<typeof followQueue>>;
  /** Subscribe messages that the person can still get; null where none are sent. */
  readonly messages: Board['messages'] | null;
  readonly news: ReturnType<typeof newsOf>;
}

export interface BoardOptions extends Omit<FeedOptions, 'changed'> {
  /** Acknowledge that an order is to handle, and take an awaited one off; never reject. */
  readonly acknowledge: (request: AcknowledgeRequest) => Promise<CallResult<unknown>>;
  readonly takeOff: (orderId: string) => Promise<CallResult<unknown>>;
  readonly role: () => Role | null;
  readonly stores: () => readonly StoreOnMap[];
  readonly show: (view: Partial<ShownBoard>) => void;
  readonly scrollTo: (top: number) => void;
  /** Rings for rows before they are drawn. @returns order ids that are newly to handle */
  readonly ringForRows: (rows: readonly AnyRow[]) => readonly string[];
}

/** Board of a page: the rows, kept up to date, and what the person does with them. */
export type BoardOnPage = ReturnType<typeof createBoard>;

const NO_FACTS = { now: 0, failures: new Map(), cameAt: new Map(), queueSeconds: null, stores: [] };

export const NOTHING_SHOWN: ShownBoard = {
  ...boardView(NOTHING_TOLD, { chip: 'all', searched: '', count: 0, stores: [] }, null, 0),
  ...createBoardList().draw([], NO_FACTS),
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
  /** Failures, with the marks of their rows. A failure ends with the next change of its row. */
  const failures = new Map<string, { reason: string; mark: string | undefined }>();
  const cameAt = new Map<string, number>();
  let [chip, searched]: [Chip, string] = ['all', ''];
  let [hasMap, wasFresh] = [false, false];
  /** Selected order whose row is still to be scrolled into view. */
  let unseenId: string | null = null;
  const feed = createBoardFeed({ ...options, changed: draw });
  const queueBar = followQueue();

  const rows = () => feed.state().lastRows?.rows ?? [];
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
      messages: feed.state().lastAnswer?.messages ?? null,
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
    takeOff: (orderId: string) => takeOff(orderId).then(done(orderId, '没取下')),
    /** Notes whether a map is shown. Riders are computed only for a map. */
    showMap: (isShown: boolean): void => {
      if (isShown === hasMap) return;
      hasMap = isShown;
      draw();
    },
  };
}
