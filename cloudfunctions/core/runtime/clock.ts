import type { Call } from './define-function';

/** Clock of the shop, which all instances of all functions share. */
export interface Clock {
  /** Returns the time in ms since 1970. */
  readonly now: () => number;
  /**
   * Sets the clock right where that is due. Every call waits for this before it uses `now`. It
   * never fails: what it cannot do, the call's log line says.
   */
  readonly ready: (call: Pick<Call, 'note'>) => Promise<void>;
}
