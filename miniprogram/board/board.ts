import type { AcknowledgeRequest, Acknowledged, AnyRow } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { reasonToHandleOf } from '../contract/delivery/urgency';
import { type RiderOnMap, type BoardRiders, boardRiders } from './riders';
import { type QueueBar, followQueue } from './queue-bar';
import { failureView } from '../ui/wording/failure-view';
import { splitIds } from '../ui/wording/order-row';
import { type BoardFeed, type FeedOptions, createBoardFeed } from './board-feed';
import { type Chip, chipBeside, wantedRows } from './board-filters';
import {
  type BoardList,
  type DrawnList,
  type ListInput,
  createBoardList,
  NOTHING_DRAWN,
} from './board-list';
import { type BoardRowView, boardRowView } from './board-row';
import { type BoardView, boardView } from './board-view';

/** Data of the page: the view around the list, and the drawn part of the list. */
export interface ShownBoard extends BoardView, DrawnList {
  /** Text of the search; empty without one. */
  readonly searched: string;
  /** True while the selected order is to handle and not acknowledged. */
  readonly canNoteSelected: boolean;
  /** Riders on the map, and orders without a position; none while no map is shown. */
  readonly riders: readonly RiderOnMap[];
  readonly unplaced: number;
  /** Row of the selected order, for the card on the map; null without one. */
  readonly picked: BoardRowView | null;
  /** Bar of the orders that people have brought; null without one. */
  readonly queue: QueueBar | null;
}

export interface BoardOptions extends Omit<FeedOptions, 'changed'> {
  /** Acknowledges that an order is to handle; never rejects. */
  readonly acknowledge: (request: AcknowledgeRequest) => Promise<CallResult<Acknowledged>>;
  /** Takes an awaited order off the board; never rejects. */
  readonly takeOff: (orderId: string) => Promise<CallResult<unknown>>;
  /** First guesses in px, until the page has measured its list. */
  readonly rowHeight: number;
  readonly listHeight: number;
  /** Shows data of the page, most of which may be unchanged. */
  readonly show: (view: Partial<ShownBoard>) => void;
  /** Rings for rows before they are drawn. @returns order ids of the rows that flash */
  readonly ringForRows: (rows: readonly AnyRow[]) => readonly string[];
}

/** Board of a page: the rows, kept up to date, and what the person does with them. */
export interface BoardOnPage extends Pick<BoardFeed, 'start' | 'stop' | 'askNow' | 'chooseStore'> {
  readonly filter: (chip: Chip) => void;
  readonly filterBeside: (by: 1 | -1) => void;
  readonly search: (text: string) => void;
  readonly select: (orderId: string | null) => void;
  /**
   * Selects the row above or below.
   *
   * @returns the px at which it begins; null when it is in view, or there is none
   */
  readonly selectBeside: (by: 1 | -1) => number | null;
  readonly selected: () => AnyRow | null;
  /** Returns the first row of the list; null for an empty one. */
  readonly firstRow: () => AnyRow | null;
  readonly isSearching: () => boolean;
  readonly rowOf: (orderId: string) => AnyRow | null;
  readonly touched: () => void;
  readonly release: () => void;
  readonly scrolled: (scrollTop: number) => void;
  readonly sized: (height: number, rowHeight: number) => void;
  /** Acknowledges an order for everybody (知道了); a failure is shown in its row. */
  readonly acknowledge: (orderId: string) => Promise<void>;
  /** Takes an awaited order off the board (取下); a failure stays in its row. */
  readonly takeOff: (orderId: string) => Promise<void>;
  /** Says whether a map is shown, which needs the riders. */
  readonly showMap: (isShown: boolean) => void;
  /** Shows in a row why an action on it has failed; an empty reason removes the text. */
  readonly showFailure: (orderId: string, reason: string) => void;
}

const NO_VIEW: BoardView = {
  phase: 'loading',
  chips: [],
  freshness: '',
  freshnessTone: 'neutral',
  isFaded: false,
  notice: '',
  noticeTraceId: '',
  empty: '',
  ended: '',
  latestEnd: '',
  awaitedMore: '',
  toHandle: 0,
  budget: '',
  isSlowed: false,
};
/** Data of the page before the first answer. */
export const NOTHING_SHOWN: ShownBoard = {
  ...NO_VIEW,
  ...NOTHING_DRAWN,
  searched: '',
  canNoteSelected: false,
  riders: [],
  unplaced: 0,
  picked: null,
  queue: null,
};

export function createBoard(options: BoardOptions): BoardOnPage {
  const { phone, show, ringForRows, acknowledge, takeOff, rowHeight, listHeight } = options;
  const { now } = phone;
  const list: BoardList = createBoardList(rowHeight, listHeight);
  const failures = new Map<string, string>();
  /** Marks of the rows when they failed: a failure ends with the row's next change. */
  const failedAt = new Map<string, string | undefined>();
  /** Times when rows began to flash, by order id. */
  const flashes = new Map<string, number>();
  let [chip, searched]: [Chip, string] = ['all', ''];
  let hasMap = false;
  let drawn: DrawnList = NOTHING_DRAWN;
  const feed = createBoardFeed({ ...options, changed: draw });
  const queueBar = followQueue();

  const rows = (): readonly AnyRow[] => feed.state().lastRows?.rows ?? [];
  const rowOf = (orderId: string | null): AnyRow | null =>
    rows().find((row) => row.orderId === orderId) ?? null;

  function draw(): void {
    const at = now();
    failedAt.forEach((mark, orderId) => {
      if (rowOf(orderId)?.mark !== mark) forget(orderId);
    });
    // Stored rows, and rows that could not be asked for again, may be out of date.
    const { isFresh, failed } = feed.state();
    const heard = isFresh && failed === null ? ringForRows(rows()) : [];
    heard.forEach((orderId) => flashes.set(orderId, at));
    drawn = list.draw({ rows: rows(), ...facts() });
    show({
      ...drawn,
      ...boardView(feed.state(), { chip, searched, count: drawn.count }, at),
      searched,
      canNoteSelected: canNote(rowOf(list.selectedId()), at),
      ...(hasMap ? boardRiders(wantedRows(rows(), chip, searched, at), at) : NO_RIDERS),
      picked: pickedRow(rowOf(hasMap ? list.selectedId() : null), at),
      queue: queueBar(feed.state().lastAnswer),
    });
  }

  function facts(): Omit<ListInput, 'rows'> {
    const queueSeconds = feed.state().lastAnswer?.queue?.seconds ?? null;
    return { now: now(), failures, flashes, queueSeconds };
  }

  function want(wantedChip: Chip, text: string): void {
    [chip, searched] = [wantedChip, text];
    list.wantRows(chip, searched);
    draw();
  }

  function showFailure(orderId: string, reason: string): void {
    forget(orderId);
    if (reason !== '') {
      failures.set(orderId, reason);
      failedAt.set(orderId, rowOf(orderId)?.mark);
    }
    draw();
  }

  /** Takes in the result of an action on a row; `words` begin the sentence about a failure. */
  function done(orderId: string, words: string): (result: CallResult<unknown>) => void {
    return (result) => {
      showFailure(orderId, result.ok ? '' : `${words}：${failureView(failureOf(result)).title}`);
      askNow();
    };
  }

  /** Asks for what the person has changed, or wants to see. */
  function askNow(): void {
    list.forgetTouch();
    feed.askNow();
  }

  function forget(orderId: string): void {
    failures.delete(orderId);
    failedAt.delete(orderId);
  }

  return {
    ...feed,
    askNow,
    filter: (wanted) => {
      want(wanted, '');
    },
    filterBeside: (by) => {
      want(chipBeside(chip, by), '');
    },
    search: (text) => {
      want(chip, text);
    },
    select: (orderId) => {
      list.select(orderId);
      draw();
    },
    selectBeside: (by) => {
      const orderId = list.orderBeside(by);
      if (orderId === null) return null;
      list.select(orderId);
      list.noteTouch(now());
      draw();
      return list.hiddenTopOf(orderId);
    },
    selected: () => rowOf(list.selectedId()),
    firstRow: () => rowOf(drawn.cells[drawn.order[0] ?? -1]?.orderId ?? null),
    isSearching: () => searched !== '',
    rowOf,
    touched: () => {
      list.noteTouch(now());
    },
    release: () => {
      list.releaseRows();
      draw();
    },
    scrolled: (scrollTop) => {
      if (!list.noteScroll(scrollTop)) return;
      drawn = list.drawWindow(facts());
      show(drawn);
    },
    sized: (height, rowHeightNow) => {
      list.sized(height, rowHeightNow);
      draw();
    },
    acknowledge: (orderId) => {
      const row = rowOf(orderId);
      const reason = row?.kind === 'known' ? reasonToHandleOf(row, now()) : null;
      if (reason === null) return Promise.resolve();
      return acknowledge({ orderId, reason }).then(done(orderId, '没记上'));
    },
    takeOff: (orderId) => takeOff(orderId).then(done(orderId, '没取下')),
    showMap: (isShown) => {
      if (isShown === hasMap) return;
      hasMap = isShown;
      draw();
    },
    showFailure,
  };
}

const NO_RIDERS: BoardRiders = { riders: [], unplaced: 0 };

function pickedRow(row: AnyRow | null, now: number): BoardRowView | null {
  if (row === null) return null;
  const [id] = splitIds([row.orderId]);
  return id === undefined ? null : boardRowView(row, id, { isSelected: false, failed: '' }, now);
}

function canNote(row: AnyRow | null, now: number): boolean {
  if (row?.kind !== 'known' || row.acknowledged !== undefined) return false;
  return reasonToHandleOf(row, now) !== null;
}
