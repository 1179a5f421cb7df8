import type { CallResult } from '../contract/call-result';
import type { LookUpAnswer } from '../contract/cloud-api';

/**
 * Looks up one delivery in the cloud; never rejects. `orderIds`: ids that may be meant, the
 * likeliest first. `since`: time (ms) up to which the caller has the history; without it the cloud
 * sends all of it. `exact`: the ids are complete.
 */
export type LookUp = (
  orderIds: readonly string[],
  since?: number,
  exact?: boolean,
) => Promise<CallResult<LookUpAnswer>>;

/** Look-up of one order by several possible ids. */
export interface CandidateLookUp {
  /** Returns the id of the found order; until one is found, the likeliest id. */
  orderId(): string;
  ask(since?: number): Promise<CallResult<LookUpAnswer>>;
}

/**
 * Creates a look-up that asks for all possible ids in one call until one is found, and from then on
 * only for the found id.
 *
 * @param orderIds possible order ids, the likeliest first; at least one
 * @param exact true for complete order ids: orders whose ids merely end in them are ignored
 */
export function lookUpAny(
  orderIds: readonly string[],
  lookUp: LookUp,
  exact = false,
): CandidateLookUp {
  let found: string | null = null;
  return {
    orderId: () => found ?? orderIds[0] ?? '',
    ask: async (since) => {
      // `true`, because the id of a found order is complete.
      if (found !== null) return lookUp([found], since, true);
      const result = await lookUp(orderIds, since, exact);
      // The found id differs from the text when the text is only the end of an id.
      if (result.ok && 'orderId' in result.data) found = result.data.orderId;
      return result;
    },
  };
}
