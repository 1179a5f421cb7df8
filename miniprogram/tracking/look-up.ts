import type { CallResult, NoAnswer } from '../shared/call-result';
import type { LookUpAnswer } from '../shared/cloud-api';

/** Asks the cloud for one delivery, and for what was seen of it since a time (ms; all of it when left out); never rejects. `exact`: the id is a whole one. */
export type LookUp = (
  orderId: string,
  since?: number,
  exact?: boolean,
) => Promise<CallResult<LookUpAnswer>>;

/** A look-up of what may be any of several order ids. */
export interface CandidateLookUp {
  /** The id that was found, or that several end in; until then the last candidate, which is the most readable one. */
  orderId(): string;
  ask(since?: number): Promise<CallResult<LookUpAnswer>>;
}

/**
 * Asks for the candidates in their order until one is found, and from then on for that one only.
 *
 * @param candidates at least one order id, the likeliest first
 * @param exact they are whole order ids, whatever other ids end so
 */
export function lookUpAny(
  candidates: readonly string[],
  lookUp: LookUp,
  exact = false,
): CandidateLookUp {
  let found: string | null = null;
  let likeliest = candidates[candidates.length - 1] ?? '';
  return {
    orderId: () => found ?? likeliest,
    ask: async (since) => {
      // It is a whole id, whatever other ids end so.
      if (found !== null) return lookUp(found, since, true);
      let result: CallResult<LookUpAnswer> = NOTHING_ASKED;
      for (const candidate of candidates) {
        result = await lookUp(candidate, since, exact);
        // By its tail an order is found that is called otherwise.
        if (result.ok && 'orderId' in result.data) found = result.data.orderId;
        else if (result.ok) likeliest = candidate;
        if (!isUnknownOrder(result)) return result;
      }
      return result;
    },
  };
}

const NOTHING_ASKED: NoAnswer = { ok: false, noAnswer: 'unreadable', detail: 'no order id' };

function isUnknownOrder(result: CallResult<LookUpAnswer>): boolean {
  return (
    !result.ok &&
    'error' in result &&
    (result.error.code === 'order-not-found' || result.error.code === 'bad-order-id')
  );
}
