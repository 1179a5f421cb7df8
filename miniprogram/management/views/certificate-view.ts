import { expiryOf } from '../../contract/certificate-expiry';
import type { Tone } from '../../contract/delivery-status';
import { dayOf } from '../../ui/wording/clock-time';

/** Expiry of certificates in words. */
export interface ExpiryView {
  readonly text: string;
  readonly tone: Tone;
}

const DAY_MS = 24 * 3_600_000;
const TONES = { far: 'done', near: 'wait', urgent: 'bad', over: 'bad' } as const;

/**
 * Words the expiry of an account's certificates: `2027-08-14 到期，还有 261 天`.
 *
 * @param expiresAt times of expiry, ms since 1970; at least one
 * @param now current time in ms on the cloud's clock
 */
export function expiryView(expiresAt: readonly number[], now: number): ExpiryView {
  const { state, days } = expiryOf(expiresAt, now);
  const day = dateOf(Math.max(...expiresAt));
  if (state === 'over') return { text: `${day} 已经到期`, tone: TONES.over };
  const left = days === 0 ? '不到一天了' : `${state === 'urgent' ? '只剩' : '还有'} ${days} 天`;
  return { text: `${day} 到期，${left}`, tone: TONES[state] };
}

/** Formats a day in the time zone of the shops: `2027-08-14`. */
function dateOf(time: number): string {
  return new Date(dayOf(time) * DAY_MS).toISOString().slice(0, 10);
}
