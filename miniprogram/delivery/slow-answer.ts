import type { Timers } from './delivery-poller';
import type { Waited } from './view/waiting-words';

const LONG_FROM_MS = 1500;
const VERY_LONG_FROM_MS = 5000;

/** Wait of a person for an answer. */
export interface Wait {
  /** Begins the wait, or begins it anew. */
  begin(): void;
  end(): void;
  /** Returns for how long the person has waited; null below 1.5 s and while nobody waits. */
  waited(): Waited | null;
}

/**
 * Creates a wait that has not begun.
 *
 * @param changed called whenever `waited` has changed while the wait lasts
 */
export function createWait(timers: Timers, changed: () => void): Wait {
  let waited: Waited | null = null;
  let handles: readonly number[] = [];

  function end(): void {
    for (const handle of handles) timers.clear(handle);
    handles = [];
    waited = null;
  }

  function after(delayMs: number, next: Waited): number {
    return timers.set(() => {
      waited = next;
      changed();
    }, delayMs);
  }

  return {
    begin: () => {
      end();
      handles = [after(LONG_FROM_MS, 'long'), after(VERY_LONG_FROM_MS, 'very-long')];
    },
    end,
    waited: () => waited,
  };
}
