import type { Audit } from '../../cloudfunctions/core/access/audit';
import type { Clock } from '../../cloudfunctions/core/storage/database-clock';
import type { CallContext } from '../../cloudfunctions/core/runtime/define-function';
import type { LogFields } from '../../cloudfunctions/core/runtime/log';

interface FakeCall extends CallContext {
  readonly noted: readonly LogFields[];
  readonly counts: { readonly upstream: number };
}

/** A function's call as handlers see it. It records log notes and counts. */
export function fakeCall({
  openId = 'o-clerk',
  appId = 'wxde00000000000000',
  source = 'wx_client',
  timeLeftMs = 2500,
} = {}): FakeCall {
  const noted: LogFields[] = [];
  const counts = { upstream: 0 };
  return {
    caller: { openId, appId, source },
    timeLeftMs: () => timeLeftMs,
    timeLimitMs: timeLeftMs + 500,
    note: (fields) => noted.push(fields),
    count: (what) => {
      counts[what] += 1;
    },
    noted,
    counts,
  };
}

/** Clock that is always right, at no cost. */
export function rightClock(now: () => number): Clock {
  return { now, synchronize: () => Promise.resolve() };
}

/** Audit log that nobody reads. */
export const unrecorded: Pick<Audit, 'logAround' | 'logAfter'> = {
  logAround: (_act, perform) => perform(() => undefined),
  logAfter: (_act, perform) => perform(),
};
