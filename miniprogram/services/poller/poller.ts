import { type CallResult, failureOf, isNetworkFailure } from '../../contract/call-result';

export interface PollerPhone {
  /** Clock of the cloud, ms. */
  readonly now: () => number;
  readonly timers: {
    readonly set: (callback: () => void, delayMs: number) => number;
    readonly clear: (handle: number) => void;
  };
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  /** Calls `onReturn` whenever the network returns, until the returned function is called. */
  readonly onNetworkReturn: (onReturn: () => void) => () => void;
}

/** Wait (ms) before the next call. `retryFromMs` doubles with each failure. Null: no next call. */
export type NextAsk = number | { readonly retryFromMs: number } | null;

export interface PollerOptions<Data> {
  readonly phone: PollerPhone;
  readonly ask: () => Promise<CallResult<Data>>;
  /** Uses a result. @returns when to call again */
  readonly take: (result: CallResult<Data>) => NextAsk;
  /** Draws the data: before and after each call, and in between for ages and countdowns. */
  readonly draw?: () => void;
  readonly drawEveryMs?: () => number;
  /** Time (ms) until the first call, by default 0; null: no call before `askNow`. */
  readonly firstAskInMs?: number | null;
  /** Longest time (ms) from an answer to the next call once a person is back. */
  readonly backWithinMs?: number;
}

/** Chain of calls that never overlap: each call is planned when the call before has ended. */
export type Poller = ReturnType<typeof createPoller>;

/** Longest wait (ms) after a failure, unless `retryFromMs` is longer. */
export const LONGEST_RETRY_MS = 120_000;

/** Creates a poller, which makes no call before `start`. */
export function createPoller<Data>(options: PollerOptions<Data>) {
  const { phone, ask, take, draw, firstAskInMs = 0, backWithinMs } = options;
  const drawEveryMs = options.drawEveryMs ?? (() => LONGEST_RETRY_MS);
  const { now, timers, random, onNetworkReturn } = phone;
  let isRunning = false;
  let isAsking = false;
  let isAskedAgain = false;
  let isNetworkMissing = false;
  let failures = 0;
  let timer: number | null = null;
  let stopListening: (() => void) | null = null;
  let plan = { at: now(), waitMs: firstAskInMs ?? Infinity };

  function remainingMs(): number {
    // When the clock is set back, the wait must not become longer.
    return Math.max(0, Math.min(plan.waitMs, plan.at + plan.waitMs - now()));
  }

  function tick(isWanted = false): void {
    cancel();
    if (!isRunning) return;
    if (!isAsking && (isWanted || remainingMs() === 0)) void call();
    draw?.();
    const leftMs = isAsking ? Infinity : remainingMs();
    timer = timers.set(
      () => {
        tick();
      },
      Math.min(drawEveryMs(), leftMs),
    );
  }

  function cancel(): void {
    if (timer !== null) timers.clear(timer);
    timer = null;
  }

  async function call(): Promise<void> {
    isAsking = true;
    isAskedAgain = false;
    const result = await ask();
    isAsking = false;
    plan = { at: now(), waitMs: isRunning ? waitAfter(result) : 0 };
    tick(isAskedAgain);
  }

  function waitAfter(result: CallResult<Data>): number {
    const next = take(result);
    const isRetry = typeof next === 'object' && next !== null;
    if (!result.ok) failures += 1;
    else if (!isRetry) failures = 0;
    isNetworkMissing = !result.ok && isNetworkFailure(failureOf(result));
    if (!isRetry) return next ?? Infinity;
    const longestMs = Math.max(LONGEST_RETRY_MS, next.retryFromMs);
    const waitMs = Math.min(longestMs, next.retryFromMs * 2 ** (failures - 1));
    // Shortened at random, so that many phones do not call at the same moment.
    return Math.round(waitMs * (1 - random() / 5));
  }

  /** Calls at once or, if a call is running, once more after it. Does nothing while stopped. */
  function askNow(): void {
    if (isAsking) isAskedAgain = true;
    else tick(true);
  }

  return {
    /** Starts the chain, or resumes it after a stop. */
    start: (): void => {
      isRunning = true;
      stopListening ??= onNetworkReturn(() => {
        if (isNetworkMissing && !isAsking) askNow();
      });
      // The network may have returned while the chain was stopped, so the call is made at once.
      const longestMs = isNetworkMissing ? 0 : (backWithinMs ?? Infinity);
      plan = { ...plan, waitMs: Math.min(plan.waitMs, longestMs) };
      tick();
    },
    /** Stops the chain. A call that ends meanwhile is repeated at the next start. */
    stop: (): void => {
      isRunning = false;
      isAskedAgain = false;
      cancel();
      stopListening?.();
      stopListening = null;
    },
    askNow,
    isAsking: () => isAsking,
    nextAskInMs: () => (remainingMs() === Infinity ? null : remainingMs()),
  };
}
