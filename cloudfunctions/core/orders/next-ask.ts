import type { Delivery } from '../../../miniprogram/shared/delivery';

/** Delivery companies refresh a position about every 30 s [R]: asking more often mostly shows the same point (docs/getorder-contract.md §9). */
const DELIVERING_SECONDS = 12;
const ARRIVING_SECONDS = 8;
/** The last minutes, in which a customer waits at the door. */
const ARRIVING_FROM_SECONDS = 180;
const ON_THE_WAY_TO_PICK_UP_SECONDS = 20;
const WAITING_SECONDS = 30;
/** 501 and 502 have been seen to revive (§2 [R]): looked at slowly; the phone gives up after half an hour. */
const REVIVABLE_SECONDS = 300;

/** When a delivery is worth another look, in seconds; null when nobody need ask again. */
export function nextAskInSeconds({
  status,
  arrival,
}: Pick<Delivery, 'status' | 'arrival'>): number | null {
  switch (status.stage) {
    case 'exception':
      return REVIVABLE_SECONDS;
    case 'delivering':
      if (status.isFinal) return null;
      return arrival !== null && arrival.remainingSeconds <= ARRIVING_FROM_SECONDS
        ? ARRIVING_SECONDS
        : DELIVERING_SECONDS;
    case 'accepting':
      if (status.isFinal) return null;
      return status.code === 101 ? WAITING_SECONDS : ON_THE_WAY_TO_PICK_UP_SECONDS;
    case 'pickup':
      return status.isFinal ? null : ON_THE_WAY_TO_PICK_UP_SECONDS;
    case 'returning':
      return status.isFinal ? null : WAITING_SECONDS;
    case 'unknown':
      return WAITING_SECONDS;
  }
}
