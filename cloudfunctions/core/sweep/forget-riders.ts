import { RIDERS_KEPT_MS } from '../../../miniprogram/contract/age';
import { DAMAGED_LOG, recordOf } from '../records/read-record';
import { withoutRiders } from '../records/remember-answers';
import type { CallContext } from '../runtime/define-function';
import { changeDocument } from '../storage/change-document';
import type { Documents, Found } from '../storage/documents';
import { type TakeTurn, TURN_DOCUMENTS } from './duties';

/** Number of deliveries whose rider data are removed at the same time. */
const AT_ONCE = 10;
/** Minimum time (ms) that must be left to begin another change. */
const CHANGE_MS = 500;

/**
 * Creates the sweep's duty that removes old data of riders (`withoutOldRiders`). Damaged records
 * are skipped and counted in the log; the self-check shows them. The duty also takes an order off
 * the board of a store that has awaited it for two hours.
 */
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
      limit: TURN_DOCUMENTS,
    });
    const readable = found.filter((document) => !recordOf(document).isDamaged);
    for (let done = 0; done < readable.length; done += AT_ONCE) {
      if (call.timeLeftMs() < CHANGE_MS) return { done, isLast: false };
      const some = readable.slice(done, done + AT_ONCE);
      await Promise.all(some.map((document) => forgetRidersOf(document, deliveries, now)));
    }
    damaged += found.length - readable.length;
    if (damaged > 0) call.note({ ...DAMAGED_LOG, damaged });
    return { done: readable.length, isLast: found.length < TURN_DOCUMENTS };
  };
}

async function forgetRidersOf(document: Found, deliveries: Documents, now: number): Promise<void> {
  const { _id, version } = document;
  const fields = withoutRiders(document, now);
  if (fields === null) return;
  if (await deliveries.replace(_id, version, { ...fields, version: version + 1 })) return;
  await changeDocument(deliveries, _id, (current) => withoutRiders(current, now));
}
