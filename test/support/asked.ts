import type { AskResult, DeliveryRecord } from '../../cloudfunctions/core/records/delivery-record';
import type { AnswersToStore } from '../../cloudfunctions/core/records/remember-answers';
import { NOON, report } from './delivery-reports';

/** Makes the answer of a look-up target that has the order `A`, with a status code. */
export function found(targetKey: string, code: number, askedAt = NOON): AskResult {
  const delivery = { ...report({ code }), orderId: 'A' };
  return {
    targetKey,
    company: `C${targetKey}`,
    storeIds: [`S${targetKey}`],
    actorStoreIds: [`S${targetKey}`],
    found: { delivery, contact: null, askedAt },
  };
}

/** Answers of a look-up of `A`, to be remembered. */
export const answersOf = (
  lastRead: DeliveryRecord,
  results: readonly AskResult[],
  askedAt = NOON,
): AnswersToStore => ({ orderId: 'A', lastRead, results, askedAt, leaseEnds: [], isLookUp: true });

/** Makes the answer of a look-up target that does not have it. */
export const notFound = (targetKey: string, notFoundAt = NOON): AskResult => ({
  targetKey,
  notFoundAt,
});
