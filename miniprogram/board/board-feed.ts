import {
  type AnyRow,
  type Board,
  type BoardRequest,
  MAX_MARKS,
  updateRows,
} from '../contract/board-api';
import { type CallResult, type FailedCall, failureOf, isRefusal } from '../contract/call-result';
import { type NextCall, type PollerPhone, createPoller } from '../services/poller/poller';
import { compareRows } from './steady-order';

const SECOND_MS = 1000;

/** Rows of the cloud's last answer, and the time of that answer (ms on the cloud's clock). */
interface RowsAtTime {
  readonly rows: readonly AnyRow[];
  readonly at: number;
}

/** State of the board and of its calls. Times in ms on the cloud's clock. */
export interface FeedState {
  /** Rows from the cloud, or rows that this phone stored earlier; null if there are neither. */
  readonly lastRows: RowsAtTime | null;
  /** True once the cloud has answered. Before, `lastRows` are the rows that the phone stored. */
  readonly isFresh: boolean;
  readonly lastAnswer: Omit<Board, 'rows' | 'gone'> | null;
  readonly failure: FailedCall | null;
  /** Time of the next call; null during a call, and when no further call is planned. */
  readonly nextCallAt: number | null;
}

export const INITIAL_FEED_STATE: FeedState = {
  lastRows: null,
  isFresh: false,
  lastAnswer: null,
  failure: null,
  nextCallAt: null,
};

export interface FeedOptions {
  readonly storedBoard: RowsAtTime | null;
  /** Calls the cloud; never rejects. `storeBoard` stores the resulting board on the phone. */
  readonly askCloud: (
    request: BoardRequest,
  ) => Promise<{
    readonly result: CallResult<Board>;
    readonly storeBoard: (board: RowsAtTime) => void;
  }>;
  /** Tells whether the bell (the board's sound) would ring now for an order to handle. */
  readonly isBellOn: () => boolean;
  readonly phone: PollerPhone;
  /** Called after each answer, and whenever an age or a countdown has to be drawn again. */
  readonly onChange: (feedState: FeedState) => void;
}

/** Interval (ms) at which ages of data are redrawn. A countdown to a retry changes every second. */
const REDRAW_AGES_EVERY_MS = 5 * SECOND_MS;
const FIRST_RETRY_MS = 8 * SECOND_MS;

/** Makes a feed of the board: it calls the cloud again and again while the board is open. */
export function createBoardFeed({ storedBoard, askCloud, isBellOn, phone, onChange }: FeedOptions) {
  let state: FeedState = { ...INITIAL_FEED_STATE, lastRows: storedBoard };
  let storeId: string | undefined;
  let isOpening = true;
  let lastRequest = { storeId, rows: NO_ROWS, storeBoard: (_board: RowsAtTime): void => undefined };

  const poller = createPoller<Board>({
    phone,
    askCloud: async () => {
      const shownRows = { storeId, rows: state.lastRows?.rows ?? NO_ROWS };
      const request = {
        marks: shownRows.rows.slice(0, MAX_MARKS).map(({ mark }) => mark),
        ...(isOpening && { isOpening: true }),
        ...(isBellOn() && { isBellOn: true }),
        ...(storeId !== undefined && { storeId }),
      };
      isOpening = false;
      const { result, storeBoard } = await askCloud(request);
      lastRequest = { ...shownRows, storeBoard };
      return result;
    },
    // The answer is ignored if a person chose another store during the call. A new call follows.
    handleResult: (result) => (lastRequest.storeId === storeId ? applyResult(result) : 0),
    redraw: () => {
      const nextCallInMs = poller.isAsking() ? null : poller.nextCallInMs();
      state = { ...state, nextCallAt: nextCallInMs === null ? null : phone.now() + nextCallInMs };
      onChange(state);
    },
    redrawEveryMs: () => (state.failure === null ? REDRAW_AGES_EVERY_MS : SECOND_MS),
    resumeWithinMs: 0,
  });

  function applyResult(result: CallResult<Board>): NextCall {
    if (!result.ok) {
      const isRefused = isRefusal(failureOf(result));
      state = { ...state, failure: result, ...(isRefused && { lastRows: null, lastAnswer: null }) };
      return isRefused ? null : { firstRetryMs: FIRST_RETRY_MS };
    }
    const lastRows = { rows: updateRows(lastRequest.rows, result.data), at: result.serverTime };
    const { rows: _rows, gone: _gone, ...lastAnswer } = result.data;
    state = { ...state, lastRows, lastAnswer, isFresh: true, failure: null };
    const now = phone.now();
    const rows = [...lastRows.rows].sort((one, other) => compareRows(one, other, now));
    // The phone stores only the first rows of a long list, so the most urgent rows come first.
    lastRequest.storeBoard({ ...lastRows, rows });
    return lastAnswer.nextAskMs;
  }

  return {
    start: (): void => {
      isOpening = true;
      poller.start();
    },
    stop: poller.stop,
    askNow: poller.askNow,
    /** Shows the orders of one store, or of all stores when `chosenStoreId` is undefined. */
    chooseStore: (chosenStoreId: string | undefined): void => {
      if (chosenStoreId === storeId) return;
      storeId = chosenStoreId;
      isOpening = true;
      // The rows of one store must not be shown under the name of another store.
      state = { ...state, lastRows: null, isFresh: false, lastAnswer: null };
      poller.askNow();
    },
    state: (): FeedState => state,
  };
}

const NO_ROWS: readonly AnyRow[] = [];
