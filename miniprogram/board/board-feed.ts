import {
  type AnyRow,
  type Board,
  type BoardRequest,
  MOST_MARKS,
  rowsAfter,
} from '../contract/board-api';
import { type CallResult, type FailedCall, failureOf, isRefusal } from '../contract/call-result';
import { type NextAsk, type PollerPhone, createPoller } from '../services/poller/poller';
import { compareRows } from './steady-order';

/** Rows of the cloud's last answer, and its time in ms on the cloud's clock. */
interface RowsAtTime {
  readonly rows: readonly AnyRow[];
  readonly at: number;
}

/** State of the board and of its calls. Times in ms on the cloud's clock. */
export interface FeedState {
  /** Rows from the cloud, or from an earlier use of this phone; null before there are any. */
  readonly lastRows: RowsAtTime | null;
  /** True once the cloud has answered; until then the rows are those that the phone stored. */
  readonly isFresh: boolean;
  readonly lastAnswer: Omit<Board, 'rows' | 'gone'> | null;
  readonly failed: FailedCall | null;
  /** Time of the next call; null while one is running, and when none will follow. */
  readonly nextAt: number | null;
}

export const NOTHING_TOLD: FeedState = {
  lastRows: null,
  isFresh: false,
  lastAnswer: null,
  failed: null,
  nextAt: null,
};

export interface FeedOptions {
  readonly stored: RowsAtTime | null;
  /** Calls the cloud; never rejects. `keep` stores the resulting board on the phone. */
  readonly ask: (request: BoardRequest) => Promise<{
    readonly result: CallResult<Board>;
    readonly keep: (board: RowsAtTime) => void;
  }>;
  /** Tells whether the bell rings for new trouble now. */
  readonly isBellOn: () => boolean;
  readonly phone: PollerPhone;
  /** Called after each answer, and whenever an age or a countdown has to be drawn again. */
  readonly changed: (state: FeedState) => void;
}

const SECOND = 1000;
/** Interval (ms) at which ages are drawn again. A countdown is drawn every second. */
const AGES_EVERY_MS = 5 * SECOND;
const RETRY_FROM_MS = 8 * SECOND;

/** Makes a board that is kept up to date while it is open. */
export function createBoardFeed({ stored, ask, isBellOn, phone, changed }: FeedOptions) {
  let state: FeedState = { ...NOTHING_TOLD, lastRows: stored };
  let storeId: string | undefined;
  let isOpening = true;
  let asked = { storeId, rows: EMPTY_ROWS, keep: (_board: RowsAtTime): void => undefined };

  const poller = createPoller<Board>({
    phone,
    ask: async () => {
      const of = { storeId, rows: state.lastRows?.rows ?? EMPTY_ROWS };
      const request = {
        marks: of.rows.slice(0, MOST_MARKS).map(({ mark }) => mark),
        ...(isOpening && { isOpening: true }),
        ...(isBellOn() && { isBellOn: true }),
        ...(storeId !== undefined && { storeId }),
      };
      isOpening = false;
      const { result, keep } = await ask(request);
      asked = { ...of, keep };
      return result;
    },
    // An answer about another store than the one chosen now is ignored.
    take: (result) => (asked.storeId === storeId ? take(result) : 0),
    draw: () => {
      const nextInMs = poller.isAsking() ? null : poller.nextAskInMs();
      state = { ...state, nextAt: nextInMs === null ? null : phone.now() + nextInMs };
      changed(state);
    },
    drawEveryMs: () => (state.failed === null ? AGES_EVERY_MS : SECOND),
    backWithinMs: 0,
  });

  function take(result: CallResult<Board>): NextAsk {
    if (!result.ok) {
      const isRefused = isRefusal(failureOf(result));
      state = { ...state, failed: result, ...(isRefused && { lastRows: null, lastAnswer: null }) };
      return isRefused ? null : { retryFromMs: RETRY_FROM_MS };
    }
    const lastRows = { rows: rowsAfter(asked.rows, result.data), at: result.serverTime };
    const { rows: _rows, gone: _gone, ...lastAnswer } = result.data;
    state = { ...state, lastRows, lastAnswer, isFresh: true, failed: null };
    const at = phone.now();
    const rows = [...lastRows.rows].sort((one, other) => compareRows(one, other, at));
    // The phone stores only the first rows of a long list, so the most urgent ones come first.
    asked.keep({ ...lastRows, rows });
    return lastAnswer.nextAskMs;
  }

  return {
    start: (): void => {
      isOpening = true;
      poller.start();
    },
    stop: poller.stop,
    askNow: poller.askNow,
    /** Shows the orders of one store; of all stores when undefined. */
    chooseStore: (chosen: string | undefined): void => {
      if (chosen === storeId) return;
      storeId = chosen;
      isOpening = true;
      // Rows of one store must not stand under the name of another.
      state = { ...state, lastRows: null, isFresh: false, lastAnswer: null };
      poller.askNow();
    },
    state: (): FeedState => state,
  };
}

const EMPTY_ROWS: readonly AnyRow[] = [];
