import { RIDERS_KEPT_MS, ageMs } from '../../../miniprogram/contract/age';
import { withoutRider } from '../../../miniprogram/contract/delivery/delivery-history';
import { type DeliveryAttempt, withoutReceiver } from './attempt';

/** Time (ms) for which 取货码 and the receiver's position are kept after the last answer. */
export const RECEIVER_KEPT_MS = 2 * 60 * 60_000;

/** Removes riders a day after the end or the last look-up, receivers two hours after the answer. */
export function withoutOldRiders(attempt: DeliveryAttempt, now: number): DeliveryAttempt {
  const isOver = ageMs(ridersNeededUntil(attempt), now) >= RIDERS_KEPT_MS;
  if (!isOver && ageMs(attempt.askedAt, now) < RECEIVER_KEPT_MS) return attempt;
  const answer = withoutReceiver(attempt.answer);
  if (!isOver) return { ...attempt, answer };
  return {
    ...attempt,
    answer: { ...answer, rider: null, position: null },
    history: withoutRider(attempt.history),
  };
}

/**
 * Returns the time a day before the first personal data must be removed; null without such data.
 * `ends`: times when stores stop awaiting the order.
 */
export function ridersNeededAt(
  attempts: readonly DeliveryAttempt[],
  ends: number[] = [],
): number | null {
  const times = [
    ...attempts
      .filter(hasReceiver)
      .map(({ askedAt }) => askedAt + RECEIVER_KEPT_MS - RIDERS_KEPT_MS),
    ...attempts.filter(hasRider).map(ridersNeededUntil),
    ...ends.map((time) => time - RIDERS_KEPT_MS),
  ];
  return times.length === 0 ? null : Math.min(...times);
}

function hasReceiver({ answer }: DeliveryAttempt): boolean {
  return answer.receiverPosition !== undefined || answer.handover !== undefined;
}

function hasRider({ answer, history }: DeliveryAttempt): boolean {
  const isSeen = history.sightings.some((one) => one.riderName !== null || one.position !== null);
  return answer.rider !== null || answer.position !== null || isSeen;
}

function ridersNeededUntil({ endedAt, askedAt }: DeliveryAttempt): number {
  return endedAt ?? askedAt;
}
