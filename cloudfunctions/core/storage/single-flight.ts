import type { Call } from '../runtime/define-function';
import { within } from '../runtime/in-time';

/** How a caller stands to the question that all who need the same answer would ask at once. */
export type Flight<Known> =
  /** What is known is enough: nobody need ask. */
  | { readonly part: 'answered'; readonly known: Known }
  /** Somebody else is asking: what is known has to do meanwhile. */
  | { readonly part: 'follower'; readonly known: Known }
  /** The caller asks for all. */
  | { readonly part: 'leader'; readonly known: Known; readonly leaseUntil: number }
  /** The caller asks for itself; `leaseUntil`: a lease that may stand there all the same. */
  | { readonly part: 'alone'; readonly known: Known; readonly leaseUntil: number | null };

/** What stands on the document that all instances share, and how it is read and leased. */
export interface SharedDocument<Known> {
  readonly read: () => Promise<Known>;
  /**
   * Takes the lease: of all callers that have read the same version, one gets it.
   *
   * @returns what stands there with the lease on it; null when somebody was faster
   */
  readonly lease: (known: Known, leaseUntil: number) => Promise<Known | null>;
  /** ms since 1970; 0 when nobody holds it. */
  readonly leaseUntilOf: (known: Known) => number;
  /**
   * How long somebody who follows waits for something newer, in ms since the start; 'answered'
   * where nothing newer is needed, 'unknown' where nothing could be told.
   */
  readonly patienceMs: (known: Known) => number | 'answered' | 'unknown';
}

interface FlightParts {
  readonly now: () => number;
  /** Resolves after so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
  /** The longest lease; an instance that has died holds up the others no longer. */
  readonly leaseMs: number;
  /** Hears why the database did not help. */
  readonly failed: (error: unknown) => void;
}

/** So much may the clocks of two instances differ. */
const SKEW_MS = 1000;
/** What a call has left between its last question and its end. */
const ANSWER_MS = 500;
/** Of the few seconds that a call may take, the database gets no more than this at a time. */
const STORE_MS = 1000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 800;
/**
 * What a call keeps of its time to ask itself when it has waited in vain; less than WeChat's usual
 * 3 s, so that it does wait.
 */
const OWN_QUESTION_MS = 1500;

/**
 * Decides who asks: of all callers that need the same answer at the same time, over all instances,
 * one leads; the others are told what is known, or wait for what the leader finds out. No
 * instance's memory is relied on: the lease stands on the shared document, and ends by itself.
 * Where the database fails, a caller asks for itself: that costs a question, not the answer.
 *
 * @param first what was read a moment ago
 */
export async function joinFlight<Known>(
  { now, sleep, leaseMs, failed }: FlightParts,
  document: SharedDocument<Known>,
  first: Known,
  { timeLeftMs }: Pick<Call, 'timeLeftMs'>,
): Promise<Flight<Known>> {
  const began = now();
  let known = first;
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const patienceMs = document.patienceMs(known);
    if (patienceMs === 'answered') return { part: 'answered', known };
    const spareMs = Math.max(0, timeLeftMs() - OWN_QUESTION_MS);
    const leaseLeftMs = document.leaseUntilOf(known) - now();
    const isFree = isOver(leaseLeftMs, leaseMs);
    if (spareMs === 0 && (known !== first || !isFree)) {
      if (patienceMs === 'unknown') return { part: 'alone', known, leaseUntil: null };
      return { part: 'follower', known };
    }
    let leaseUntil: number | null = null;
    try {
      if (isFree) {
        leaseUntil = now() + Math.min(leaseMs, timeLeftMs() + ANSWER_MS);
        const leased = await withinStoreLimit(document.lease(known, leaseUntil));
        if (leased !== null) return { part: 'leader', known: leased, leaseUntil };
        leaseUntil = null;
      } else {
        if (patienceMs !== 'unknown' && now() - began >= patienceMs)
          return { part: 'follower', known };
        await sleep(Math.min(pauseMs, spareMs, leaseLeftMs));
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
      known = await withinStoreLimit(document.read());
    } catch (error) {
      failed(error);
      return { part: 'alone', known, leaseUntil };
    }
  }
}

/**
 * Waits for the database as long as one operation may take.
 *
 * @throws when it takes longer, and what the operation throws
 */
export function withinStoreLimit<Value>(work: Promise<Value>): Promise<Value> {
  return within(
    work,
    STORE_MS,
    () => new Error(`The database has not answered within ${STORE_MS} ms.`),
  );
}

/**
 * Whether a lease with so much time left is over. One that lasts longer than any was taken by a
 * clock that is wrong.
 */
function isOver(leftMs: number, leaseMs: number): boolean {
  return leftMs <= 0 || leftMs > leaseMs + SKEW_MS;
}
