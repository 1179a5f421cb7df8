import type { Call } from '../../cloudfunctions/core/runtime/define-function';
import type { LogFields } from '../../cloudfunctions/core/runtime/log';

/** A call of a function as its handler sees it, which remembers what was noted for the log. */
export function fakeCall({ openId = 'o-clerk', timeLeftMs = 2500 } = {}): Call & {
  readonly noted: LogFields[];
} {
  const noted: LogFields[] = [];
  return {
    caller: { openId, source: 'wx_client' },
    timeLeftMs: () => timeLeftMs,
    note: (fields) => noted.push(fields),
    noted,
  };
}
