import { DAY_MS } from './age';

/** Days before a certificate's expiry from which the owner sees it, and sees it in red. */
const WARNED_DAYS = 60;
const URGENT_DAYS = 7;

export interface Expiry {
  readonly state: 'far' | 'near' | 'urgent' | 'over';
  /** Whole days that are left; 0 once it has expired. */
  readonly days: number;
}

/**
 * Tells how near the expiry of an account's certificates is; of two that rotate the last one
 * counts.
 *
 * @param expiresAt times of expiry, ms since 1970; at least one
 */
export function expiryOf(expiresAt: readonly number[], now: number): Expiry {
  const leftMs = Math.max(...expiresAt) - now;
  if (leftMs <= 0) return { state: 'over', days: 0 };
  const days = Math.floor(leftMs / DAY_MS);
  const state = days <= URGENT_DAYS ? 'urgent' : days <= WARNED_DAYS ? 'near' : 'far';
  return { state, days };
}
