import { isAheadOfNow } from '../../../miniprogram/contract/age';
import type { CallContext } from '../runtime/define-function';
import { withinLimit } from '../runtime/in-time';

/** `until`: ms since 1970; a renewal moves it. */
export interface Lease {
  until: number;
}

/** Role of a caller in a single flight. */
export type Flight<Known> =
  /** The cached answer is fresh enough. */
  | { readonly role: 'answered'; readonly lastRead: Known }
  /** Another caller asks; this one uses the cached answer meanwhile. */
  | { readonly role: 'follower'; readonly lastRead: Known }
  /** The caller holds the lease and asks for all. */
  | { readonly role: 'leader'; readonly lastRead: Known; readonly lease: Lease }
  /** Nothing is cached, and no time of the call is left. */
  | { readonly role: 'late'; readonly lastRead: Known }
  /** The database fails. `lease`: one that a failed write may have stored. */
  | { readonly role: 'alone'; readonly lastRead: Known; readonly lease: Lease | null };

/** Database document that all instances share. It holds the cached answer and the lease. */
export interface SharedDocument<Known> {
  readonly read: () => Promise<Known>;
  /** Returns the document with the lease; null when another caller was faster. */
  readonly lease: (known: Known, leaseUntil: number) => Promise<Known | null>;
  readonly leaseUntilOf: (known: Known) => number;
  readonly isEnough: (known: Known) => boolean;
  /** Time (ms) that a follower waits; Infinity when nothing is cached. */
  readonly patienceMs: (known: Known) => number;
}

interface FlightParts {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** Longest lease (ms): one question and its write. Then another caller may ask. */
const LEASE_MS = 6000;
/** Time (ms) of a call after its last request. */
const ANSWER_MS = 500;
/** A whole call has only a few seconds. */
const OPERATION_LIMIT_MS = 1000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 800;
/** Time (ms) in which a follower asks itself after a leader without an answer. */
const OWN_QUESTION_MS = 1500;

/**
 * Joins a single flight: of all callers who need the same answer, the leader asks, and the
 * followers use the cached answer, or wait. `first` is the document as it was read a moment ago.
 */
export async function joinFlight<Known>(
  { now, sleep, failed }: FlightParts,
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
    // A follower may lead after a leader without an answer, given time to ask.
    const mayLead = leaseMs === 0 && (lastRead === first || call.timeLeftMs() > OWN_QUESTION_MS);
    const callMs = call.timeLeftMs() - (patienceMs === Infinity ? 0 : OWN_QUESTION_MS);
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
