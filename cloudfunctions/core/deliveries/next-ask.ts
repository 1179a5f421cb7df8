import type { Delivery } from '../../../miniprogram/contract/delivery';
import type { DeliveryStatus } from '../../../miniprogram/contract/delivery-status';

/**
 * Interval while delivering. Companies refresh a position about every 30 s [R]: a shorter interval
 * mostly returns the same point (docs/getorder-contract.md §9).
 */
const DELIVERING_SECONDS = 12;
const ARRIVING_SECONDS = 8;
/** Remaining time from which on the customer waits at the door. */
const ARRIVING_FROM_SECONDS = 180;
const ON_THE_WAY_TO_PICK_UP_SECONDS = 20;
const WAITING_SECONDS = 30;
/**
 * Interval after an exception. Such orders have been seen to revive (§2 [R]). The phone gives up
 * after half an hour.
 */
const REVIVABLE_SECONDS = 300;

/** Interval while another caller is asking for a newer answer. */
export const NEWER_SOON_SECONDS = 4;

/**
 * Age up to which one caller's answer serves all others; shorter than the intervals of one page.
 */
const DELIVERING_FLOOR_MS = 8_000;
/** Age up to which an answer serves for a delivery under way at most. */
export const UNDER_WAY_FLOOR_MS = 20_000;
/** Age up to which an answer serves for an ended order, which may have been placed again. */
const ENDED_FLOOR_MS = 60_000;

/**
 * Finds the floor of a status: the age, in ms, up to which an answer is given again without asking
 * WeChat.
 */
export function floorMs({ stage, isFinal }: DeliveryStatus): number {
  if (isFinal) return ENDED_FLOOR_MS;
  return stage === 'delivering' ? DELIVERING_FLOOR_MS : UNDER_WAY_FLOOR_MS;
}

/**
 * Finds when a delivery is worth another question.
 *
 * @returns seconds; null when it never is
 */
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
      return status.name === 'waiting' ? WAITING_SECONDS : ON_THE_WAY_TO_PICK_UP_SECONDS;
    case 'pickup':
      return status.isFinal ? null : ON_THE_WAY_TO_PICK_UP_SECONDS;
    case 'returning':
      return status.isFinal ? null : WAITING_SECONDS;
    case 'unknown':
      return WAITING_SECONDS;
  }
}
