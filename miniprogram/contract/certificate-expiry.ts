import { DAY_MS } from './age';

/** Days before a certificate's expiry from which the owner sees a warning. */
const WARNED_DAYS = 60;
/** Days before the expiry from which the warning is red. */
const URGENT_DAYS = 7;

export interface Expiry {
  readonly state: 'far' | 'near' | 'urgent' | 'over';
  /** Whole days that are left; 0 once the certificate has expired. */
  readonly days: number;
}

/** Tells how near the expiry is: of `expiresAt` (ms since 1970, at least one) the last counts. */
export function expiryOf(expiresAt: readonly number[], now: number): Expiry {
  const leftMs = Math.max(...expiresAt) - now;
  if (leftMs <= 0) return { state: 'over', days: 0 };
  const days = Math.floor(leftMs / DAY_MS);
  const state = days <= URGENT_DAYS ? 'urgent' : days <= WARNED_DAYS ? 'near' : 'far';
  return { state, days };
}
