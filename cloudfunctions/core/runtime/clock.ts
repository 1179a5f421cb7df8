import type { CallContext } from './define-function';

/** Clock of the shop, which all instances of all functions share. */
export interface Clock {
  /** Returns the time in ms since 1970. */
  readonly now: () => number;
  /**
   * Corrects the clock when that is due; called before every use of `now`. Never fails: a missed
   * correction is noted in the call's log line.
   */
  readonly ready: (call: Pick<CallContext, 'note'>) => Promise<void>;
}
