import { SKEW_MS } from '../../../miniprogram/contract/age';
import type { Clock } from '../runtime/clock';
import { processMs } from '../runtime/in-time';
import type { Documents } from './documents';
import { withinStoreLimit } from './single-flight';

/** Id of the document into which the database writes its time. */
const CLOCK_ID = 'clock';

/** Clocks of one instance, in ms. */
interface InstanceClocks {
  /** Wall clock, ms since 1970. It may be wrong, and may be set while the instance runs. */
  readonly wall: () => number;
  /** Clock that nobody can set. It only measures how much time passes; its zero means nothing. */
  readonly monotonic: () => number;
}

const OWN_CLOCKS: InstanceClocks = { wall: () => Date.now(), monotonic: processMs };

/** Time (ms) after which the database is asked again, because wall clocks drift. */
const LEARNED_FOR_MS = 5 * 60_000;
/** If one clock advances by more than this (ms) further than the other, the wall clock was set. */
const SET_MS = 200;

/**
 * Opens the shop's clock, which follows the database's clock, because all instances share that. An
 * instance measures how far its own clock is off: at the first call, every 5 minutes, and when its
 * wall clock was set. After a failure the last result stays in use.
 */
export function openDatabaseClock(limits: Documents, own = OWN_CLOCKS): Clock {
  /** Time (ms) that is added to the wall clock. */
  let correctionMs = 0;
  let learned: { readonly wall: number; readonly monotonic: number } | null = null;
  const isDue = (): boolean => {
    if (learned === null) return true;
    const passedMs = own.monotonic() - learned.monotonic;
    return passedMs >= LEARNED_FOR_MS || Math.abs(own.wall() - learned.wall - passedMs) > SET_MS;
  };
  return {
    now: () => own.wall() + correctionMs,
    ready: async ({ note }) => {
      if (!isDue()) return;
      const before = { wall: own.wall(), monotonic: own.monotonic() };
      try {
        const time = await withinStoreLimit(databaseTime(limits));
        // The database wrote its time between `before` and now. A correction that fits this stays
        // as it is, so that a right clock is not corrected.
        correctionMs = Math.min(Math.max(correctionMs, time - own.wall()), time - before.wall);
        learned = before;
        if (Math.abs(correctionMs) > SKEW_MS) note({ clockOffMs: -correctionMs });
      } catch {
        note({ clock: 'untold' });
      }
    },
  };
}

/** Asks the database for its time, in ms since 1970; throws when the database tells none. */
async function databaseTime(limits: Documents): Promise<number> {
  const fields = { at: limits.serverDate() };
  // Updates the document, or inserts it (version 0); only one of several instances can insert it.
  if (!(await limits.putIf(CLOCK_ID, {}, fields)))
    await limits.replace(CLOCK_ID, 0, { ...fields, version: 1 });
  const at = (await limits.read(CLOCK_ID))?.['at'];
  if (!(at instanceof Date)) throw new Error('The database has told no time.');
  return at.getTime();
}
