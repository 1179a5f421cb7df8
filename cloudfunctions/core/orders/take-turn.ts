import type { Call } from '../runtime/define-function';
import type { Documents } from '../runtime/documents';
import { within } from '../runtime/in-time';
import { takeLease } from './delivery-memory';
import type { DeliveryRecord } from './delivery-record';
import { recordOf } from './read-record';
import type { Knowledge } from './sight';

/** Whose turn it is to ask for a delivery, and what is known of it by then. */
export type Turn =
  /** Nobody's: it is known. */
  | { readonly part: 'told'; readonly record: DeliveryRecord }
  /** Somebody else's, who has not come back yet: what is known is told meanwhile. */
  | { readonly part: 'others'; readonly record: DeliveryRecord }
  /** The caller's own. `lease`: until when it is the only one; null when it may not be. */
  | { readonly part: 'own'; readonly record: DeliveryRecord; readonly lease: number | null };

interface TurnParts {
  readonly deliveries: Documents;
  readonly now: () => number;
  /** Resolves after so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** No lease is longer, so that a delivery is soon asked for again when the instance that held it has died. */
const LEASE_MS = 10_000;
/** So much may the clocks of two instances differ. */
const SKEW_MS = 1000;
/** What a call has left between its last question to WeChat and its end. */
const ANSWER_MS = 500;
/** Of the few seconds that a look-up may take, the database gets no more than this at a time. */
const STORE_MS = 1000;
const LOOK_AGAIN_MS = 100;
const LONGEST_PAUSE_MS = 800;
/** Where something is known nobody waits longer than this for something newer. */
const PATIENCE_MS = 1500;
/** What a call keeps of its time to ask itself when it has waited in vain; less than WeChat's usual 3 s, so that it does wait. */
const OWN_QUESTION_MS = 1500;

/**
 * Of all calls that would ask for one delivery at the same time, over all instances, one gets the turn; the others are told what is known, or wait
 * for what it finds out when that is old or nothing. No instance's memory is relied on: the lease stands on the delivery's document, and ends by
 * itself. Where the database fails, a call asks for itself: that costs a question, not the answer.
 */
export async function takeTurn(
  { deliveries, now, sleep }: TurnParts,
  orderId: string,
  first: DeliveryRecord,
  knowledgeOf: (record: DeliveryRecord) => Knowledge,
  call: Pick<Call, 'timeLeftMs' | 'note'>,
): Promise<Turn> {
  const began = now();
  const inTime = <Value>(work: Promise<Value>): Promise<Value> =>
    within(work, STORE_MS, () => new Error('late'));
  let record = first;
  let pauseMs = LOOK_AGAIN_MS;
  for (;;) {
    const knowledge = knowledgeOf(record);
    if (knowledge === 'told') return { part: 'told', record };
    const spareMs = Math.max(0, call.timeLeftMs() - OWN_QUESTION_MS);
    if (spareMs === 0 && record !== first)
      return knowledge === 'nothing'
        ? { part: 'own', record, lease: null }
        : { part: 'others', record };
    let lease: number | null = null;
    try {
      // One that would last longer was taken by a clock that is wrong.
      const heldMs = record.leaseUntil - now();
      if (heldMs <= 0 || heldMs > LEASE_MS + SKEW_MS) {
        lease = now() + Math.min(LEASE_MS, call.timeLeftMs() + ANSWER_MS);
        const leased = await inTime(takeLease(deliveries, orderId, record, lease, now()));
        if (leased !== null) return { part: 'own', record: leased, lease };
        lease = null;
      } else {
        const isEnough = knowledge === 'recent' || now() - began >= PATIENCE_MS;
        if (isEnough && knowledge !== 'nothing') return { part: 'others', record };
        await sleep(Math.min(pauseMs, spareMs));
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
      record = recordOf(await inTime(deliveries.read(orderId)));
    } catch {
      call.note({ deliveryStore: 'failed' });
      // It may stand there all the same: then it is given back with the answer.
      return { part: 'own', record, lease };
    }
  }
}
