/** Timers like setTimeout and clearTimeout. */
export interface Timers {
  set(callback: () => void, delayMs: number): number;
  clear(handle: number): void;
}

export interface PollerOptions<Result> {
  /** Makes one call; must not reject. */
  readonly ask: () => Promise<Result>;
  /**
   * Handles a result.
   *
   * @returns ms until the next call; null: no further call
   */
  readonly handleResult: (result: Result) => number | null;
  /** Reports that a result has been handled and the next call is planned. */
  readonly afterResult: () => void;
  /** Returns the time in ms; only differences are used. */
  readonly now: () => number;
  readonly timers: Timers;
}

/** Chain of calls that never overlap, because each is planned when the one before has ended. */
export interface Poller {
  /**
   * Starts the chain, or resumes it after a stop: calls when the next call is due, which may be at
   * once.
   */
  start(): void;
  /** Stops the chain. The result of a running call is ignored unless the chain resumes first. */
  stop(): void;
  /** Calls at once, unless a call is under way already. */
  refresh(): void;
  /** Returns ms until the next call; null when none is planned. */
  nextAskInMs(): number | null;
}

/**
 * Creates a poller, which makes no call before `start`.
 *
 * @param firstAskInMs ms until the first call; null: no call before a refresh
 */
export function createPoller<Result>(
  { ask, handleResult, afterResult, now, timers }: PollerOptions<Result>,
  firstAskInMs: number | null,
): Poller {
  let running = false;
  let asking = false;
  let timer: number | null = null;
  let plan = planned(firstAskInMs);

  function planned(
    delayMs: number | null,
  ): { readonly delayMs: number; readonly at: number } | null {
    return delayMs === null ? null : { delayMs, at: now() };
  }

  function remainingMs(): number | null {
    if (plan === null) return null;
    // A clock that is set back must not lengthen the wait.
    return Math.max(0, Math.min(plan.delayMs, plan.at + plan.delayMs - now()));
  }

  function schedule(): void {
    cancel();
    const delayMs = remainingMs();
    if (!running || asking || delayMs === null) return;
    if (delayMs === 0) void askNow();
    else timer = timers.set(() => void askNow(), delayMs);
  }

  function cancel(): void {
    if (timer !== null) timers.clear(timer);
    timer = null;
  }

  async function askNow(): Promise<void> {
    cancel();
    asking = true;
    const result = await ask();
    asking = false;
    // If the chain was stopped during the call, its result is ignored, and the call is made again
    // as soon as the chain resumes.
    plan = planned(running ? handleResult(result) : 0);
    schedule();
    if (running) afterResult();
  }

  return {
    start: () => {
      running = true;
      schedule();
    },
    stop: () => {
      running = false;
      cancel();
    },
    refresh: () => {
      if (running && !asking) void askNow();
    },
    nextAskInMs: remainingMs,
  };
}
