import type { CallResult, NoAnswer } from '../shared/call-result';
import type { DeliveryReport } from '../shared/delivery';

/** Asks the cloud for one delivery; never rejects. */
export type LookUp = (orderId: string) => Promise<CallResult<DeliveryReport>>;

/** A look-up of what may be any of several order ids. */
export interface CandidateLookUp {
  /** The id that was found; until then the last candidate, which is the most readable one. */
  orderId(): string;
  ask(): Promise<CallResult<DeliveryReport>>;
}

/**
 * Asks for the candidates in their order until one is found, and from then on for that one only.
 *
 * @param candidates at least one order id, the likeliest first
 */
export function lookUpAny(candidates: readonly string[], lookUp: LookUp): CandidateLookUp {
  let found: string | null = null;
  return {
    orderId: () => found ?? candidates[candidates.length - 1] ?? '',
    ask: async () => {
      if (found !== null) return lookUp(found);
      let result: CallResult<DeliveryReport> = NOTHING_ASKED;
      for (const candidate of candidates) {
        result = await lookUp(candidate);
        if (result.ok) found = candidate;
        if (!isUnknownOrder(result)) return result;
      }
      return result;
    },
  };
}

const NOTHING_ASKED: NoAnswer = { ok: false, noAnswer: 'unreadable', detail: 'no order id' };

function isUnknownOrder(result: CallResult<DeliveryReport>): boolean {
  return (
    !result.ok &&
    'error' in result &&
    (result.error.code === 'order-not-found' || result.error.code === 'bad-order-id')
  );
}
