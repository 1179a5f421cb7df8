import { MAX_CLOCK_SKEW_MS } from '../../../miniprogram/contract/age';
import type { CallContext } from '../runtime/define-function';
import { processUptimeMs } from '../runtime/in-time';
import type { Documents } from './documents';
import { withinStoreLimit } from './lease';

/** Clock of the shop, which all instances of all functions share. */
export interface Clock {
  /** Returns the time in ms since 1970. */
  readonly now: () => number;
  /** Corrects the clock if that is due. A call waits for this before it uses `now`. Never fails. */
  readonly ready: (call: Pick<CallContext, 'note'>) => Promise<void>;
}

/** Id of the document into which the database writes its time. */
const CLOCK_ID = 'clock';

/** Clocks of one instance, in ms. */
interface InstanceClocks {
  /** Time since 1970; it may be wrong, and may be set while the instance runs. */
  readonly wall: () => number;
  /** Time since any moment, to measure how much time passes. */
  readonly monotonic: () => number;
}

const OWN_CLOCKS: InstanceClocks = { wall: () => Date.now(), monotonic: processUptimeMs };

/** Time (ms) after which the database is asked again, because wall clocks drift. */
const LEARNED_FOR_MS = 5 * 60_000;
/** If the clocks differ by more than this (ms), the wall clock was set. */
const CLOCK_SET_MS = 200;

/**
 * Follows the database's clock, because all instances share that: learned at the first call, every
 * 5 minutes, and when the wall clock was set. After a failure the last result stays in use.
 */
export function openDatabaseClock(limits: Documents, own = OWN_CLOCKS): Clock {
  let correctionMs = 0;
  let learned: { readonly wall: number; readonly monotonic: number } | null = null;
  const isDue = (): boolean => {
    if (learned === null) return true;
    const passedMs = own.monotonic() - learned.monotonic;
    return (
      passedMs >= LEARNED_FOR_MS || Math.abs(own.wall() - learned.wall - passedMs) > CLOCK_SET_MS
    );
  };
  return {
    now: () => own.wall() + correctionMs,
    ready: async ({ note }) => {
      if (!isDue()) return;
      const before = { wall: own.wall(), monotonic: own.monotonic() };
      try {
        const time = await withinStoreLimit(databaseTime(limits));
        // The database wrote its time between `before` and now. A correction that fits this stays.
        correctionMs = Math.min(Math.max(correctionMs, time - own.wall()), time - before.wall);
        learned = before;
        if (Math.abs(correctionMs) > MAX_CLOCK_SKEW_MS) note({ clockOffMs: -correctionMs });
      } catch {
        note({ clock: 'untold' });
      }
    },
  };
}

async function databaseTime(limits: Documents): Promise<number> {
  const fields = { at: limits.serverDate() };
  // Updates the document, or inserts it: only one of several instances can.
  if (!(await limits.putIf(CLOCK_ID, {}, fields)))
    await limits.replace(CLOCK_ID, 0, { ...fields, version: 1 });
  const at = (await limits.read(CLOCK_ID))?.['at'];
  if (!(at instanceof Date)) throw new Error('The database has told no time.');
  return at.getTime();
}
