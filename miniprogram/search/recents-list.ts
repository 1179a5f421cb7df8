import { type CallResult, type Failure, failureOf, isRefusal } from '../contract/call-result';
import type { KnownOrder, RefreshedOrders } from '../contract/cloud-api';
import { type RecentRow, changedRecents, recentRows, recentsNotice } from './recents-view';
import { isForNetwork, traceIdOf } from '../ui/wording/failure-view';

/** Dependencies of the list 最近查过. */
export interface RecentsListOptions {
  readonly memory: {
    readonly recents: () => readonly KnownOrder[];
    readonly remove: (orderId: string) => void;
    readonly clear: (shownIds: readonly string[]) => void;
    readonly dropOldRiders: () => void;
  };
  /** Fetches the orders as they are now into the memory; never rejects. */
  readonly refresh: () => Promise<CallResult<RefreshedOrders>>;
  /** Returns the order ids that the delivery beside the list may have. */
  readonly openIds: () => readonly string[];
  /** Clock of the cloud, ms. */
  readonly now: () => number;
  readonly timers: {
    readonly set: (callback: () => void, delayMs: number) => number;
    readonly clear: (handle: number) => void;
  };
  /** Calls back whenever the network returns. @returns a function that ends that */
  readonly onNetworkReturn: (onReturn: () => void) => () => void;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  /** Sets data of the page, by path. */
  readonly show: (changed: Readonly<Record<string, unknown>>) => void;
}

/** List 最近查过, which is kept up to date while it is open. */
export interface RecentsList {
  /** Begins to refresh the list, because it is shown. */
  readonly start: () => void;
  /** Ends that, because it is hidden. */
  readonly stop: () => void;
  /** Shows what the phone remembers now. */
  readonly update: () => void;
  /** Removes an order. */
  readonly remove: (orderId: string) => void;
  /** Removes all orders. */
  readonly clear: () => void;
}

const SECOND = 1000;
/** Interval (ms) at which ages and countdowns are written anew. */
const AGES_EVERY_MS = 5 * SECOND;
/** Longest wait (ms) after the last answer when a person comes back to the list. */
const BACK_AGAIN_MS = 10 * SECOND;
/** Shortest and longest wait (ms) after calls without an answer. */
const RETRY_MS = [15 * SECOND, 120 * SECOND] as const;

/**
 * Creates the list. Calls of the cloud never overlap: each is planned when the one before has
 * ended, and its answer says when. There is none while the list is hidden.
 */
export function createRecentsList(options: RecentsListOptions): RecentsList {
  const { memory, refresh, openIds, now, timers, onNetworkReturn, random, show } = options;
  let rows: readonly RecentRow[] = [];
  let isLoading = true;
  let isShown = false;
  let isAsking = false;
  /** Failure of the last call; null after success, and before the first call has ended. */
  let failure: Failure | null = null;
  let notice = '';
  let failures = 0;
  let stopListening: (() => void) | null = null;
  let timer: number | null = null;
  let plan = { at: now(), waitMs: 0 };

  function update(): void {
    const next = recentRows(memory.recents(), now(), openIds());
    const changed = changedRecents(rows, next);
    rows = next;
    if (Object.keys(changed).length > 0) show(changed);
    showNotice();
  }

  function showNotice(): void {
    const next = recentsNotice(failure, rows.length > 0);
    if (next === notice) return;
    notice = next;
    show({ notice, noticeTraceId: failure === null ? '' : traceIdOf(failure) });
  }

  function remainingMs(): number {
    if (isAsking) return Infinity;
    // A clock that is set back must not lengthen the wait.
    return Math.max(0, Math.min(plan.waitMs, plan.at + plan.waitMs - now()));
  }

  function tick(): void {
    stopTicking();
    memory.dropOldRiders();
    update();
    if (remainingMs() === 0) void ask();
    timer = timers.set(tick, Math.min(AGES_EVERY_MS, remainingMs()));
  }

  function stopTicking(): void {
    if (timer !== null) timers.clear(timer);
    timer = null;
  }

  async function ask(): Promise<void> {
    isAsking = true;
    const result = await refresh();
    isAsking = false;
    plan = { at: now(), waitMs: waitAfter(result) };
    failure = result.ok ? null : failureOf(result);
    showNotice();
    if (isLoading) show({ isLoading: false });
    isLoading = false;
    if (isShown) tick();
  }

  /** Asks again at once where only the network was missing. */
  function networkReturned(): void {
    if (failure === null || !isForNetwork(failure) || isAsking) return;
    plan = { at: now(), waitMs: 0 };
    tick();
  }

  /** @returns ms until the next call; Infinity: none before the person comes back to the list */
  function waitAfter(result: CallResult<RefreshedOrders>): number {
    if (result.ok) {
      failures = 0;
      return result.data.nextAskInSeconds * SECOND;
    }
    if (isRefusal(failureOf(result))) return Infinity;
    const [shortest, longest] = RETRY_MS;
    const waitMs = Math.min(longest, shortest * 2 ** failures);
    failures += 1;
    // Shortened at random, so that many phones do not call at the same moment.
    return Math.round(waitMs * (1 - random() / 5));
  }

  return {
    start: () => {
      isShown = true;
      stopListening ??= onNetworkReturn(networkReturned);
      plan = { ...plan, waitMs: Math.min(plan.waitMs, BACK_AGAIN_MS) };
      tick();
    },
    stop: () => {
      isShown = false;
      stopListening?.();
      stopListening = null;
      stopTicking();
    },
    update,
    remove: (orderId) => {
      memory.remove(orderId);
      update();
    },
    clear: () => {
      memory.clear(openIds());
      update();
    },
  };
}
