import { RIDERS_KEPT_MS, ageMs } from '../../../miniprogram/contract/age';
import { withoutRider } from '../../../miniprogram/contract/delivery/delivery-history';
import { type DeliveryAttempt, withoutReceiver } from './attempt';

/** Time (ms) for which 取货码 and the receiver's position are kept after WeChat's last answer. */
export const RECEIVER_KEPT_MS = 2 * 60 * 60_000;

/** Removes rider's data a day after the end (else the last look-up), the receiver's after 2 h. */
export function withoutOldRiders(attempt: DeliveryAttempt, now: number): DeliveryAttempt {
  const isRiderOld = ageMs(ridersNeededUntil(attempt), now) >= RIDERS_KEPT_MS;
  if (!isRiderOld && ageMs(attempt.askedAt, now) < RECEIVER_KEPT_MS) return attempt;
  const answer = withoutReceiver(attempt.answer);
  if (!isRiderOld) return { ...attempt, answer };
  return {
    ...attempt,
    answer: { ...answer, rider: null, position: null },
    history: withoutRider(attempt.history),
  };
}

/**
 * Returns when personal data must first be removed (ms since 1970), less RIDERS_KEPT_MS, which the
 * sweep adds; null without such data. `registrationEnds`: times of registrations' removal.
 */
export function ridersNeededAt(
  attempts: readonly DeliveryAttempt[],
  registrationEnds: number[] = [],
): number | null {
  const removalTimes = [
    ...attempts
      .filter(hasReceiver)
      .map(({ askedAt }) => askedAt + RECEIVER_KEPT_MS - RIDERS_KEPT_MS),
    ...attempts.filter(hasRider).map(ridersNeededUntil),
    ...registrationEnds.map((time) => time - RIDERS_KEPT_MS),
  ];
  return removalTimes.length === 0 ? null : Math.min(...removalTimes);
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
