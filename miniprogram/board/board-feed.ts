import {
  type AnyRow,
  type Board,
  type BoardRequest,
  MOST_HELD,
  rowsAfter,
} from '../contract/board-api';
import { type CallResult, type FailedCall, failureOf, isRefusal } from '../contract/call-result';
import { compareRows } from './steady-order';

/** Rows as the cloud told them last, and when, in ms on its clock. */
export interface TakenBoard {
  readonly rows: readonly AnyRow[];
  readonly at: number;
}

/** What the board knows, and how it stands with the cloud. Times in ms on the cloud's clock. */
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
  /** Clock of the cloud, ms. */
  readonly now: () => number;
  readonly timers: {
    readonly set: (callback: () => void, delayMs: number) => number;
    readonly clear: (handle: number) => void;
  };
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  /** Called after each answer, and as often as ages and countdowns need. */
  readonly changed: (state: FeedState) => void;
}

/** Board that is kept up to date while it is open. */
export interface BoardFeed {
  readonly start: () => void;
  readonly stop: () => void;
  /** Calls the cloud at once, because a person wants to know or the network is back. */
  readonly askNow: () => void;
  /** Shows the orders of one store; of all stores when undefined. */
  readonly choose: (storeId: string | undefined) => void;
  readonly state: () => FeedState;
}

const SECOND = 1000;
/** Interval (ms) at which ages are written anew; a countdown to the next try needs every second. */
const AGES_EVERY_MS = 5 * SECOND;
/** Shortest and longest wait (ms) after calls without an answer. */
const RETRY_MS = [8 * SECOND, 120 * SECOND] as const;

/**
 * Creates the feed. Calls of the cloud never overlap: each is planned when the one before has
 * ended, and its answer says when. There is none while the board is hidden.
 */
export function createBoardFeed(options: FeedOptions): BoardFeed {
  const { stored, ask, now, timers, random, changed } = options;
  let state: FeedState = {
    taken: stored,
    isFresh: false,
    told: null,
    failed: null,
    nextAt: null,
  };
  let storeId: string | undefined;
  let isShown = false;
  let isAsking = false;
  /** Number of wishes for an answer; those that come during a call want another one. */
  let wishes = 0;
  let isOpening = true;
  let failures = 0;
  let timer: number | null = null;
  let plan = { at: now(), waitMs: 0 };

  function remainingMs(): number {
    if (isAsking) return Infinity;
    // A clock that is set back must not lengthen the wait.
    return Math.max(0, Math.min(plan.waitMs, plan.at + plan.waitMs - now()));
  }

  function tick(): void {
    stopTicking();
    if (!isShown) return;
    if (remainingMs() === 0) void call();
    const leftMs = remainingMs();
    state = { ...state, nextAt: leftMs === Infinity ? null : now() + leftMs };
    changed(state);
    const agesMs = state.failed === null ? AGES_EVERY_MS : SECOND;
    timer = timers.set(tick, Math.max(1, Math.min(agesMs, leftMs)));
  }

  function stopTicking(): void {
    if (timer !== null) timers.clear(timer);
    timer = null;
  }

  async function call(): Promise<void> {
    isAsking = true;
    const [askedStore, wishesBefore, isFirst] = [storeId, wishes, isOpening];
    isOpening = false;
    const before = state.taken?.rows ?? [];
    const held = before.slice(0, MOST_HELD).map(({ mark }) => mark);
    const { result, keep } = await ask({
      held,
      ...(isFirst && { isOpening: true }),
      ...(storeId !== undefined && { storeId }),
    });
    isAsking = false;
    // Of an answer about another store than the one wanted now nothing is taken.
    if (askedStore === storeId) take(result, keep, before);
    if (wishes > wishesBefore) plan = { at: now(), waitMs: 0 };
    tick();
  }

  function take(
    result: CallResult<Board>,
    keep: (board: TakenBoard) => void,
    before: readonly AnyRow[],
  ): void {
    plan = { at: now(), waitMs: waitAfter(result) };
    if (!result.ok) {
      const isRefused = isRefusal(failureOf(result));
      state = { ...state, failed: result, ...(isRefused && { taken: null, told: null }) };
      return;
    }
    const taken = { rows: rowsAfter(before, result.data), at: result.serverTime };
    const { rows: _rows, gone: _gone, ...told } = result.data;
    state = { ...state, taken, told, isFresh: true, failed: null };
    const at = now();
    // The most urgent first, since of many the phone stores only some.
    keep({ ...taken, rows: [...taken.rows].sort((one, other) => compareRows(one, other, at)) });
  }

  /** @returns ms until the next call; Infinity: none before the person comes back */
  function waitAfter(result: CallResult<Board>): number {
    if (result.ok) {
      failures = 0;
      return result.data.nextAskMs;
    }
    if (isRefusal(failureOf(result))) return Infinity;
    const [shortest, longest] = RETRY_MS;
    const waitMs = Math.min(longest, shortest * 2 ** failures);
    failures += 1;
    // Shortened at random, so that many phones do not call at the same moment.
    return Math.round(waitMs * (1 - random() / 5));
  }

  function askNow(): void {
    wishes += 1;
    if (isAsking) return;
    plan = { at: now(), waitMs: 0 };
    tick();
  }

  return {
    start: () => {
      isShown = true;
      isOpening = true;
      askNow();
    },
    stop: () => {
      isShown = false;
      stopTicking();
    },
    askNow,
    choose: (chosen) => {
      if (chosen === storeId) return;
      storeId = chosen;
      isOpening = true;
      // Rows of one store must not stand under the name of another.
      state = { ...state, taken: null, isFresh: false, told: null };
      askNow();
    },
    state: () => state,
  };
}
