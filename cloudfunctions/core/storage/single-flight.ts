import { isAheadOfNow } from '../../../miniprogram/contract/age';
import type { CallContext } from '../runtime/define-function';
import { withinLimit } from '../runtime/in-time';

/** Lease of a leader. `until` is the end of the lease in ms since 1970; a renewal moves it. */
export interface Lease {
  until: number;
}

/** Role of a caller in a single flight, where one caller sends a request for several. */
export type Flight<Known> =
  /** Answered: the cached answer is fresh enough, so that no request is needed. */
  | { readonly role: 'answered'; readonly lastRead: Known }
  /** Follower: another caller sends the request; this caller uses the cached answer meanwhile. */
  | { readonly role: 'follower'; readonly lastRead: Known }
  /** Leader: the caller holds the lease and sends the request for all callers. */
  | { readonly role: 'leader'; readonly lastRead: Known; readonly lease: Lease }
  /** Late: nothing is cached, and only `keepMs` of the time of the call is left. */
  | { readonly role: 'late'; readonly lastRead: Known }
  /** Alone: the database fails. `lease`: lease that a failed write may have stored, or null. */
  | { readonly role: 'alone'; readonly lastRead: Known; readonly lease: Lease | null };

/** Database document that all instances share. It holds the cached answer and the lease. */
export interface SharedDocument<Known> {
  readonly read: () => Promise<Known>;
  /**
   * Writes the lease. Of all callers that have read the same version, one succeeds.
   *
   * @returns document with the lease; null when another caller was faster
   */
  readonly lease: (known: Known, leaseUntil: number) => Promise<Known | null>;
  /** Returns the end of the lease, in ms since 1970; 0 when there is no lease. */
  readonly leaseUntilOf: (known: Known) => number;
  /** Tells whether the cached answer is enough, so that no request is needed. */
  readonly isEnough: (known: Known) => boolean;
  /** Returns how long (ms) a follower waits for a newer answer; Infinity when none is cached. */
  readonly patienceMs: (known: Known) => number;
}

interface FlightParts {
  readonly now: () => number;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Time (ms) of the call that is left when a follower without a cached answer stops waiting. */
  readonly keepMs: number;
  readonly failed: (error: unknown) => void;
}

/** Maximum length (ms) of a lease: one question and its write. Then another caller may ask. */
const LEASE_MS = 6000;
/** Time (ms) that a call may run after its last request. The call's lease lasts until then. */
const ANSWER_MS = 500;
/** Time limit (ms) of one database operation, because a whole call has only a few seconds. */
const OPERATION_LIMIT_MS = 1000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 800;
/**
 * Time (ms) that a follower needs to ask WeChat itself after a leader that stored no answer. It is
 * less than the default time-out of 3 s.
 */
export const OWN_QUESTION_MS = 1500;

/**
 * Joins a single flight. Of all callers who need the same answer, one becomes the leader and asks.
 * The others are followers: they use the cached answer, or wait. The lease is in the shared
 * document. If the database fails, a caller asks alone.
 *
 * @param first document as it was read a moment ago
 */
export async function joinFlight<Known>(
  { now, sleep, keepMs, failed }: FlightParts,
  document: SharedDocument<Known>,
  first: Known,
  call: Pick<CallContext, 'timeLeftMs'>,
): Promise<Flight<Known>> {
  const began = now();
  let lastRead = first;
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    if (document.isEnough(lastRead)) return { role: 'answered', lastRead };
    const patienceMs = document.patienceMs(lastRead);
    const leaseMs = leaseLeftMs(document.leaseUntilOf(lastRead), now());
    // After a leader that stored no answer, a follower may lead if it has enough time to ask.
    const mayLead = leaseMs === 0 && (lastRead === first || call.timeLeftMs() > OWN_QUESTION_MS);
    const callMs = call.timeLeftMs() - (patienceMs === Infinity ? keepMs : OWN_QUESTION_MS);
    const waitMs = Math.min(began + patienceMs - now(), callMs);
    if (!mayLead && waitMs <= 0)
      return { role: patienceMs === Infinity ? 'late' : 'follower', lastRead };
    let lease: Lease | null = mayLead ? { until: leaseEnd(now(), call) } : null;
    try {
      if (lease !== null) {
        const leased = await withinStoreLimit(document.lease(lastRead, lease.until));
        if (leased !== null) return { role: 'leader', lastRead: leased, lease };
        lease = null;
      } else {
        await sleep(Math.min(pauseMs, waitMs, leaseMs === 0 ? Infinity : leaseMs));
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
      lastRead = await withinStoreLimit(document.read());
    } catch (error) {
      failed(error);
      return { role: 'alone', lastRead, lease };
    }
  }
}

/** Returns the time (ms) that a lease still runs; 0 when nobody holds one. */
function leaseLeftMs(leaseUntil: number, now: number): number {
  return isLeaseOver(leaseUntil, now, LEASE_MS) ? 0 : leaseUntil - now;
}

/** Returns the end (ms since 1970) of a lease that a call takes or renews now. */
export function leaseEnd(now: number, { timeLeftMs }: Pick<CallContext, 'timeLeftMs'>): number {
  return now + Math.min(LEASE_MS, timeLeftMs() + ANSWER_MS);
}

/** Waits for one database operation; throws an Error after OPERATION_LIMIT_MS. */
export function withinStoreLimit<Value>(work: Promise<Value>): Promise<Value> {
  return withinLimit(
    work,
    OPERATION_LIMIT_MS,
    () => new Error(`The database has not answered within ${OPERATION_LIMIT_MS} ms.`),
  );
}

/** Tells whether a lease is over, or ends so late that a wrong clock must have set it. */
export function isLeaseOver(leaseUntil: number, now: number, longestMs: number): boolean {
  return leaseUntil <= now || isAheadOfNow(leaseUntil, now + longestMs);
}
