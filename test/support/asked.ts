import type { AskResult } from '../../cloudfunctions/core/records/delivery-record';
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

/** Makes the answer of a look-up target that does not have it. */
export const notFound = (targetKey: string, notFoundAt = NOON): AskResult => ({
  targetKey,
  notFoundAt,
});
