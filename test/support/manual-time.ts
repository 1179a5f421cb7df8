import type { PollerPhone } from '../../miniprogram/services/poller/poller';

/** A clock with timers and a network that only tests move. */
export type ManualTime = ReturnType<typeof manualTime>;

export function manualTime(startAt: number) {
  let now = startAt;
  let lastHandle = 0;
  const due = new Map<number, { readonly at: number; readonly callback: () => void }>();

  /** Advances by ms, runs due timers, and lets promises settle in between. */
  async function advance(ms: number): Promise<void> {
    const until = now + ms;
    await settle();
    for (;;) {
      const next = [...due].sort(([, one], [, other]) => one.at - other.at)[0];
      if (next === undefined || next[1].at > until) break;
      due.delete(next[0]);
      now = Math.max(now, next[1].at);
      next[1].callback();
      await settle();
    }
    now = until;
  }

  const timers: PollerPhone['timers'] = {
    set: (callback, delayMs) => {
      // Node warns of a negative one since 24; both it and browsers take it for 1 ms.
      if (!(delayMs >= 0)) throw new Error(`A timer was set to ${delayMs} ms.`);
      lastHandle += 1;
      due.set(lastHandle, { at: now + delayMs, callback });
      return lastHandle;
    },
    clear: (handle) => {
      due.delete(handle);
    },
  };
  const listeners = new Set<() => void>();
  const onNetworkReturn: PollerPhone['onNetworkReturn'] = (onReturn) => {
    listeners.add(onReturn);
    return () => {
      listeners.delete(onReturn);
    };
  };

  return {
    now: () => now,
    timers,
    advance,
    /** Number of set timers. */
    pending: () => due.size,
    /** A phone of this time, whose chance is always 0. */
    phone: { now: () => now, timers, random: () => 0, onNetworkReturn },
    /** Says that the phone's network is back. */
    networkReturned: () => {
      for (const listener of listeners) listener();
    },
  };
}

/** Waits for all promises that are due. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve);
  });
}
