import type { CallContext } from './define-function';

/** Clock of the shop, which all instances of all functions share. */
export interface Clock {
  /** Returns the time in ms since 1970. */
  readonly now: () => number;
  /**
   * Corrects the clock if a correction is due. A call must wait for this before it uses `now`.
   * Never fails: a missed correction is noted in the call's log line.
   */
  readonly ready: (call: Pick<CallContext, 'note'>) => Promise<void>;
}
