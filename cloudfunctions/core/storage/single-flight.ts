import type { Call } from '../runtime/define-function';
import { within } from '../runtime/in-time';

/** Role of a caller in a single flight, where one asks for all that need the same answer. */
export type Flight<Known> =
  /** Answered: the cached answer is enough. */
  | { readonly role: 'answered'; readonly known: Known }
  /** Follower: another caller asks, and the cached answer has to serve meanwhile. */
  | { readonly role: 'follower'; readonly known: Known }
  /** Leader: the caller asks for all. */
  | { readonly role: 'leader'; readonly known: Known; readonly leaseUntil: number }
  /** Alone: the caller asks for itself. `leaseUntil`: end of a lease that may have been taken. */
  | { readonly role: 'alone'; readonly known: Known; readonly leaseUntil: number | null };

/** Document that all instances share, and that holds the lease. */
export interface SharedDocument<Known> {
  readonly read: () => Promise<Known>;
  /**
   * Takes the lease: of all callers that have read the same version, one gets it.
   *
   * @returns document with the lease; null when another caller was faster
   */
  readonly lease: (known: Known, leaseUntil: number) => Promise<Known | null>;
  /** Reads the end of the lease, ms since 1970; 0 without a lease. */
  readonly leaseUntilOf: (known: Known) => number;
  /**
   * Finds how long a follower waits for a newer answer.
   *
   * @returns ms since the start; 'answered' when nothing newer is needed, 'unknown' without an
   *   answer
   */
  readonly patienceMs: (known: Known) => number | 'answered' | 'unknown';
}

interface FlightParts {
  readonly now: () => number;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Longest lease. After it, followers no longer wait for a leader that has died. */
  readonly leaseMs: number;
  /** Receives the error when the database fails. */
  readonly failed: (error: unknown) => void;
}

/** Greatest difference between the clocks of two instances. */
const SKEW_MS = 1000;
/** Time between a call's last question and its end. */
const ANSWER_MS = 500;
/** Limit of one database operation, within the few seconds of a call. */
const STORE_MS = 1000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 800;
/**
 * Time that a follower keeps for its own question. It is less than WeChat's usual 3 s, so that a
 * follower does wait.
 */
const OWN_QUESTION_MS = 1500;

/**
 * Joins a single flight: of all callers that need the same answer at the same time, over all
 * instances, one leads. Followers get the cached answer, or wait for the leader's. The lease stands
 * on the shared document and ends by itself, so that no instance's memory is needed. When the
 * database fails, a caller asks alone: that costs a question, not the answer.
 *
 * @param first document as it was read a moment ago
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
    if (patienceMs === 'answered') return { role: 'answered', known };
    const spareMs = Math.max(0, timeLeftMs() - OWN_QUESTION_MS);
    const leaseLeftMs = document.leaseUntilOf(known) - now();
    const isFree = isOver(leaseLeftMs, leaseMs);
    if (spareMs === 0 && (known !== first || !isFree)) {
      if (patienceMs === 'unknown') return { role: 'alone', known, leaseUntil: null };
      return { role: 'follower', known };
    }
    let leaseUntil: number | null = null;
    try {
      if (isFree) {
        leaseUntil = now() + Math.min(leaseMs, timeLeftMs() + ANSWER_MS);
        const leased = await withinStoreLimit(document.lease(known, leaseUntil));
        if (leased !== null) return { role: 'leader', known: leased, leaseUntil };
        leaseUntil = null;
      } else {
        if (patienceMs !== 'unknown' && now() - began >= patienceMs)
          return { role: 'follower', known };
        await sleep(Math.min(pauseMs, spareMs, leaseLeftMs));
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
      known = await withinStoreLimit(document.read());
    } catch (error) {
      failed(error);
      return { role: 'alone', known, leaseUntil };
    }
  }
}

/**
 * Waits for one database operation, up to a limit.
 *
 * @throws Error after the limit, and what the operation throws
 */
export function withinStoreLimit<Value>(work: Promise<Value>): Promise<Value> {
  return within(
    work,
    STORE_MS,
    () => new Error(`The database has not answered within ${STORE_MS} ms.`),
  );
}

/** Tells whether a lease is over; one that ends later than any can was set by a wrong clock. */
function isOver(leftMs: number, leaseMs: number): boolean {
  return leftMs <= 0 || leftMs > leaseMs + SKEW_MS;
}
