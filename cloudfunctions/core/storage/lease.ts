import { isAheadOfNow } from '../../../miniprogram/contract/age';
import type { CallContext } from '../runtime/define-function';
import { withinLimit } from '../runtime/in-time';

/** Right of one caller to ask WeChat for all callers, until a time (ms since 1970). Renewable. */
export interface Lease {
  until: number;
}

/** Longest lease (ms), for one question and its write. After it, another caller may ask. */
const LEASE_MS = 6000;
/** Time (ms) that is left to a call when its last request to WeChat ends. */
const AFTER_REQUEST_MS = 500;
/** Time limit (ms) of one database operation, because a whole call has only a few seconds. */
const OPERATION_LIMIT_MS = 1000;

/** Returns the time (ms) until a stored lease ends; 0 if it is over or none is stored. */
export function leaseLeftMs(leaseUntil: number, now: number): number {
  return isLeaseOver(leaseUntil, now, LEASE_MS) ? 0 : leaseUntil - now;
}

/** Returns the end (ms since 1970) of a lease that a call takes or renews now. */
export function leaseEnd(now: number, { timeLeftMs }: Pick<CallContext, 'timeLeftMs'>): number {
  return now + Math.min(LEASE_MS, timeLeftMs() + AFTER_REQUEST_MS);
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
export function isLeaseOver(leaseUntil: number, now: number, maxLeaseMs: number): boolean {
  return leaseUntil <= now || isAheadOfNow(leaseUntil, now + maxLeaseMs);
}
