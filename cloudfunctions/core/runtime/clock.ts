import type { CallContext } from './define-function';

/** Clock of the shop, which all instances of all functions share. */
export interface Clock {
  /** Returns the time in ms since 1970. */
  readonly now: () => number;
  /**
   * Sets the clock right where that is due, before every use of `now`. It never fails: what it
   * cannot do is in the call's log line.
   */
  readonly ready: (call: Pick<CallContext, 'note'>) => Promise<void>;
}
