import {
  type AnyRow,
  type Board,
  type BoardRequest,
  MOST_HELD,
  rowsAfter,
} from '../contract/board-api';
import { type CallResult, type FailedCall, failureOf, isRefusal } from '../contract/call-result';
import { type NextAsk, type PollerPhone, createPoller } from '../services/poller/poller';
import { compareRows } from './steady-order';

/** Rows of the cloud's last answer, and its time in ms on the cloud's clock. */
export interface TakenBoard {
  readonly rows: readonly AnyRow[];
  readonly at: number;
}

/** State of the board and of its calls. Times in ms on the cloud's clock. */
export interface FeedState {
  /** Rows from the cloud, or from an earlier use of this phone; null before there are any. */
  readonly taken: TakenBoard | null;
  /** True once the cloud has answered in this use. */
  readonly isFresh: boolean;
  /** Last answer but for its rows; null before the first. */
  readonly told: Omit<Board, 'rows' | 'gone'> | null;
  /** Failure of the last call; null after a success. */
  readonly failed: FailedCall | null;
  /** Time of the next call; null while one is running, and when none will follow. */
  readonly nextAt: number | null;
}

/** Dependencies of the feed. */
export interface FeedOptions {
  /** Board as this phone stored it; null without one. */
  readonly stored: TakenBoard | null;
  /** Calls the cloud; never rejects. `keep` stores on the phone the board that comes of it. */
  readonly ask: (request: BoardRequest) => Promise<{
    readonly result: CallResult<Board>;
    readonly keep: (board: TakenBoard) => void;
  }>;
  readonly phone: PollerPhone;
  /** Called after each answer, and as often as ages and countdowns need. */
  readonly changed: (state: FeedState) => void;
}

/** Board that is kept up to date while it is open. */
export interface BoardFeed {
  readonly start: () => void;
  readonly stop: () => void;
  /** Calls the cloud at once, because a person wants to know. */
  readonly askNow: () => void;
  /** Shows the orders of one store; of all stores when undefined. */
  readonly choose: (storeId: string | undefined) => void;
  readonly state: () => FeedState;
}

const SECOND = 1000;
/** Interval (ms) at which ages are written again; a countdown needs every second. */
const AGES_EVERY_MS = 5 * SECOND;
const RETRY_FROM_MS = 8 * SECOND;

export function createBoardFeed({ stored, ask, phone, changed }: FeedOptions): BoardFeed {
  let state: FeedState = {
    taken: stored,
    isFresh: false,
    told: null,
    failed: null,
    nextAt: null,
  };
  let storeId: string | undefined;
  let isOpening = true;
  let asked = { storeId, rows: NO_ROWS, keep: (_board: TakenBoard): void => undefined };

  const poller = createPoller<Board>({
    phone,
    ask: async () => {
      const request = {
        held: shownRows()
          .slice(0, MOST_HELD)
          .map(({ mark }) => mark),
        ...(isOpening && { isOpening: true }),
        ...(storeId !== undefined && { storeId }),
      };
      isOpening = false;
      const of = { storeId, rows: shownRows() };
      const { result, keep } = await ask(request);
      asked = { ...of, keep };
      return result;
    },
    // Nothing is taken of an answer about another store than the one wanted now.
    take: (result) => (asked.storeId === storeId ? take(result) : 0),
    draw: () => {
      const nextInMs = poller.isAsking() ? null : poller.nextAskInMs();
      state = { ...state, nextAt: nextInMs === null ? null : phone.now() + nextInMs };
      changed(state);
    },
    drawEveryMs: () => (state.failed === null ? AGES_EVERY_MS : SECOND),
    backWithinMs: 0,
  });

  const shownRows = (): readonly AnyRow[] => state.taken?.rows ?? NO_ROWS;

  function take(result: CallResult<Board>): NextAsk {
    if (!result.ok) {
      const isRefused = isRefusal(failureOf(result));
      state = { ...state, failed: result, ...(isRefused && { taken: null, told: null }) };
      return isRefused ? null : { retryFromMs: RETRY_FROM_MS };
    }
    const taken = { rows: rowsAfter(asked.rows, result.data), at: result.serverTime };
    const { rows: _rows, gone: _gone, ...told } = result.data;
    state = { ...state, taken, told, isFresh: true, failed: null };
    const at = phone.now();
    // The most urgent first, since of many the phone stores only some.
    asked.keep({
      ...taken,
      rows: [...taken.rows].sort((one, other) => compareRows(one, other, at)),
    });
    return told.nextAskMs;
  }

  return {
    start: () => {
      isOpening = true;
      poller.start();
    },
    stop: poller.stop,
    askNow: poller.askNow,
    choose: (chosen) => {
      if (chosen === storeId) return;
      storeId = chosen;
      isOpening = true;
      // Rows of one store must not stand under the name of another.
      state = { ...state, taken: null, isFresh: false, told: null };
      poller.askNow();
    },
    state: () => state,
  };
}

const NO_ROWS: readonly AnyRow[] = [];
