/** Real timers, as a phone has them. */
export interface Timers {
  set(callback: () => void, delayMs: number): number;
  clear(handle: number): void;
}

export interface PollerOptions<Result> {
  /** Asks once; must not reject. */
  readonly ask: () => Promise<Result>;
  /** Takes in a result and says in how many ms to ask again; null: not again. */
  readonly heard: (result: Result) => number | null;
  /** Called when a result has been taken in and the next ask is planned. */
  readonly changed: () => void;
  /** ms; only differences are used. */
  readonly now: () => number;
  readonly timers: Timers;
}

/** One chain of asks that never overlap. */
export interface Poller {
  /** Begins, or goes on after a stop: asks when the next ask is due, which may be at once. */
  start(): void;
  /** No ask from now on; the answer to one that is under way changes nothing. */
  stop(): void;
  /** Asks at once, unless an ask is under way already. */
  refresh(): void;
  /** ms until the next ask; null when none is planned. */
  nextAskInMs(): number | null;
}

/** @param firstAskInMs when the first ask is due; null: not before a person asks */
export function createPoller<Result>(
  { ask, heard, changed, now, timers }: PollerOptions<Result>,
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
    // Never longer than planned, should the clock be set back.
    return Math.min(plan.delayMs, Math.max(0, plan.at + plan.delayMs - now()));
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
    // Stopped meanwhile: the ask counts as not made, and is due when the chain goes on.
    plan = planned(running ? heard(result) : 0);
    schedule();
    if (running) changed();
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
