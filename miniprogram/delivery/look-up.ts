import type { CallResult } from '../contract/call-result';
import type { LookUpAnswer } from '../contract/cloud-api';

/** Asks the cloud for one delivery by what may be its order id, the likeliest first, and for what was seen of it since a time (ms; all of it when left out); never rejects. `exact`: the ids are whole ones. */
export type LookUp = (
  orderIds: readonly string[],
  since?: number,
  exact?: boolean,
) => Promise<CallResult<LookUpAnswer>>;

/** A look-up of what may be any of several order ids. */
export interface CandidateLookUp {
  /** The id that was found; until then the likeliest. */
  orderId(): string;
  ask(since?: number): Promise<CallResult<LookUpAnswer>>;
}

/**
 * Asks for all that may be meant at once until one is found, and from then on for that one only.
 *
 * @param orderIds at least one order id, the likeliest first
 * @param exact they are whole order ids, whatever other ids end so
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
      // It is a whole id, whatever other ids end so.
      if (found !== null) return lookUp([found], since, true);
      const result = await lookUp(orderIds, since, exact);
      // By its tail an order is found that is called otherwise.
      if (result.ok && 'orderId' in result.data) found = result.data.orderId;
      return result;
    },
  };
}
