import { type CallResult, failureOf, isNetworkFailure } from '../../contract/call-result';

/** Clock, timers and network of a phone; tests pass their own. */
export interface PollerPhone {
  /** Time on the cloud's clock in ms. */
  readonly now: () => number;
  readonly timers: {
    readonly set: (callback: () => void, delayMs: number) => number;
    readonly clear: (handle: number) => void;
  };
  readonly random: () => number;
  /** Calls `onReturn` each time the network returns. @returns a function that ends these calls */
  readonly onNetworkReturn: (onReturn: () => void) => () => void;
}

/** Wait (ms) before the next call. `firstRetryMs` doubles with each failure. Null: no next call. */
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
  /** Longest wait (ms) after an answer when the page is shown again; missing: as planned. */
  readonly resumeWithinMs?: number;
}

/** Chain of calls to the cloud that never overlap: each is planned when the last has ended. */
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
  let plannedCall = { at: now(), waitMs: firstCallInMs ?? Infinity };

  function msUntilCall(): number {
    // If the clock was set back, the wait must not get longer than planned.
    return Math.max(0, Math.min(plannedCall.waitMs, plannedCall.at + plannedCall.waitMs - now()));
  }

  function callOrWait(isCallWanted = false): void {
    clearTimer();
    if (!isRunning) return;
    if (!isAsking && (isCallWanted || msUntilCall() === 0)) void callOnce();
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

  async function callOnce(): Promise<void> {
    isAsking = true;
    isRepeatDue = false;
    const result = await askCloud();
    isAsking = false;
    plannedCall = { at: now(), waitMs: isRunning ? waitMsAfter(result) : 0 };
    callOrWait(isRepeatDue);
  }

  function waitMsAfter(result: CallResult<Data>): number {
    const nextWait = handleResult(result);
    const isRetry = typeof nextWait === 'object' && nextWait !== null;
    if (!result.ok) failureCount += 1;
    else if (!isRetry) failureCount = 0;
    isNetworkMissing = !result.ok && isNetworkFailure(failureOf(result));
    if (!isRetry) return nextWait ?? Infinity;
    const longestWaitMs = Math.max(LONGEST_RETRY_WAIT_MS, nextWait.firstRetryMs);
    const waitMs = Math.min(longestWaitMs, nextWait.firstRetryMs * 2 ** (failureCount - 1));
    // The wait is shortened at random, so that not all phones call at the same moment.
    return Math.round(waitMs * (1 - random() / 5));
  }

  /** Calls the cloud at once; during a call, once more after its end. Does nothing after `stop`. */
  function callNow(): void {
    if (isAsking) isRepeatDue = true;
    else callOrWait(true);
  }

  return {
    /** Starts the chain of calls, or resumes it after `stop`. */
    start: (): void => {
      isRunning = true;
      stopListening ??= onNetworkReturn(() => {
        if (isNetworkMissing && !isAsking) callNow();
      });
      // The network may have returned while the poller was stopped, so it makes the next call now.
      const maxWaitMs = isNetworkMissing ? 0 : (resumeWithinMs ?? Infinity);
      plannedCall = { ...plannedCall, waitMs: Math.min(plannedCall.waitMs, maxWaitMs) };
      callOrWait();
    },
    /** Stops the chain of calls. If a call ends afterwards, the next `start` makes it again. */
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
