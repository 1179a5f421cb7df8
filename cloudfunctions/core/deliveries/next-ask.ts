import type { Delivery } from '../../../miniprogram/contract/delivery';
import type { DeliveryStatus } from '../../../miniprogram/contract/delivery-status';

/**
 * Delivery companies refresh a position about every 30 s [R]: asking more often mostly shows the
 * same point (docs/getorder-contract.md §9).
 */
const DELIVERING_SECONDS = 12;
const ARRIVING_SECONDS = 8;
/** The last minutes, in which a customer waits at the door. */
const ARRIVING_FROM_SECONDS = 180;
const ON_THE_WAY_TO_PICK_UP_SECONDS = 20;
const WAITING_SECONDS = 30;
/**
 * Such ends have been seen to revive (§2 [R]): looked at slowly; the phone gives up after half an
 * hour.
 */
const REVIVABLE_SECONDS = 300;

/** When what is told is old because somebody else is asking just now. */
export const NEWER_SOON_SECONDS = 4;

/**
 * What one caller was told serves all others for so long (below the pauses between two questions of
 * one page).
 */
const DELIVERING_FLOOR_MS = 8_000;
/** No answer about a delivery under way serves longer. */
export const UNDER_WAY_FLOOR_MS = 20_000;
/**
 * A person's own look-up of an ended order asks afresh after a minute: it may have been placed
 * again.
 */
const ENDED_FLOOR_MS = 60_000;

/**
 * How old an answer may be, in ms, for whoever asks next to be told it without a question to
 * WeChat.
 */
export function floorMs({ stage, isFinal }: DeliveryStatus): number {
  if (isFinal) return ENDED_FLOOR_MS;
  return stage === 'delivering' ? DELIVERING_FLOOR_MS : UNDER_WAY_FLOOR_MS;
}

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
      return status.name === 'waiting' ? WAITING_SECONDS : ON_THE_WAY_TO_PICK_UP_SECONDS;
    case 'pickup':
      return status.isFinal ? null : ON_THE_WAY_TO_PICK_UP_SECONDS;
    case 'returning':
      return status.isFinal ? null : WAITING_SECONDS;
    case 'unknown':
      return WAITING_SECONDS;
  }
}
