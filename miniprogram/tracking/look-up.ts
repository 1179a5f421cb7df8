import type { Answer } from '../shared/cloud-api';
import type { DeliveryReport } from '../shared/delivery';

/** Why no answer of the cloud function arrived, or none that can be read. */
export type NoAnswerReason =
  'offline' | 'timed-out' | 'busy' | 'crashed' | 'not-deployed' | 'cloud-missing' | 'unreadable';

/** What stands in for an answer when none arrived. `detail` is for whoever has to mend it: technical, without personal data. */
export interface NoAnswer {
  readonly ok: false;
  readonly noAnswer: NoAnswerReason;
  readonly detail: string;
}

export type Result<Data> = Answer<Data> | NoAnswer;

/** Asks the cloud for one delivery; never rejects. */
export type LookUp = (orderId: string) => Promise<Result<DeliveryReport>>;

/** A look-up of what may be any of several order ids. */
export interface CandidateLookUp {
  /** The id that was found; until then the last candidate, which is the most readable one. */
  orderId(): string;
  ask(): Promise<Result<DeliveryReport>>;
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
      let result: Result<DeliveryReport> = NOTHING_ASKED;
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

function isUnknownOrder(result: Result<DeliveryReport>): boolean {
  return (
    !result.ok &&
    'error' in result &&
    (result.error.code === 'order-not-found' || result.error.code === 'bad-order-id')
  );
}
