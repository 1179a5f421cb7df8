import { RIDERS_KEPT_MS } from '../../../miniprogram/contract/age';
import { DAMAGED_RECORD_LOG, recordOf } from '../records/read-record';
import { withoutRiders } from '../records/remember-answers';
import type { CallContext } from '../runtime/define-function';
import { changeDocument } from '../storage/change-document';
import type { Documents, Versioned } from '../storage/documents';
import { type TakeTurn, DOCUMENTS_PER_TURN } from './duties';

const CHANGES_AT_ONCE = 10;
/** Minimum time (ms) that must be left to begin another change. */
const MIN_MS_FOR_CHANGE = 500;

/** Removes old riders and registrations. Damaged records are skipped; the self-check shows them. */
export function forgetRiders(
  deliveries: Documents,
  now: number,
  call: Pick<CallContext, 'timeLeftMs' | 'note'>,
): TakeTurn {
  let damaged = 0;
  return async () => {
    const found = await deliveries.list({
      below: ['ridersNeededAt', now - RIDERS_KEPT_MS],
      leastFirst: 'ridersNeededAt',
      // Deliveries that were changed no longer match the search. So only damaged ones are skipped.
      skip: damaged,
      limit: DOCUMENTS_PER_TURN,
    });
    const readable = found.filter((document) => !recordOf(document).isDamaged);
    for (let done = 0; done < readable.length; done += CHANGES_AT_ONCE) {
      if (call.timeLeftMs() < MIN_MS_FOR_CHANGE) return { done, isLast: false };
      const some = readable.slice(done, done + CHANGES_AT_ONCE);
      const change = (current: Versioned | null) => withoutRiders(current, now);
      await Promise.all(some.map(({ _id }) => changeDocument(deliveries, _id, change)));
    }
    damaged += found.length - readable.length;
    if (damaged > 0) call.note({ ...DAMAGED_RECORD_LOG, damaged });
    return { done: readable.length, isLast: found.length < DOCUMENTS_PER_TURN };
  };
}
