import { DAY_MS } from './age';

/** Days before a certificate's expiry from which the owner sees a warning. */
const WARNING_FROM_DAYS = 60;
/** Days before the expiry from which the warning is red. */
const URGENT_FROM_DAYS = 7;

interface Expiry {
  readonly state: 'far' | 'near' | 'urgent' | 'over';
  /** Whole days that are left; 0 once the certificate has expired. */
  readonly days: number;
}

/** Tells how near the latest expiry of several is. `expiresAt`: one time or more, ms since 1970. */
export function expiryOf(expiresAt: readonly number[], now: number): Expiry {
  const msLeft = Math.max(...expiresAt) - now;
  if (msLeft <= 0) return { state: 'over', days: 0 };
  const days = Math.floor(msLeft / DAY_MS);
  const state = days <= URGENT_FROM_DAYS ? 'urgent' : days <= WARNING_FROM_DAYS ? 'near' : 'far';
  return { state, days };
}
