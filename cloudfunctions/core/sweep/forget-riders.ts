import { RIDERS_KEPT_MS } from '../../../miniprogram/contract/age';
import { DAMAGED_RECORD_LOG, recordOf } from '../records/read-record';
import { fieldsWithoutRiders } from '../records/remember-answers';
import type { CallContext } from '../runtime/define-function';
import { changeDocument } from '../storage/change-document';
import type { Documents, Versioned } from '../storage/documents';
import { type RunDutyPart, DOCUMENTS_PER_PART } from './duties';

const CHANGES_AT_ONCE = 10;
/** Least time (ms) that a call must have left to begin another batch of changes. */
const MIN_CHANGE_TIME_MS = 500;

/** Creates the job that removes old data of riders and paid orders; skips damaged records. */
export function oldRidersDuty(
  deliveries: Documents,
  now: number,
  call: Pick<CallContext, 'timeLeftMs' | 'note'>,
): RunDutyPart {
  let damagedCount = 0;
  return async () => {
    const documents = await deliveries.list({
      below: ['ridersNeededAt', now - RIDERS_KEPT_MS],
      ascendingBy: 'ridersNeededAt',
      // Deliveries that were changed no longer match the search, so only damaged ones are skipped.
      skip: damagedCount,
      limit: DOCUMENTS_PER_PART,
    });
    const readableDocuments = documents.filter((document) => !recordOf(document).isDamaged);
    for (let doneCount = 0; doneCount < readableDocuments.length; doneCount += CHANGES_AT_ONCE) {
      if (call.timeLeftMs() < MIN_CHANGE_TIME_MS) return { doneCount, isDone: false };
      const batch = readableDocuments.slice(doneCount, doneCount + CHANGES_AT_ONCE);
      const change = (document: Versioned | null) => fieldsWithoutRiders(document, now);
      await Promise.all(batch.map(({ _id }) => changeDocument(deliveries, _id, change)));
    }
    damagedCount += documents.length - readableDocuments.length;
    if (damagedCount > 0) call.note({ ...DAMAGED_RECORD_LOG, damaged: damagedCount });
    return { doneCount: readableDocuments.length, isDone: documents.length < DOCUMENTS_PER_PART };
  };
}
