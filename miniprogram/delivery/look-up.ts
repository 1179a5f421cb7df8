import type { CallResult } from '../contract/call-result';
import type { LookUpAnswer } from '../contract/cloud-api';

/**
 * Looks up one delivery in the cloud by the order ids that may be meant, the likeliest first; never
 * rejects. `since`: time (ms) up to which the history is known, without it the cloud sends all of
 * it. `exact`: the ids are whole ones.
 */
export type LookUp = (
  orderIds: readonly string[],
  since?: number,
  exact?: boolean,
) => Promise<CallResult<LookUpAnswer>>;

/** Look-up of one order by several possible ids. */
export interface CandidateLookUp {
  /** Returns the id that was found; until then the likeliest one. */
  orderId(): string;
  ask(since?: number): Promise<CallResult<LookUpAnswer>>;
}

/**
 * Looks up all possible ids in one call until one is found, and from then on only that one.
 *
 * @param orderIds possible order ids, the likeliest first; at least one
 * @param exact true for whole order ids: other ids that end in them are ignored
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
      // The found id is a whole one.
      if (found !== null) return lookUp([found], since, true);
      const result = await lookUp(orderIds, since, exact);
      // A text that is only the end of an id finds an order with another id.
      if (result.ok && 'orderId' in result.data) found = result.data.orderId;
      return result;
    },
  };
}
