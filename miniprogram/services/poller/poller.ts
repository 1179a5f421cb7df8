import { type CallResult, failureOf, isNetworkFailure } from '../../contract/call-result';

export interface PollerPhone {
  /** Time on the cloud's clock in ms. */
  readonly now: () => number;
  readonly timers: {
    readonly set: (callback: () => void, delayMs: number) => number;
    readonly clear: (handle: number) => void;
  };
  /** Returns a random number from 0 to 1. */
  readonly random: () => number;
  /** Calls `onReturn` each time the network returns. Returns a function that stops it. */
  readonly onNetworkReturn: (onReturn: () => void) => () => void;
}

/** Wait (ms) before the next call. `firstRetryMs` doubles with each failure. Null: no call. */
export type NextCall = number | { readonly firstRetryMs: number } | null;

export interface PollerOptions<Data> {
  readonly phone: PollerPhone;
  readonly askCloud: () => Promise<CallResult<Data>>;
  /** Handles the result of a call. @returns when to call again */
  readonly handleResult: (result: CallResult<Data>) => NextCall;
  /** Draws the page: before and after each call, and at intervals for ages and countdowns. */
  readonly redraw?: () => void;
  readonly redrawEveryMs?: () => number;
  /** Time (ms) until the first call, by default 0; null: only `askNow` makes the first call. */
  readonly firstCallInMs?: number | null;
  /** Longest wait (ms) from an answer to the next call when the page is shown again. */
  readonly resumeWithinMs?: number;
}

/** Chain of calls. They never overlap: the next one is planned when a call has ended. */
export type Poller = ReturnType<typeof createPoller>;

/** Longest wait (ms) after a failure, unless `firstRetryMs` is longer. */
export const LONGEST_RETRY_WAIT_MS = 120_000;

/** Creates a poller. It makes no call before `start`. */
export function createPoller<Data>(options: PollerOptions<Data>) {
  const { phone, askCloud, handleResult, redraw, firstCallInMs = 0, resumeWithinMs } = options;
  const drawEveryMs = options.redrawEveryMs ?? (() => LONGEST_RETRY_WAIT_MS);
  const { now, timers, random, onNetworkReturn } = phone;
  let isRunning = false;
  let isAsking = false;
  let isRepeatDue = false;
  let isNetworkMissing = false;
  let failureCount = 0;
  let timer: number | null = null;
  let stopListening: (() => void) | null = null;
  let nextCall = { at: now(), waitMs: firstCallInMs ?? Infinity };

  function msUntilCall(): number {
    // If the clock was set back, the wait must not become longer than planned.
    return Math.max(0, Math.min(nextCall.waitMs, nextCall.at + nextCall.waitMs - now()));
  }

  function callOrWait(isWanted = false): void {
    clearTimer();
    if (!isRunning) return;
    if (!isAsking && (isWanted || msUntilCall() === 0)) void call();
    redraw?.();
    const leftMs = isAsking ? Infinity : msUntilCall();
    timer = timers.set(
      () => {
        callOrWait();
      },
      Math.min(drawEveryMs(), leftMs),
    );
  }

  function clearTimer(): void {
    if (timer !== null) timers.clear(timer);
    timer = null;
  }

  async function call(): Promise<void> {
    isAsking = true;
    isRepeatDue = false;
    const result = await askCloud();
    isAsking = false;
    nextCall = { at: now(), waitMs: isRunning ? waitMsAfter(result) : 0 };
    callOrWait(isRepeatDue);
  }

  function waitMsAfter(result: CallResult<Data>): number {
    const next = handleResult(result);
    const isRetry = typeof next === 'object' && next !== null;
    if (!result.ok) failureCount += 1;
    else if (!isRetry) failureCount = 0;
    isNetworkMissing = !result.ok && isNetworkFailure(failureOf(result));
    if (!isRetry) return next ?? Infinity;
    const longestMs = Math.max(LONGEST_RETRY_WAIT_MS, next.firstRetryMs);
    const waitMs = Math.min(longestMs, next.firstRetryMs * 2 ** (failureCount - 1));
    // Shortened at random, so that not all phones call at the same moment.
    return Math.round(waitMs * (1 - random() / 5));
  }

  /** Calls at once; if a call is running, once more after it. Does nothing after a stop. */
  function callNow(): void {
    if (isAsking) isRepeatDue = true;
    else callOrWait(true);
  }

  return {
    /** Starts the chain of calls, or resumes it after a stop. */
    start: (): void => {
      isRunning = true;
      stopListening ??= onNetworkReturn(() => {
        if (isNetworkMissing && !isAsking) callNow();
      });
      // The network may have returned while the chain was stopped. So the call is made at once.
      const longestMs = isNetworkMissing ? 0 : (resumeWithinMs ?? Infinity);
      nextCall = { ...nextCall, waitMs: Math.min(nextCall.waitMs, longestMs) };
      callOrWait();
    },
    /** Stops the chain. A call that ends during the stop is repeated at the next start. */
    stop: (): void => {
      isRunning = false;
      isRepeatDue = false;
      clearTimer();
      stopListening?.();
      stopListening = null;
    },
    askNow: callNow,
    isAsking: () => isAsking,
    nextCallInMs: () => (msUntilCall() === Infinity ? null : msUntilCall()),
  };
}
