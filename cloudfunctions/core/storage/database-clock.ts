import { MAX_CLOCK_SKEW_MS } from '../../../miniprogram/contract/age';
import type { CallContext } from '../runtime/define-function';
import { processUptimeMs } from '../runtime/in-time';
import type { Documents } from './documents';
import { withinStoreLimit } from './lease';

/** Clock of the shop, which all instances of all functions share. */
export interface Clock {
  readonly now: () => number;
  /** Corrects the clock if that is due; never fails. A call waits for this before it uses `now`. */
  readonly synchronize: (call: Pick<CallContext, 'note'>) => Promise<void>;
}

/** Id of the document into which the database writes its time. */
const CLOCK_ID = 'clock';

/** Clocks of one instance of a cloud function, in ms. */
interface InstanceClocks {
  /** Time since 1970; may be wrong, and may jump while the instance runs. */
  readonly wall: () => number;
  /** Time since some fixed moment. It never jumps, so it measures how much time has passed. */
  readonly monotonic: () => number;
}

const SYSTEM_CLOCKS: InstanceClocks = { wall: () => Date.now(), monotonic: processUptimeMs };

/** Time (ms) after which the database's time is read again, because wall clocks drift. */
const SYNC_EVERY_MS = 5 * 60_000;
/** Largest difference (ms) between an instance's two clocks. If larger, the wall clock was set. */
const MAX_DRIFT_MS = 200;

/**
 * Follows the database's clock, because all instances share it: read at the first call, then every
 * 5 minutes, and when the wall clock was set. After a failure the last result stays in use.
 */
export function openDatabaseClock(limits: Documents, clocks = SYSTEM_CLOCKS): Clock {
  let correctionMs = 0;
  let sync: { readonly wall: number; readonly monotonic: number } | null = null;
  const isDue = (): boolean => {
    if (sync === null) return true;
    const passedMs = clocks.monotonic() - sync.monotonic;
    return (
      passedMs >= SYNC_EVERY_MS || Math.abs(clocks.wall() - sync.wall - passedMs) > MAX_DRIFT_MS
    );
  };
  return {
    now: () => clocks.wall() + correctionMs,
    synchronize: async ({ note }) => {
      if (!isDue()) return;
      const before = { wall: clocks.wall(), monotonic: clocks.monotonic() };
      try {
        const time = await withinStoreLimit(readDatabaseTime(limits));
        // The database wrote its time between `before` and now, which bounds the correction.
        correctionMs = Math.min(Math.max(correctionMs, time - clocks.wall()), time - before.wall);
        sync = before;
        if (Math.abs(correctionMs) > MAX_CLOCK_SKEW_MS) note({ clockOffMs: -correctionMs });
      } catch {
        note({ clock: 'untold' });
      }
    },
  };
}

async function readDatabaseTime(limits: Documents): Promise<number> {
  const fields = { at: limits.serverDate() };
  // Updates the clock's document or, if missing, inserts it: of several instances, only one can.
  if (!(await limits.putIf(CLOCK_ID, {}, fields)))
    await limits.replace(CLOCK_ID, 0, { ...fields, version: 1 });
  const writtenAt = (await limits.read(CLOCK_ID))?.['at'];
  if (!(writtenAt instanceof Date)) throw new Error('The database has told no time.');
  return writtenAt.getTime();
}
